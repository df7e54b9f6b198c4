/** What a reminder is: it looks at what is due and says what follows; it stops by itself when the work is recorded. */

import type { Words } from '../flows/words.ts'
import type { Effect, Post, Store } from '../store/store.ts'
import type { WorkCalendar } from '../town/calendar.ts'
import type { Lang, Town } from '../town/town.ts'

/** What a reminder may look at; nothing else. */
export interface Watching {
  readonly store: Store
  readonly town: Town
  readonly words: Readonly<Record<Lang, Words>>
  readonly zone: string
  readonly calendar: WorkCalendar
  /** Epoch milliseconds. */
  readonly now: number
  readonly post: Post
}

export interface Reminder {
  readonly id: string
  /** What is due now, as effects; asked again and again, so each must be `once` or end what made it due. */
  readonly due: (watching: Watching) => Promise<readonly Effect[]>
}
