/** What a step of the story is made of, and what it may look at. */
import type { Card, FeedLine } from '../bot/page-types.ts'
import type { Part } from './demo-world.ts'
import type { Both } from './words.ts'

export type Place = 'village' | 'staff' | Part

/** What the story may look at: only lines that came over the wire. */
export interface Tale {
  /** The number given to her. */
  readonly no: string | undefined
  /** The bot's lines in a place, after the line that an act of this name said. */
  bot(place: Place, after: string): readonly FeedLine[]
  /** The bot's lines that nobody has answered yet, oldest first. */
  open(place: Part): readonly FeedLine[]
  /** How far the newest alarm is. */
  readonly alarm: 'sent' | 'seen' | 'called' | undefined
  /** How far her matter is, by the newest of its cards. */
  readonly card: Card['state'] | undefined
  /** Whether the bot has said anything in the village group. */
  readonly spoke: boolean
}

export interface Rule {
  /** What the bot asks. */
  readonly asked: RegExp
  readonly but?: RegExp
  /** Which of its answers to press. */
  readonly press?: RegExp
  /** What to type where there is nothing to press. */
  readonly type?: Both
}

export type Act =
  | { readonly do: 'caption'; readonly text: Both }
  | { readonly do: 'look'; readonly at: 'group' | 'private' | 'staff' | 'desk' }
  | {
      readonly do: 'say'
      readonly name?: string
      readonly as: Part
      readonly in?: 'village' | 'staff'
      readonly text: Both
      readonly soon?: boolean
    }
  | { readonly do: 'voice'; readonly name: string; readonly as: Part; readonly seconds: number }
  /** `{no}` is the case's number. */
  | { readonly do: 'claim'; readonly name?: string; readonly as: Part }
  | { readonly do: 'answer'; readonly as: Part; readonly rules: readonly Rule[]; readonly until: (tale: Tale) => boolean }
  | { readonly do: 'seen'; readonly as: Part }
  | { readonly do: 'wait'; readonly until: (tale: Tale) => boolean; readonly within?: number }
  | { readonly do: 'rest'; readonly seconds: number }
  /** Moves the world's clock on, but only where the story is played fast: what waits a few seconds need not. */
  | { readonly do: 'hurry'; readonly minutes: number }
  | { readonly do: 'cut' | 'count' | 'who' | 'end' }

export interface Step {
  readonly title: Both
  readonly acts: readonly Act[]
}
