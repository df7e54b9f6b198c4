/** The wire between the pages in a browser and the bot: every path, what it takes and gives. Types only; the page imports them too. */
import type { FeedLine } from '../store/store.ts'

export type { Card, Choice, Outgoing } from '../store/outgoing.ts'
export type { FileKind } from '../town/case.ts'
export type { FeedLine }

/**
 * POST /say -> 202 once it is on disk; 400, or 413 for words that are too long, with Refusal. The same `id` again is 202 and nothing else happens.
 * In the demo the query `?as=<persona>` says who speaks; otherwise the session cookie does.
 */
export interface SayBody {
  /** Made by the page, unique: the same line sent again is the same line. */
  readonly id: string
  readonly text: string
  /** `out` of the newest bot line the person had on the screen. */
  readonly seen?: number
  /** What a pressed choice carried. */
  readonly press?: string
  /** In a group of the demo: it answers a line of the bot. */
  readonly reply?: true
  /** Ids that POST /file gave. */
  readonly files?: readonly string[]
  /** The village whose poster led here, by name; one the town does not have is left out. */
  readonly village?: string
  /** A group of the demo; absent: the private chat with the bot. */
  readonly group?: string
}

/**
 * POST /file?kind=voice|photo|video|file&seconds=12&id=<page's own id> with the raw bytes as body -> 200 FileKept, or 413/415/429 (enough for today)
 * with Refusal. The same `id` again is the same file, and nothing is kept twice.
 */
export interface FileKept {
  readonly file: string
}

/** Said kindly, to be shown as it is. */
export interface Refusal {
  readonly say: string
}

/**
 * GET /live (server-sent events). Event `line`: data is a FeedLine, id is the cursor to come back with (Last-Event-ID is sent by the browser itself;
 * `?after=` does the same by hand). Event `beat` every 15 s. In the demo: GET /live?as=<persona>&rooms=g-liushuwan,lidaniang,g-duty gives DemoLine instead,
 * with one id for all rooms together.
 */

/** GET /files/:id -> the bytes, only to whom they belong or (audited) to enrolled staff who have opened the case it belongs to; else 404 with Refusal. 429: too many at once. */

/** GET /about -> AboutTown: what the page shows before the first word. */
export interface AboutTown {
  readonly town: string
  readonly centre: string
  readonly phone: string
  readonly demo: boolean
  readonly lang: 'zh-CN' | 'en'
  /** W1, W3's notice and its full text, W9 … by key, in the asked language (?lang=). */
  readonly words: Readonly<Record<string, string>>
  /** Largest file taken, bytes. */
  readonly largestFile: number
}

/** POST /clear -> 204: this browser forgets the talk (new session, old lines hidden); the case stays with the town. */

/**
 * POST /back -> 200 when the number and the last four digits of the phone fit (the session then sees that case's talk); else Refusal: 400 when they do
 * not, 403 when the case is that of an enrolled officer, 413 when the body is too long, 429 after five tries an hour. Each try is in the audit log.
 */
export interface BackBody {
  readonly no: string
  readonly lastFour: string
}

// ---- the demo: each browser has a world of its own ----

/** One line in a room of the demo. `from` is a persona's id, or 'bot'. Group talk not said to the bot comes from the page's own square. */
export interface DemoLine {
  readonly room: string
  readonly from: string
  readonly name: string
  readonly at: number
  readonly line: FeedLine
}

/** GET /demo/world -> who is there and what time it is in this world. */
export interface DemoWorld {
  readonly now: number
  readonly town: string
  readonly rooms: readonly {
    readonly id: string
    readonly kind: 'group' | 'private'
    readonly name: string
    readonly note: string
    readonly members?: number
  }[]
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly role: 'resident' | 'neighbour' | 'officer' | 'secretary'
    readonly office?: string
  }[]
}

/** POST /demo/clock { minutes } moves this world's clock forward; 204. */

/** POST /demo/cut -> 202: the process that holds this world is ended with SIGKILL and started again on the same database. */

/** POST /demo/count CountBody -> Counted: what stands on the page against what lies in the database. */
export interface CountBody {
  /** Ids of all lines that were acknowledged since the world began. */
  readonly ids: readonly string[]
  /** `out` of every line of the bot on the page, by room, as often as it stands there. */
  readonly shown: Readonly<Record<string, readonly number[]>>
}

export interface Counted {
  /** Acknowledged but not in the database; sent by the bot but not on the page, or the other way round. */
  readonly missing: number
  /** In the database, or of the bot's on the page, more than once. */
  readonly twice: number
  /** Lines looked at, of both sides. */
  readonly lines: number
}

/** GET /demo/seen?no=483216 -> who opened the text of a case, from the audit log, and who cannot. */
export interface SeenBy {
  readonly rows: readonly {
    readonly who: string
    readonly office: string
    readonly at?: number
    readonly what: 'read' | 'heard' | 'answered' | 'cannot'
  }[]
}

/** POST /demo/restart -> 204: a fresh world for this browser (under a second). */
