/** What the front door knows besides the message: the town, its words and its calendar. The same for all messages; passed in once. */
import type { Words } from '../flows/words.ts'
import type { WorkCalendar } from '../town/calendar.ts'
import type { Lang, Town } from '../town/town.ts'

export interface House {
  readonly town: Town
  readonly words: Readonly<Record<Lang, Words>>
  readonly calendar: WorkCalendar
  /** IANA time zone of the town. */
  readonly zone: string
  /** Work days until the first contact that a receipt promises. */
  readonly contactDays: number
  /** The way into private from a group, where the network has one. */
  invite(channel: string, group: string): string | undefined
}
