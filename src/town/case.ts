/** The life of a case, read from its events: who has it, how far it is. Pure. */
import type { Discreet } from './town.ts'

export type FileKind = 'voice' | 'photo' | 'video' | 'file'

/** A file that somebody sent, as talks and cases name it; the bytes are sealed in the store. */
export interface CaseFile {
  readonly id: string
  readonly kind: FileKind
  readonly seconds?: number
}

/** What was heard in the words of an event (discreet.ts): matters of face.md §1, and officers of the town who are accused. */
interface Touching {
  readonly matters?: readonly Discreet[]
  readonly accused?: readonly string[]
}

/** What can happen to a case; the body (sealed at rest) belongs to the resident. */
export type CaseEvent =
  /** Born before it was read back: danger, a human wanted, or left unfinished for a day. */
  | { readonly is: 'begun'; readonly why: 'danger' | 'human' | 'left' | 'unreadable' | 'flood' }
  /** Read back and given its number. `due`: promised day of the first contact, epoch ms at the end of that work day. */
  | { readonly is: 'reported'; readonly due?: number }
  /** An answer of the talk: what, village, name, phone, kind, wants … given, or given anew. */
  | ({ readonly is: 'answer'; readonly key: string; readonly value: unknown } & Touching)
  /** Words or files added later by the resident; `edit`: an edited message, kept beside the old words. */
  | ({ readonly is: 'more'; readonly text: string; readonly files: readonly CaseFile[]; readonly edit?: boolean } & Touching)
  | ({ readonly is: 'urgent'; readonly sign: string } & Touching)
  /** The first card of it went to the staff group. */
  | { readonly is: 'shown' }
  | { readonly is: 'claimed' }
  | { readonly is: 'replied'; readonly text: string; readonly files?: readonly string[] }
  /** The officer's last reply, taken back before it went out. */
  | { readonly is: 'unsaid' }
  /** Somebody has called the person. */
  | { readonly is: 'called' }
  /** Staff were reminded of the promised first word: on its day, or when it had passed. */
  | { readonly is: 'urged'; readonly when: 'today' | 'past' }
  /** `asked`: once-key of the message that asks the person how it went. */
  | { readonly is: 'closed'; readonly text: string; readonly asked?: string }
  /** It is not settled after all. */
  | { readonly is: 'reopened' }
  /** The resident ended it. */
  | { readonly is: 'withdrawn' }
  | { readonly is: 'read' }
  | { readonly is: 'heard'; readonly file: string }

export interface CaseRow {
  readonly no: string
  /** The resident whose case it is: the person's id in the database. */
  readonly person: number
  readonly openedAt: number
  /** Whether an answer can reach the resident in chat; else only by phone. */
  readonly reach: 'chat' | 'phone'
}

export interface Happened {
  readonly at: number
  /** Officer id, or undefined for the resident or the bot. */
  readonly by?: string
  readonly event: CaseEvent
}

export type CaseState = 'unfinished' | 'new' | 'claimed' | 'answered' | 'closed' | 'reopened' | 'withdrawn'

export interface Case extends CaseRow {
  readonly state: CaseState
  readonly holder?: string
  readonly urgent: boolean
  /** When danger was last heard in it. */
  readonly urgentAt?: number
  readonly signs: readonly string[]
  /** The matters of face.md §1 that it touches (discreet.ts); not empty: no group is told of it any more. */
  readonly matters: readonly Discreet[]
  /** Officers who are accused in it: none of them has it, opens it or is told of it. */
  readonly accused: readonly string[]
  /** A card of it has gone to the staff group. */
  readonly shown: boolean
  readonly due?: number
  /** How far staff were reminded of it. */
  readonly urged?: 'today' | 'past'
  /** Somebody has called the person. */
  readonly called?: true
  /** Once-key of the message that asked how it went, at the last closing. */
  readonly asked?: string
  /** The newest value of each answer. */
  readonly answers: Readonly<Record<string, unknown>>
  readonly more: readonly { readonly at: number; readonly text: string; readonly files: readonly CaseFile[]; readonly edit?: true }[]
  readonly replies: readonly { readonly at: number; readonly by?: string; readonly text: string }[]
  /** Officers who opened the text, last time first. */
  readonly readBy: readonly { readonly by: string; readonly at: number }[]
  readonly heard: readonly string[]
}

/** A case of which nothing is known yet but that it is there. */
export const newCase = (row: CaseRow): Case => ({
  ...row,
  state: 'unfinished',
  urgent: false,
  signs: [],
  matters: [],
  accused: [],
  shown: false,
  answers: {},
  more: [],
  replies: [],
  readBy: [],
  heard: [],
})

/** The case as it stands after all of this, in order. */
export const caseOf = (row: CaseRow, history: readonly Happened[]): Case => history.reduce(happen, newCase(row))

/** What begins a case that is born before it was read back; all that has been answered goes along. */
export const beginning = (
  why: Extract<CaseEvent, { is: 'begun' }>['why'],
  answers: readonly (readonly [key: string, value: unknown])[],
): readonly CaseEvent[] => [{ is: 'begun', why }, ...answers.map(([key, value]) => ({ is: 'answer', key, value }) as const)]

/** The person has said that they are not free to speak: nothing that betrays is sent to them. */
export const isNotFree = (one: Case | undefined): boolean => one?.answers['safe'] === 'no'

/** The village it is about, by name; undefined where it is not known, or is none of the town's. */
export const villageOf = (one: Pick<Case, 'answers'>): string | undefined =>
  (one.answers['village'] as { village?: string } | null | undefined)?.village

/** Nothing more is to be done: closed by staff, or ended by the person. */
export const isOver = (one: Case): boolean => one.state === 'closed' || one.state === 'withdrawn'

/**
 * The promised first word is still to come: the case goes on, no answer was passed on, and nobody has called.
 * What makes good the promise: an answer that was not taken back, or 打过了.
 */
export const awaitsContact = (one: Case): boolean => !isOver(one) && one.replies.length === 0 && one.called !== true

/** End of the promised day, as long as staff are still to be reminded of it; else undefined. */
export const remindedBy = (one: Case): number | undefined => (awaitsContact(one) && one.urged !== 'past' ? one.due : undefined)

/** The case after one more event. */
export function happen(one: Case, happened: Happened): Case {
  const { event } = happened
  const after = follow(one, happened)
  const { matters = [], accused = [] }: Touching = event as Touching
  if (matters.length === 0 && accused.length === 0) return after
  const both = { matters: [...new Set([...one.matters, ...matters])], accused: [...new Set([...one.accused, ...accused])] }
  return withoutAccused({ ...after, ...both })
}

/** Whoever is accused has the case no more: it waits for somebody else. */
function withoutAccused(one: Case): Case {
  const { holder, ...rest } = one
  if (holder === undefined || !one.accused.includes(holder)) return one
  return { ...rest, state: one.state === 'claimed' ? 'new' : one.state }
}

function follow(one: Case, { at, by, event }: Happened): Case {
  switch (event.is) {
    case 'begun':
      return one
    case 'reported': {
      const state = one.state !== 'unfinished' ? one.state : one.holder === undefined ? 'new' : 'claimed'
      return { ...one, state, ...(event.due === undefined ? {} : { due: event.due }) }
    }
    case 'answer':
      return { ...one, answers: { ...one.answers, [event.key]: event.value } }
    case 'more':
      return {
        ...one,
        more: [...one.more, { at, text: event.text, files: event.files, ...(event.edit === true ? { edit: true as const } : {}) }],
      }
    case 'urgent':
      return { ...one, urgent: true, urgentAt: at, signs: one.signs.includes(event.sign) ? one.signs : [...one.signs, event.sign] }
    case 'shown':
      return { ...one, shown: true }
    case 'claimed': {
      const holder = one.holder ?? by
      return {
        ...one,
        state: one.state === 'new' || one.state === 'unfinished' ? 'claimed' : one.state,
        ...(holder === undefined ? {} : { holder }),
      }
    }
    case 'replied': {
      const reply = { at, text: event.text, ...(by === undefined ? {} : { by }) }
      return { ...one, replies: [...one.replies, reply], state: isOver(one) ? one.state : 'answered' }
    }
    case 'unsaid': {
      const last = one.replies.map((reply) => reply.by).lastIndexOf(by)
      const replies = one.replies.filter((_, i) => i !== last)
      const back = one.state === 'answered' && replies.length === 0
      return { ...one, replies, state: back ? (one.holder === undefined ? 'new' : 'claimed') : one.state }
    }
    case 'called':
      return { ...one, called: true }
    case 'urged':
      return { ...one, urged: event.when }
    case 'closed':
      return closed(one, event.asked)
    case 'reopened':
      return one.state === 'closed' ? { ...one, state: 'reopened' } : one
    case 'withdrawn':
      return { ...one, state: 'withdrawn' }
    case 'read': {
      const others = one.readBy.filter((r) => r.by !== by)
      return by === undefined ? one : { ...one, readBy: [{ by, at }, ...others] }
    }
    case 'heard':
      return one.heard.includes(event.file) ? one : { ...one, heard: [...one.heard, event.file] }
  }
}

/** Each closing asks anew how it went. */
function closed(one: Case, asked: string | undefined): Case {
  const { settled: _, pleased: __, ...answers } = one.answers
  const { asked: ___, ...rest } = one
  return { ...rest, answers, state: 'closed', ...(asked === undefined ? {} : { asked }) }
}

/** Voice messages of the case, in the order they came. */
export function voicesOf(one: Case): readonly CaseFile[] {
  const pieces = Object.values(one.answers).flatMap(
    (value) => (value as { pieces?: readonly { file?: string; kind?: string; seconds?: number }[] } | null)?.pieces ?? [],
  )
  const asked = pieces.flatMap((p): CaseFile[] =>
    p.file !== undefined && p.kind === 'voice'
      ? [{ id: p.file, kind: 'voice', ...(p.seconds === undefined ? {} : { seconds: p.seconds }) }]
      : [],
  )
  return [...asked, ...one.more.flatMap((m) => m.files.filter((f) => f.kind === 'voice'))]
}

/** Those nobody has listened to. */
export const unheardOf = (one: Case): readonly CaseFile[] => voicesOf(one).filter((f) => !one.heard.includes(f.id))
