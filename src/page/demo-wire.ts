/** The demo's line to its world: what is said goes out, what comes in is kept, and everything turns grey while it is cut. */
import type { DemoLine } from '../bot/page-types.ts'
import type { Pressed } from './choices.ts'
import type { FileToSend } from './composer.ts'
import type { World } from './demo-world.ts'
import { type Eyes, roomsOf } from './eyes.ts'
import { createFeed, type Feed } from './feed.ts'
import { forget } from './keep.ts'
import { type Live, openLive } from './live.ts'
import { createQueue, fileOf, type Queue, type SendState, type Unsent } from './queue.ts'
import { createAcknowledged } from './story-stage.ts'

export interface Wire {
  readonly feed: Feed
  readonly queue: Queue
  readonly acknowledged: ReturnType<typeof createAcknowledged>
  send(id: string, as: string, group: string | undefined, what: Pressed, file?: FileToSend): void
  /** Opens the line for a pair of eyes; what came before is forgotten. */
  listen(world: World, eyes: Eyes): void
  close(): void
  connected(): boolean
  /** The world's process was ended, or answers again. */
  power(on: boolean): void
  /** Nothing said in the world before is wanted any more. */
  reset(): void
}

export interface WireOptions {
  readonly line: (line: DemoLine) => void
  readonly sending: (line: Unsent, state: SendState, why?: string) => void
}

/** The server may put the speaker before the page's own id. */
const plainId = (line: DemoLine): DemoLine =>
  line.line.ext?.includes(':') === true
    ? { ...line, line: { ...line.line, ext: line.line.ext.slice(line.line.ext.lastIndexOf(':') + 1) } }
    : line

export function createWire(options: WireOptions): Wire {
  const feed = createFeed()
  const acknowledged = createAcknowledged()
  let live: Live | undefined
  let open = false
  let power = true
  let grey: ReturnType<typeof setTimeout> | undefined

  /** A world that was ended is grey at once; a short break of the line is nobody's business. */
  const show = (): void => {
    clearTimeout(grey)
    if (open && power) document.body.classList.remove('cut')
    else grey = setTimeout(() => document.body.classList.add('cut'), power ? 1200 : 0)
  }
  const queue = createQueue({
    key: 'demo.unsent',
    change: (line, state, why) => {
      if (state === 'sent') acknowledged.add(line.body.id)
      options.sending(line, state, why)
    },
  })
  const newestOut = (room: string): number | undefined =>
    feed
      .in(room)
      .reduce<number | undefined>((newest, { line }) => (line.out !== undefined && line.out > (newest ?? 0) ? line.out : newest), undefined)

  return {
    feed,
    queue,
    acknowledged,
    send: (id, as, group, what, file) => {
      const seen = group === undefined ? newestOut(as) : undefined
      const body = {
        id,
        text: what.text,
        ...(what.press === undefined ? {} : { press: what.press }),
        ...(what.reply === undefined ? {} : { reply: what.reply }),
        ...(seen === undefined ? {} : { seen }),
        ...(group === undefined ? {} : { group }),
      }
      queue.add({ as, at: Date.now(), body, ...(file === undefined ? {} : fileOf(file)) }, file?.blob)
    },
    listen: (world, eyes) => {
      live?.close()
      open = false
      feed.clear()
      const as = eyes === 'all' ? 'all' : world.who(eyes).id
      const rooms = roomsOf(eyes, world).join(',')
      live = openLive<DemoLine>({
        url: (after) => `/live?${new URLSearchParams({ as, rooms, ...(after === undefined ? {} : { after }) })}`,
        line: (come) => {
          const line = plainId(come)
          if (feed.put(line)) options.line(line)
        },
        state: (now) => {
          open = now
          if (now) queue.wake()
          show()
        },
      })
    },
    close: () => live?.close(),
    connected: () => open && power,
    power: (on) => {
      power = on
      if (on) live?.wake()
      show()
    },
    reset: () => {
      power = true
      acknowledged.clear()
      for (const key of ['demo.world', 'demo.told', 'demo.at']) forget(key)
    },
  }
}
