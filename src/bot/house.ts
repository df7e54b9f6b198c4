/** What the front door knows besides the message: the town, its words and its calendar. The same for all messages; passed in once. */
import type { Words } from '../flows/words.ts'
import { tongueOf } from '../store/post.ts'
import type { Loaded, Post } from '../store/store.ts'
import type { WorkCalendar } from '../town/calendar.ts'
import type { Case } from '../town/case.ts'
import type { Lang, Town } from '../town/town.ts'

export interface House {
  readonly town: Town
  readonly words: Readonly<Record<Lang, Words>>
  readonly calendar: WorkCalendar
  /** IANA time zone of the town. */
  readonly zone: string
  /** The way into private from a group, where the network has one. */
  invite(channel: string, group: string): string | undefined
}

/** The words for whoever spoke, in the place where they spoke: a group hears the town's language, a person their own. */
export const wordsHere = (house: House, { group, person }: Pick<Loaded, 'group' | 'person'>): Words =>
  house.words[group === undefined ? person.lang : 'zh-CN']

/** What is said to the resident of a case is in their language, whatever the officer's. */
export const wordsOfResident = (house: House, { tongues }: Pick<Loaded, 'tongues'>, one: Case): Words =>
  house.words[tongues.get(one.person) ?? 'zh-CN']

export const wordsForOfficer = (house: House, post: Post, officer: string): Words => house.words[tongueOf(post, officer)]
