/** What the rest of the house may ask of the store. One contract, two engines (SQLite, PostgreSQL); tests in test/contracts/store. */
import type { Talk } from '../flows/talk.ts'
import type { Case, FileKind } from '../town/case.ts'
import type { Lang } from '../town/town.ts'
import type { Answered } from './answers.ts'
import type { Effect, MessageClass, Role } from './effect.ts'
import type { OpenTalk } from './open-talk.ts'
import type { Outgoing } from './outgoing.ts'

export interface Person {
  readonly id: number
  readonly lang: Lang
  readonly village?: string
  /** Set when enrolled: the officer's id in town.yaml, and the role. Rights come only from here. */
  readonly staff?: { readonly officer: string; readonly role: Role }
}

export interface Group {
  readonly id: number
  readonly channel: string
  readonly account: string
  readonly ext: string
  readonly kind: 'village' | 'staff'
  readonly name: string
  readonly village?: string
  /** When the bot last showed the way into private here (epoch ms). */
  readonly spokenAt?: number
}

export interface StoredFile {
  readonly id: string
  readonly kind: FileKind
  readonly type: string
  readonly bytes: number
  readonly seconds?: number
  readonly person: number
  /** The case whose event first named it. */
  readonly no?: string
}

export interface GivenFile {
  readonly kind: FileKind
  readonly type: string
  /** All at once, or in pieces as they come. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
  readonly seconds?: number
  readonly name?: string
  /** The sender's own id of it: what comes twice is kept once, and has the same id. */
  readonly once?: string
}

/** A message that has arrived and not yet been answered. Everything is stored before the network is told that we have it. */
export interface Arrival {
  readonly channel: string
  readonly account: string
  readonly ext: string
  readonly from: string
  readonly group?: string
  readonly text: string
  /** Ids of files already stored by `keepFile`. */
  readonly files: readonly string[]
  readonly press?: string
  readonly edits?: string
  readonly seen?: number
  readonly village?: string
  readonly at: number
}

export interface InboxRow extends Omit<Arrival, 'files'> {
  readonly id: number
  readonly person: number
  readonly files: readonly StoredFile[]
  readonly receivedAt: number
  readonly attempts: number
}

export interface Alarm {
  readonly id: number
  readonly no: string
  readonly person: number
  /** The person's language, for the lines that tell them how far the alarm is. */
  readonly lang: Lang
  readonly sentAt: number
  /** How far up it has gone: 0 duty, 1 deputy, 2 leader. */
  readonly step: 0 | 1 | 2
  readonly seenAt?: number
  readonly seenBy?: string
  readonly calledAt?: number
}

/** What one message is decided with; loaded set-based for many people at once. */
export interface Loaded {
  readonly row: InboxRow
  readonly person: Person
  readonly group?: Group
  readonly talk: Talk | null
  /** The outbox row of the question on the table (talk.table.once): its id and when it was first tried. */
  readonly asked?: { readonly id: number; readonly triedAt?: number }
  /** How far the questions how it went (case.ts asked) of the person's closed cases are that wait for an answer: the once-key, and as in `asked`. */
  readonly closings: readonly { readonly once: string; readonly id: number; readonly triedAt?: number }[]
  /** The person's own cases, newest first, at most ten. */
  readonly cases: readonly Case[]
  /** Cases whose six or eight digits the message names, the one on a staff member's desk (talk.no), those they have answered lately, and those of alarms not yet called back. Only for staff. */
  readonly named: ReadonlyMap<string, Case>
  /** The language of each resident whose case is among `named` or `open`. */
  readonly tongues: ReadonlyMap<number, Lang>
  /** The newest open cases, at most 200; only for staff, when the message names no case. */
  readonly open: readonly Case[]
  /** What this officer has answered lately, newest first; only for staff. */
  readonly answered: readonly Answered[]
  /** A case number that is free, the same at every replay of this message. */
  readonly number: string
  /** The message's text is an open enrolment code: whom it names (a person who mistyped five times in an hour gets nothing). The effect `enrol` uses it up. */
  readonly code?: { readonly officer: string; readonly role: Role }
  readonly post: Post
}

/** Who keeps watch: the same for all messages of one step. Deputy and leader stand in the town's file (town.ts watchOf). */
export interface Post {
  /** Officer id on duty; 接班 changes it. */
  readonly duty?: string
  /** Officer id -> person id, enrolled and reachable in a chat. */
  readonly people: ReadonlyMap<string, number>
  /** Officer id -> the language they have chosen. */
  readonly tongues: ReadonlyMap<string, Lang>
  readonly staffGroup?: Group
  /** Alarms not yet called back. */
  readonly alarms: readonly Alarm[]
}

export type Decide = (loaded: Loaded) => readonly Effect[]

export interface StepReport {
  /** Rows decided; 0: nothing is left to do now. */
  readonly done: number
  /** Rows given up after three tries; `tellDead` tells of them. */
  readonly dead: readonly { readonly id: number; readonly person: number; readonly code: string }[]
}

/** A message given up, as far as it can still be read. */
export interface Dead extends Pick<Loaded, 'person' | 'group' | 'talk' | 'cases' | 'number' | 'post'> {
  readonly row: Pick<InboxRow, 'id' | 'group' | 'text' | 'files' | 'edits' | 'village'>
  /** Why it was given up: the kind of error, or 'stopped' where its work ended the program. */
  readonly code: string
  /** words: they cannot be opened, row.text is ''. person: what is this person's cannot be written any more, only others can be told. */
  readonly lost?: 'words' | 'person'
}

export interface OutboxRow {
  readonly id: number
  readonly channel: string
  readonly account: string
  readonly to: { readonly person?: string; readonly group?: string }
  readonly message: Outgoing
  readonly class: MessageClass
  readonly attempts: number
  readonly createdAt: number
}

export type SendResult =
  | { readonly id: number; readonly is: 'sent'; readonly remote: string }
  | { readonly id: number; readonly is: 'later'; readonly notBefore: number }
  | { readonly id: number; readonly is: 'refused'; readonly code: string }
  | { readonly id: number; readonly is: 'unknown' }

/** One line of a chat as the page shows it. `cursor` grows: lines after a cursor are exactly those not yet seen. */
export interface FeedLine {
  readonly cursor: string
  readonly at: number
  readonly from: 'me' | 'bot'
  /** Outbox id for the bot's lines (what the page reports back as `seen`). */
  readonly out?: number
  /** Client's own id of a line of mine. */
  readonly ext?: string
  readonly message: Outgoing
  readonly files?: readonly { readonly id: string; readonly kind: FileKind; readonly seconds?: number }[]
}

/** A resident's voice message that nobody has listened to. */
export interface UnheardVoice {
  readonly file: StoredFile
  /** The case it belongs to. */
  readonly no?: string
  /** How many of its case (or talk) wait as long as was asked for. */
  readonly count: number
}

/** What was found when files and rows were brought together. */
export interface Tidied {
  /** Files put aside into `files-aside`: no row names them, but after an older backup has come back they may be wanted. */
  readonly aside: number
  /** Ids of rows whose file is not there. */
  readonly missing: readonly string[]
}

export interface Store {
  // --- the way in ---
  /** Stores what arrived, each (channel, account, ext) once; makes person and link where new. Resolves when it is on disk. */
  accept(arrivals: readonly Arrival[], now: number): Promise<void>
  /** Takes the oldest new message of up to `limit` lanes, decides each and writes everything in one transaction. A decision that throws is taken alone, and is dead after three tries. */
  step(limit: number, decide: Decide, now: number): Promise<StepReport>
  /** What follows from messages given up, each in a transaction of its own and once; returns how many, 0: nobody waits to be told. */
  tellDead(tell: (dead: Dead) => readonly Effect[], now: number): Promise<number>
  /** Effects that come from a reminder, the command line or start-up. Nothing is written, and false returned, where `still` is no longer that person's talk as it was read. */
  apply(effects: readonly Effect[], now: number, still?: OpenTalk): Promise<boolean>
  // --- the way out ---
  /** Marks as `sending` and returns the head of each lane that may go now (class and hour are judged by `mayGo`). */
  takeOut(
    limit: number,
    now: number,
    mayGo: (cls: MessageClass, to: 'person' | 'group' | 'staff') => boolean,
  ): Promise<readonly OutboxRow[]>
  markOut(results: readonly SendResult[], now: number): Promise<void>
  // --- files ---
  /** Seals and keeps a file: file and folder are synced before the row is written. */
  keepFile(from: { channel: string; account: string; ext: string }, file: GivenFile, now: number): Promise<string>
  /** The id of a file that this person has sent before under their own id `once`. */
  keptBefore(from: { channel: string; account: string; ext: string }, once: string): Promise<string | undefined>
  openFile(id: string): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array } | undefined>
  /** Puts aside files that no row names and that are older than a day, and tells the rows whose file is missing (tidy-files.ts). */
  tidyFiles(now: number): Promise<Tidied>
  // --- reading, on the read-only connection ---
  /** A stored file without its bytes. */
  fileOf(id: string): Promise<StoredFile | undefined>
  /** How many files this person has sent since then, and how many bytes they have. */
  filesSince(person: number, since: number): Promise<{ readonly files: number; readonly bytes: number }>
  personOf(channel: string, account: string, ext: string): Promise<number | undefined>
  person(id: number): Promise<Person | undefined>
  feed(of: { person: number } | { group: number }, after: string | undefined, limit: number): Promise<readonly FeedLine[]>
  caseByNo(no: string): Promise<Case | undefined>
  /** A case number that is free, the same for the same seed as long as it is. */
  freeNumber(seed: string): Promise<string>
  casesOf(person: number): Promise<readonly Case[]>
  /** Open cases, newest first. */
  openCases(limit: number): Promise<readonly Case[]>
  /** Cases whose promised first word is still to come (case.ts remindedBy) and promised to come before this moment; the longest due first, at most 500. */
  casesDue(before: number): Promise<readonly Case[]>
  groupOf(channel: string, account: string, ext: string): Promise<Group | undefined>
  groups(): Promise<readonly Group[]>
  post(): Promise<Post>
  /** The person's open talk; none where it was damaged. */
  talkOf(person: number): Promise<OpenTalk | undefined>
  /** Open talks of this flow with no sign of life since, after < sign <= before (epoch ms), oldest first, without those that had this nudge or the last, `day`. */
  talksLeft(of: { readonly flow: string; readonly nudge: string; readonly after: number; readonly before: number }): AsyncIterable<OpenTalk>
  /**
   * Residents' voice messages of this time or older that nobody has listened to, oldest first: of a case, or of an open talk of this flow.
   * Without those of which the watch has been told at this step (`voices-told`). @param of.old epoch ms: older ones are counted
   */
  unheardVoice(of: {
    readonly before: number
    readonly old: number
    readonly flow: string
    readonly step: number
  }): AsyncIterable<UnheardVoice>
  auditOf(object: string): Promise<readonly { readonly seq: number; readonly at: number; readonly actor: string; readonly act: string }[]>
  /** Verifies the hash chain; the seq of the first broken row, or undefined. */
  auditBroken(): Promise<number | undefined>
  /** How often each of these ids (`Arrival.ext`) stands in the inbox, said in private or in a group; an id that does not is left out. */
  arrived(channel: string, account: string, exts: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Counts for /metrics and /health. */
  counts(): Promise<Readonly<Record<string, number>>>
  // --- rare writes ---
  putGroup(group: Omit<Group, 'id' | 'spokenAt'>): Promise<Group>
  /** A one-time code for a named officer and role (8 Crockford characters, 24 h, 5 tries); only its hash is stored. */
  putCode(code: string, officer: string, role: Role, now: number): Promise<void>
  /** A fixed pair (demo, tests): the person behind a link, made where new. */
  putPerson(link: { channel: string; account: string; ext: string }, now: number): Promise<number>
  /** From now on this link is that person's (coming back with the number and the phone); the person it was before keeps what they said. */
  joinLink(link: { channel: string; account: string; ext: string }, person: number, now: number): Promise<void>
  /** Clears what this device may show: later feeds of the person begin after now. The case stays. */
  hideFeed(person: number, now: number): Promise<void>
  close(): Promise<void>
}
