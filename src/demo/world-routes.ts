/** The routes of a world: several rooms in one stream, talk in the groups, the clock, and what is proved from the database. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { readCursors, stream } from '../bot/http/live.ts'
import { langOf, type Parts, refuse, wordsFor } from '../bot/http/parts.ts'
import type { DemoWorld } from '../bot/page-types.ts'
import { type Look, roomOf } from '../bot/web.ts'
import type { Values, Words } from '../flows/words.ts'
import { findCaseNumbers } from '../town/case-number.ts'
import type { Lang } from '../town/town.ts'
import type { MovedClock } from './moved-clock.ts'
import type { People, Persona } from './people.ts'
import { countLines, whoSaw } from './proof.ts'
import { roomsOf } from './rooms.ts'
import { sayInGroup } from './say-in-group.ts'
import type { Square } from './square.ts'

/** What a world is made of beside its house. */
export interface Around {
  /** The world's own name. */
  readonly name: string
  readonly people: People
  readonly square: Square
  readonly clock: MovedClock
  readonly words: Readonly<Record<Lang, Words>>
}

const longestLineBytes = 1024 * 1024
const lineBody = z.object({
  id: z.string().min(1).max(100),
  text: z.string().max(5_000),
  press: z.string().max(200).optional(),
  reply: z.literal(true).optional(),
  files: z.array(z.string()).max(0).optional(),
  group: z.string().max(100),
})
const clockBody = z.object({
  minutes: z
    .number()
    .int()
    .min(1)
    .max(30 * 24 * 60),
})
const countBody = z.object({
  ids: z.array(z.string().max(100)).max(5_000),
  shown: z.record(z.string().max(100), z.array(z.number().int()).max(5_000)),
})
/** The visitor's own eyes: all sides at once. */
const allEyes = 'all'

export function worldRoutes(parts: Parts, around: Around): Hono {
  const app = new Hono()
  const { store, web, house } = parts
  const { people, square, clock } = around
  const rooms = roomsOf(around.name, store, square, people)
  const say = (c: Context, key: string, values?: Values): string => around.words[langOf(c)].one(`world.${key}`, values)
  const small = bodyLimit({ maxSize: longestLineBytes, onError: (c) => refuse(c, 413, say(c, 'tooLong')) })
  const groups = [...house.town.groups.village, ...(house.town.groups.staff === undefined ? [] : [house.town.groups.staff])]
  const lived = groups.filter((group) => people.all.some((one) => one.groups.includes(group.id)))

  /** Nobody speaks or looks who is not there. */
  const known: MiddlewareHandler = async (c, next) => {
    if (people.find(c.req.query('as')) === undefined) return refuse(c, 400, say(c, 'nobody'))
    return next()
  }
  for (const path of ['/say', '/file', '/files/*', '/clear', '/back']) app.use(path, known)

  app.get('/live', (c) => {
    const as = c.req.query('as') ?? allEyes
    const one = people.find(as)
    if (one === undefined && as !== allEyes) return refuse(c, 400, say(c, 'nobody'))
    const asked = [...new Set((c.req.query('rooms') ?? '').split(',').filter((room) => room !== ''))]
    const there = (room: string): boolean => people.find(room) !== undefined || lived.some((group) => group.id === room)
    if (asked.length === 0 || !asked.every((room) => (one === undefined ? there(room) : people.maySee(one, room))))
      return refuse(c, 403, say(c, 'notYours'))
    const cursors = readCursors(c.req.header('last-event-id') ?? c.req.query('after'))
    for (const room of [...cursors.keys()]) if (!asked.includes(room)) cursors.delete(room)
    c.header('X-Accel-Buffering', 'no')
    const watch = (look: Look): (() => void) => web.watch(asked.map(roomToWatch), look)
    return streamSSE(c, (sse) => stream(sse, asked.map(rooms.watched), watch, cursors, rooms.dress))
  })
  const roomToWatch = (room: string): string => {
    const one = people.find(room)
    return roomOf(one === undefined ? { group: room } : { person: one.link })
  }

  app.post('/say', small, async (c, next) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    // Said in private: the house's own route goes on.
    if ((body as { group?: unknown } | undefined)?.group === undefined) return next()
    const one = people.find(c.req.query('as')) as Persona
    const line = lineBody.safeParse(body)
    if (!line.success)
      return refuse(
        c,
        400,
        say(
          c,
          line.error.issues.some((i) => i.path[0] === 'files')
            ? 'noFiles'
            : line.error.issues.some((i) => i.code === 'too_big')
              ? 'tooLong'
              : 'unreadable',
        ),
      )
    if (!one.groups.includes(line.data.group)) return refuse(c, 403, say(c, 'notYours'))
    if (line.data.text.trim() === '') return refuse(c, 400, wordsFor(parts, c).one('page.empty'))
    await sayInGroup({ web, square, now: parts.clock, staffGroup: house.town.groups.staff?.id }, one, line.data)
    return c.body(null, 202)
  })

  app.get('/demo/world', (c) => {
    const world: DemoWorld = {
      now: parts.clock(),
      town: house.town.name,
      rooms: [
        ...lived.map(({ id, name, members, village }) => ({
          id,
          kind: 'group' as const,
          name,
          note: say(c, village === undefined ? 'noteStaff' : 'noteVillage'),
          ...(members === undefined ? {} : { members }),
        })),
        ...people.all.map(({ id, name }) => ({ id, kind: 'private' as const, name, note: say(c, 'notePrivate', { name }) })),
      ],
      people: people.all.map(({ id, name, role, office }) => ({ id, name, role, ...(office === undefined ? {} : { office }) })),
    }
    return c.json(world)
  })

  app.post('/demo/clock', small, async (c) => {
    const body = clockBody.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return refuse(c, 400, say(c, 'clockBack'))
    clock.move(body.data.minutes)
    return c.body(null, 204)
  })

  app.post('/demo/count', small, async (c) => {
    const body = countBody.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return refuse(c, 400, say(c, 'unreadable'))
    return c.json(await countLines({ store, square, people, staffGroup: house.town.groups.staff?.id }, body.data))
  })

  app.get('/demo/seen', async (c) => {
    const no = findCaseNumbers(c.req.query('no') ?? '')[0]
    if (no === undefined || (await store.caseByNo(no)) === undefined) return refuse(c, 404, say(c, 'noCase'))
    return c.json(await whoSaw(store, house.town, people, no))
  })
  return app
}
