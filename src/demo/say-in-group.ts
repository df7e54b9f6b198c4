/** A line typed in a group of the demo: the square keeps it; only what is said to the bot is handed to the bot. */
import { readOrder } from '../bot/staff/orders.ts'
import { type Web, webAccount } from '../bot/web.ts'
import { addressed } from '../town/in-group.ts'
import type { Persona } from './people.ts'
import type { Square, SquareLine } from './square.ts'

export interface Ground {
  readonly web: Web
  readonly square: Square
  readonly now: () => number
  readonly staffGroup: string | undefined
}

export interface GroupLine {
  readonly id: string
  readonly text: string
  /** Set when a button under the bot's own line was pressed. */
  readonly press?: string | undefined
  /** Set when it answers a line of the bot. */
  readonly reply?: true | undefined
  readonly group: string
}

const botNames = ['村口', 'Cunkou']

/** What the bot gets to read of a line, as a network would hand it over; undefined: nothing, it is not said to it. */
export function forBot({ text, room, pressed, reply }: SquareLine, staffGroup: string | undefined): string | undefined {
  if (pressed === true) return text
  const said = addressed(text, botNames)
  if (said.is && said.by === 'name') return said.rest
  if (reply === true) return text
  if (room === staffGroup) return readOrder(text) === undefined ? undefined : text
  return said.is && said.by === 'wish' ? said.rest : undefined
}

/** The id under which the bot's inbox has a line of somebody's. */
export const extOf = (one: Persona, id: string): string => `${one.link}:${id}`

/** Resolves once the line is on disk and, where it is said to the bot, in the bot's inbox; both only once, however often it is sent. */
export async function sayInGroup(
  { web, square, now, staffGroup }: Ground,
  one: Persona,
  { id, text, press, reply, group }: GroupLine,
): Promise<void> {
  // A line sent again is said at its first time, and only as it was said first.
  const pressed = press === undefined ? {} : ({ pressed: true } as const)
  const replied = reply === undefined ? {} : { reply }
  const line = await square.say({ id, room: group, from: one.id, text, ...pressed, ...replied, at: now() })
  web.poke(`group:${line.room}`)
  if (line.from !== one.id || line.room !== group) return
  const said = forBot(line, staffGroup)
  if (said === undefined) return
  await web.say({
    channel: 'web',
    account: webAccount,
    ext: extOf(one, id),
    from: one.link,
    group,
    text: said,
    files: [],
    at: line.at,
    ...(press === undefined ? {} : { press }),
  })
}
