/** GET /live: what is new, as server-sent events; a cursor makes a cut line or a restart lose and repeat nothing. */
import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { FeedLine } from '../../store/store.ts'
import { type Look, roomOf, webAccount } from '../web.ts'
import type { Parts } from './parts.ts'

const beatMs = 15_000
const page = 200

/** One room of a stream: where to look, and how a line of it goes out. */
export interface Watched {
  readonly room: string
  /** Lines after this cursor. */
  read(after: string | undefined): Promise<readonly FeedLine[]>
}

/**
 * Streams rooms until the browser goes or the channel stops. `cursors` are where each room was left; the id of each event holds all of them.
 * @param dress how a line of a room is written on the wire
 */
export async function stream(
  sse: SSEStreamingApi,
  rooms: readonly Watched[],
  watch: (look: Look) => () => void,
  cursors: Map<string, string>,
  dress: (room: string, line: FeedLine) => unknown,
): Promise<void> {
  let wake: (() => void) | undefined
  let news = true
  let ended = false
  const look: Look = (over) => {
    news = true
    ended ||= over !== undefined
    wake?.()
  }
  const unwatch = watch(look)
  sse.onAbort(() => {
    look()
  })
  try {
    while (!sse.aborted && !ended) {
      if (news) {
        news = false
        if (await sendNew(sse, rooms, cursors, dress)) news = true
        continue
      }
      const beat = await waitFor((done) => {
        wake = done
      })
      wake = undefined
      if (beat && !sse.aborted) await sse.writeSSE({ event: 'beat', data: '' })
    }
  } finally {
    unwatch()
  }
}

/** Waits for news or the next beat. @returns whether it is time for a beat */
const waitFor = (arm: (done: () => void) => void): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), beatMs)
    arm(() => {
      clearTimeout(timer)
      resolve(false)
    })
  })

async function sendNew(
  sse: SSEStreamingApi,
  rooms: readonly Watched[],
  cursors: Map<string, string>,
  dress: (room: string, line: FeedLine) => unknown,
): Promise<boolean> {
  let some = false
  for (const { room, read } of rooms) {
    for (const line of await read(cursors.get(room))) {
      some = true
      cursors.set(room, line.cursor)
      await sse.writeSSE({ event: 'line', id: writeCursors(cursors), data: JSON.stringify(dress(room, line)) })
    }
  }
  return some
}

/** All cursors as one id: `room=cursor&room=cursor`. */
export const writeCursors = (cursors: ReadonlyMap<string, string>): string => new URLSearchParams([...cursors]).toString()
export const readCursors = (id: string | undefined): Map<string, string> => new Map(new URLSearchParams(id ?? ''))

export function liveRoutes(parts: Parts): Hono {
  const app = new Hono()
  const { store, web } = parts
  app.get('/live', (c) => {
    const from = parts.speaker(c)
    const cursors = readCursors(c.req.header('last-event-id') ?? c.req.query('after'))
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, (sse) =>
      stream(
        sse,
        [{ room: 'me', read: (after) => readPerson(from, after) }],
        (look) => web.watch([roomOf({ person: from })], look),
        cursors,
        (_, line) => line,
      ),
    )
  })
  return app

  async function readPerson(ext: string, after: string | undefined): Promise<readonly FeedLine[]> {
    const person = await store.personOf('web', webAccount, ext)
    return person === undefined ? [] : store.feed({ person }, after, page)
  }
}
