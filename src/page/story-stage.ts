/** What the story may do in the demo, and what it may see: the bridge between the player and the real panels. */
import type { DemoLine, FeedLine } from '../bot/page-types.ts'
import type { Part, World } from './demo-world.ts'
import type { Feed } from './feed.ts'
import { keep, kept } from './keep.ts'
import { story } from './story.ts'
import type { Place, Tale } from './story-acts.ts'

export interface Saying {
  readonly id: string
  readonly as: Part
  readonly in?: 'village' | 'staff'
  readonly text: string
  readonly press?: string
}

export interface Stage {
  readonly tale: Tale
  id(step: number, act: number): string
  /** Whether the line with this id is on the server's disk already. */
  known(id: string): boolean
  /** Whether the visitor has said something by their own hand. */
  byHand(): boolean
  say(what: Saying, slowly: boolean): Promise<void>
  voice(id: string, as: Part, seconds: number): Promise<void>
  seeAlarm(id: string, as: Part): Promise<void>
  next(within: number): Promise<void>
  /** Resolves once nothing has come for so many milliseconds. */
  quiet(ms: number): Promise<void>
  /** Nothing unsent and the line to the server open. */
  settled(): boolean
  caption(text: string): void
  look(at: 'group' | 'private' | 'staff' | 'desk'): void
  clock(minutes: number): Promise<void>
  cut(id: string): Promise<void>
  count(): Promise<void>
  who(): Promise<void>
  end(): void
}

/** Ids that the server has acknowledged in this world; kept over a reload, for the count after the power cut. */
export function createAcknowledged(): { add(id: string): void; has(id: string): boolean; all(): readonly string[]; clear(): void } {
  let ids = new Set(kept<string[]>('demo.acked', []))
  return {
    add: (id) => {
      ids.add(id)
      keep('demo.acked', [...ids])
    },
    has: (id) => ids.has(id),
    all: () => [...ids],
    clear: () => {
      ids = new Set()
      keep('demo.acked', [])
    },
  }
}

/** How the ids of the story's own lines begin. */
const storyMark = 'story-'
export const isByHand = ({ line }: DemoLine): boolean =>
  line.ext !== undefined && !line.ext.startsWith(storyMark) && !line.ext.startsWith('before-') && !line.message.text.startsWith('/lang ')

/** The same act in the same world has the same id, so a reload in the middle says nothing twice. */
export const actId = (world: string, step: number, act: number): string => `${storyMark}${world}-${step}-${act}`

/** `key` tells this world from the one before 从头再来. */
export function createTale(world: World, feed: Feed, key: () => string): Tale {
  const named = (name: string): string | undefined => {
    for (const [step, { acts }] of story.entries()) {
      const act = acts.findIndex((a) => 'name' in a && a.name === name)
      if (act >= 0) return actId(key(), step, act)
    }
    return undefined
  }
  const room = (place: Place): string =>
    place === 'village' ? world.village : place === 'staff' ? world.staff : world.privateRoom(world.who(place).id)
  const isBot = (line: DemoLine): boolean => line.from === 'bot' || line.line.from === 'bot'
  /** Rooms come one after the other when a page is loaded, so between rooms the clock decides, within a room the order. */
  const after = (name: string, where: string): readonly DemoLine[] => {
    const id = named(name)
    const said = id === undefined ? undefined : feed.all().find((l) => l.line.ext === id)
    if (said === undefined) return []
    const lines = feed.in(where)
    return said.room === where ? lines.slice(lines.indexOf(said) + 1) : lines.filter((l) => l.at >= said.at)
  }
  return {
    get no() {
      return [...feed.in(room('resident'))].reverse().find((l) => l.line.message.number !== undefined)?.line.message.number
    },
    bot: (place, name) =>
      after(name, room(place))
        .filter(isBot)
        .map((l) => l.line),
    open: (part) => {
      const open: FeedLine[] = []
      for (const line of [...feed.in(room(part))].reverse()) {
        if (!isBot(line)) break
        open.unshift(line.line)
      }
      return open
    },
    get alarm() {
      const told = feed.all().flatMap((l) => l.line.message.alarm ?? [])
      const since = Math.max(...told.map((alarm) => alarm.since))
      const states = told.filter((alarm) => alarm.since === since).map((alarm) => alarm.state)
      return (['called', 'seen', 'sent'] as const).find((state) => states.includes(state))
    },
    get card() {
      const { no } = this
      return [...feed.in(world.staff)].reverse().find((l) => no !== undefined && l.line.message.card?.no === no)?.line.message.card?.state
    },
    get spoke() {
      return feed.in(world.village).some(isBot)
    },
  }
}
