/** The words that flows, turn and front door share: what was heard, what is known, what is said, what follows. */
import type { Case, CaseFile } from '../town/case.ts'
import type { Forbidden } from '../town/meaning/forbidden.ts'
import type { Lang, Town } from '../town/town.ts'
import type { Words } from './words.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
export type Answers = Readonly<Record<string, Json>>

/** One message of one person, as the turn sees it. */
export interface Heard {
  /** Unique id of the message; once-keys are made of it. */
  readonly id: string
  /** Well-formed, NFKC is left to the readers; '' where only files came. */
  readonly text: string
  readonly files: readonly CaseFile[]
  readonly press?: string
  /** Said before the question on the table had reached the person: not its answer. */
  readonly early: boolean
  /** The message changes the words of an older one. */
  readonly edit?: boolean
  readonly at: number
  /** Number of the closed case whose question how it went (W13) is the newest that had reached the person. */
  readonly closing?: string
}

/** What a conversation keeps between two messages: answers by key. Which question comes next is never kept. */
export interface Talk {
  readonly flow: string
  readonly version: string
  /** Id of the message that began it. */
  readonly begun: string
  readonly answers: Answers
  /** Keys of what has been told once and is not told again. */
  readonly told: readonly string[]
  /** The case this talk belongs to, once it has one. */
  readonly no?: string
  /** What lies on the table: only to know late buttons and early answers and to count misses. */
  readonly table?: Table
  /** What happened as it was told before, while it is told anew. */
  readonly earlier?: Json
  /** Danger at home and not free to speak: only neutral words. */
  readonly hush?: boolean
  /** When that ends by itself, epoch milliseconds. */
  readonly hushUntil?: number
}

/**
 * Whether an open talk makes way for one that staff begin. Only a talk of the same case does: when the case is over, so are its questions.
 * Never where the person is not free to speak.
 */
export const makesWay = (open: Talk, next: Talk): boolean => open.no !== undefined && open.no === next.no && open.hush !== true

export interface Table {
  /** The question's key, or the name of an aside (asides.ts), which ends in ?. */
  readonly key: string
  readonly nonce: string
  /** Once-key of the message that asked. */
  readonly once: string
  readonly misses: number
  /** Values offered, in the order of their numbers. */
  readonly offered?: readonly Json[]
  /** What follows the values in the numbering: leave out, that is all. */
  readonly beside?: readonly Beside[]
  /** Text of the last answer taken, to know an impatient repeat. */
  readonly last?: string
}

export type Beside = 'skip' | 'enough'

/** What the turn may know of the world; all of it is passed in. */
export interface About {
  readonly now: number
  /** IANA zone of the town. */
  readonly zone: string
  readonly town: Town
  readonly words: Words
  /** The person's village, known from the group they came from. */
  readonly village?: string
  /** The number that a case opened by this message gets. */
  readonly number: string
  /** The person's own cases, newest first. */
  readonly cases: readonly Case[]
  /** Whether answers can reach the person in this chat. */
  readonly reach: 'chat' | 'phone'
  /** Alarms of the person's cases that nobody has called back yet, oldest first; by name who has seen them. */
  readonly alarms?: readonly { readonly no: string; readonly seenBy?: string }[]
  /** Who is on duty and enrolled; undefined: nobody, then no date is promised. */
  readonly duty?: { readonly name: string; readonly phone: string }
  /** First-contact promise for what was answered and its case: the day as said (周四11月26日), its end in epoch ms, and who calls. */
  promise(answers: Answers, no: string): Contact | undefined
}

export interface Contact {
  readonly day: string
  readonly due: number
  readonly office: string
  readonly name: string
  readonly phone: string
}

/** One message of the bot to the person of this talk. */
export interface Say {
  readonly text: string
  readonly choices?: readonly { readonly label: string; readonly press: string }[]
  readonly number?: string
  readonly urgent?: boolean
}

/** What follows from a turn beside what is said. */
export type Act =
  | { readonly do: 'begin-case'; readonly no: string; readonly why: 'danger' | 'human' | 'flood' | 'report' }
  | { readonly do: 'report'; readonly no: string; readonly due?: number }
  | { readonly do: 'answer'; readonly no: string; readonly key: string; readonly value: Json }
  | {
      readonly do: 'more'
      readonly no: string
      readonly text: string
      readonly files: readonly CaseFile[]
      readonly edit?: boolean
      /** They ask why nobody has been in touch. */
      readonly waits?: true
    }
  | { readonly do: 'alarm'; readonly no: string; readonly sign: string }
  /** `hourly`: once in an hour is enough. */
  | { readonly do: 'call-human'; readonly no: string; readonly hourly?: true }
  | { readonly do: 'withdraw'; readonly no: string }
  /** 没事了: the watch is told; only staff end an alarm. */
  | { readonly do: 'says-calm'; readonly no: string }
  /** 五岁，穿红衣服: whoever has the alarm hears that there are words that help to look for somebody. */
  | { readonly do: 'says-looks'; readonly no: string }
  /** A closed case is not settled after all. */
  | { readonly do: 'reopen'; readonly no: string }
  /** The other side may not be spoken to, or the person not be named, whatever was said before. */
  | { readonly do: 'forbid'; readonly no: string; readonly key: Forbidden }
  | { readonly do: 'notice-shown'; readonly version: string }
  | { readonly do: 'language'; readonly lang: Lang }

export interface Turn {
  /** null: nothing is open any more. */
  readonly talk: Talk | null
  readonly say: readonly Say[]
  readonly acts: readonly Act[]
}
