/** A talk as reminders read it, and what shows whether it is still the same. */
import type { Talk } from '../flows/talk.ts'

/** A conversation that nobody has ended. */
export interface OpenTalk {
  readonly person: number
  readonly talk: Talk
  readonly updatedAt: number
  /** What reminders have already been sent for this state of the talk: '30min', 'morning', 'day'. */
  readonly nudges: readonly string[]
  /** The sealed cell it was read from: a talk that was written since has another. */
  readonly cell: string
}
