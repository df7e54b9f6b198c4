/** What a reminder is: it looks at what is due and says what follows; it stops by itself when the work is recorded. */
import type { Words } from '../flows/words.ts'
import type { Effect } from '../store/effect.ts'
import type { OpenTalk } from '../store/open-talk.ts'
import type { Post, Store } from '../store/store.ts'
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

/** What follows from one thing that is due, written in one transaction. */
export interface Follows {
  readonly effects: readonly Effect[]
  /** Only while this is still the person's talk: who has said something meanwhile is answered and not reminded. */
  readonly still?: OpenTalk
}

/** Works out one thing that is due; one that fails keeps none of the others. */
export type Due = () => Promise<Follows>

export interface Reminder {
  readonly id: string
  /** What is due now, one by one; asked again and again, so each must be `once` or end what made it due. */
  readonly due: (watching: Watching) => AsyncIterable<Due>
}
