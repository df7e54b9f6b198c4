/** One visitor's world: the real house on the made-up town, with its people, its square and a clock that can be moved. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context, Hono } from 'hono'
import { parse } from 'yaml'
import { z } from 'zod'
import type { House } from '../bot/house.ts'
import type { Parts } from '../bot/http/parts.ts'
import { codeOf, type Log } from '../bot/log.ts'
import { readWords } from '../flows/words.ts'
import type { Store } from '../store/store.ts'
import { holidays, type WorkCalendar, workCalendar } from '../town/calendar.ts'
import type { Town } from '../town/town.ts'
import { readTown } from '../town/town-file.ts'
import { madeFile } from './folders.ts'
import { before, furnish, storyBegins } from './furnish.ts'
import { openClock } from './moved-clock.ts'
import { type People, peopleOf } from './people.ts'
import { openSquare, type Square } from './square.ts'
import { afresh } from './world-process.ts'
import { worldRoutes } from './world-routes.ts'
import { writeWhole } from './write-whole.ts'

/** What a world needs of the settings. */
export interface WorldSettings {
  /** The world's own folder. */
  readonly data: string
  readonly zone: string
}

/** What the house gets beside the town. */
export interface WorldExtras {
  readonly clock: () => number
  readonly speaker: (c: Context) => string
  readonly home: string
  readonly routes: (parts: Parts) => Hono
  readonly furnish: (store: Store, now: number) => Promise<void>
  readonly invite: House['invite']
}

interface Opened {
  readonly url: string
  close(): Promise<void>
}

type OpenHouse<S> = (settings: S, town: Town, log: Log, extras: WorldExtras) => Promise<Opened>

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const residentsForm = z.object({ residents: z.array(z.object({ id: z.string(), name: z.string(), village: z.string() })).min(1) })
const minuteMs = 60_000

/**
 * Opens a world on its folder, and another in its place whenever the hall asks for one.
 * @param openHouse opens the house that stands in it; given from outside, for a room does not know the whole
 */
export async function openWorld<S extends WorldSettings>(settings: S, log: Log, openHouse: OpenHouse<S>): Promise<Opened> {
  endWithHall()
  let world = openOnce(settings, log, openHouse)
  process.on('message', (word) => {
    if (word !== afresh) return
    world = world.then(async (old) => {
      await old.close()
      return openOnce(settings, log, openHouse)
    })
    world.then(
      () => process.send?.(afresh),
      (error: unknown) => {
        log.error('a world could not begin anew', { code: codeOf(error) })
        process.exit(1)
      },
    )
  })
  const { url } = await world
  return { url, close: async () => (await world).close() }
}

async function openOnce<S extends WorldSettings>(settings: S, log: Log, openHouse: OpenHouse<S>): Promise<Opened> {
  const folder = settings.data
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const made = nameIn(folder)
  // The hall's own mark of whose world it is stays.
  if (made === undefined)
    for (const name of readdirSync(folder)) if (!name.startsWith('owner')) rmSync(join(folder, name), { recursive: true })
  const name = made ?? randomBytes(4).toString('hex')

  const townFile = here('./qinghewan.yaml')
  const yaml = readFileSync(townFile, 'utf8')
  const town = readTown(yaml, townFile)
  const { residents } = residentsForm.parse(parse(yaml))
  const words = { 'zh-CN': readWords('zh-CN', [here('.')]), en: readWords('en', [here('.')]) }
  const zh = words['zh-CN']
  const people = peopleOf(town, residents, {
    name: zh.one('world.secretary'),
    office: zh.one('world.secretaryOffice', { village: residents[0]?.village }),
  })
  const calendar = workCalendar(holidays, () => {})
  const clock = openClock(folder, storyBegins(calendar, settings.zone, Date.now()))
  const square = await openSquare(folder)
  const house = await openHouse(settings, town, log, {
    clock: clock.now,
    home: 'demo.html',
    invite: (channel) => (channel === 'web' ? '#private' : undefined),
    speaker: (c) => {
      const one = people.find(c.req.query('as'))
      // The world's routes have turned away who is not there.
      if (one === undefined) throw new Error('nobody speaks')
      return one.link
    },
    routes: (parts) => worldRoutes(parts, { name, people, square, clock, words }),
    furnish: async (store, now) => {
      if (made !== undefined) return
      const began = performance.now()
      await seedTalk(square, people, now)
      await furnish(store, forFurnishing(town, settings.zone, calendar), people.all, now)
      writeWhole(join(folder, madeFile), name)
      log.debug('a world was furnished', { ms: Math.round(performance.now() - began) })
    },
  })
  return {
    url: house.url,
    close: async () => {
      await house.close()
      await square.close()
    },
  }
}

/** A world that is wholly made keeps its name in its folder: cursors of the one before mean nothing in it. */
function nameIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, madeFile), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** What cards are worded with; the house itself is opened only after furnishing. */
const forFurnishing = (town: Town, zone: string, calendar: WorkCalendar): House => {
  const words = readWords('zh-CN', [here('../bot/staff')])
  return {
    town,
    zone,
    words: { 'zh-CN': words, en: words },
    calendar,
    invite: () => undefined,
  }
}

/** The group lives already when a visitor comes. */
async function seedTalk(square: Square, people: People, now: number): Promise<void> {
  for (const [i, { who, minutesAgo, text }] of before.talk.entries()) {
    const room = people.find(who)?.groups[0]
    if (room !== undefined) await square.say({ id: `before-${i}`, room, from: who, text, at: now - minutesAgo * minuteMs })
  }
}

/** A world that has lost its hall (also by kill -9) stops as on SIGTERM; nobody could reach it any more. */
function endWithHall(): void {
  if (process.send === undefined) return
  const stop = (): void => void process.kill(process.pid, 'SIGTERM')
  if (process.connected) process.once('disconnect', stop)
  else stop()
}
