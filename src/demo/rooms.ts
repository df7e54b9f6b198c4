/** The rooms of a world as a stream watches them: a group is the square's talk and the bot's lines in one, a private chat the bot's feed. */

import type { Watched } from '../bot/http/live.ts'
import type { DemoLine } from '../bot/page-types.ts'
import { webAccount } from '../bot/web.ts'
import type { FeedLine, Store } from '../store/store.ts'
import type { People, Persona } from './people.ts'
import type { PlacedLine, Square } from './square.ts'

export interface Rooms {
  /** @throws nothing: a room that is not there gives no lines */
  watched(room: string): Watched
  dress(room: string, line: FeedLine): DemoLine
}

/** Said by a person in a group: a line of the feed that knows whose it is. */
interface SaidLine extends FeedLine {
  readonly by: Persona['id']
}

const page = 200

/** Strips what the inbox puts before the page's own id: the speaker. */
export const ownId = (ext: string): string => ext.slice(ext.indexOf(':') + 1)

/**
 * @param world a name of this world, part of every cursor: one of another world (before 从头再来) begins at the beginning
 */
export function roomsOf(world: string, store: Store, square: Square, people: People): Rooms {
  const mark = `${world}~`
  const inside = (cursor: string | undefined): string | undefined =>
    cursor?.startsWith(mark) === true ? cursor.slice(mark.length) : undefined

  async function readPrivate(one: Persona, after: string | undefined): Promise<readonly FeedLine[]> {
    const person = await store.personOf('web', webAccount, one.link)
    const lines = person === undefined ? [] : await store.feed({ person }, inside(after), page)
    return lines.map((line) => ({ ...line, cursor: mark + line.cursor, ...(line.ext === undefined ? {} : { ext: ownId(line.ext) }) }))
  }

  /** Its cursor has two parts: how far in the square, and how far in the bot's lines. */
  async function readGroup(room: string, after: string | undefined): Promise<readonly FeedLine[]> {
    const from = inside(after) ?? ''
    const [said = '0', sent = ''] = [from.slice(0, Math.max(0, from.indexOf('_'))) || '0', from.slice(from.indexOf('_') + 1)]
    const group = await store.groupOf('web', webAccount, room)
    const bots = group === undefined ? [] : await store.feed({ group: group.id }, sent === '' ? undefined : sent, page)
    const newest = bots.length === page ? (bots.at(-1)?.at ?? 0) : Number.POSITIVE_INFINITY
    const people = square.after(room, Number(said)).filter((line) => line.at <= newest)
    return merge(people, bots, mark, { said: Number(said), sent })
  }

  return {
    watched: (room) => {
      const one = people.find(room)
      return { room, read: (after) => (one === undefined ? readGroup(room, after) : readPrivate(one, after)) }
    },
    dress: (room, line) => {
      const from = line.from === 'bot' ? 'bot' : ((line as SaidLine).by ?? room)
      const { by: _, ...plain } = line as FeedLine & { by?: string }
      return { room, from, name: people.find(from)?.name ?? '', at: line.at, line: plain }
    },
  }
}

/** Both in the order of time; each line's cursor says how far both are known. */
function merge(
  said: readonly PlacedLine[],
  sent: readonly FeedLine[],
  mark: string,
  from: { said: number; sent: string },
): readonly FeedLine[] {
  const lines: FeedLine[] = []
  for (let s = 0, b = 0; s < said.length || b < sent.length; ) {
    const [person, bot] = [said[s], sent[b]]
    if (person !== undefined && (bot === undefined || person.at <= bot.at)) {
      s++
      from.said = person.n
      const line: SaidLine = {
        cursor: `${mark}${from.said}_${from.sent}`,
        at: person.at,
        from: 'me',
        ext: person.id,
        message: { text: person.text },
        by: person.from,
      }
      lines.push(line)
    } else if (bot !== undefined) {
      b++
      from.sent = bot.cursor
      lines.push({ ...bot, cursor: `${mark}${from.said}_${from.sent}` })
    }
  }
  return lines
}
