/** One visitor's world: the real house on the made-up town, with its people, its square and a clock that can be moved. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context, Hono } from 'hono'
import { parse } from 'yaml'
import { z } from 'zod'
import type { House } from '../bot/house.ts'
import type { Parts } from '../bot/http/parts.ts'
import type { Log } from '../bot/log.ts'
import { readWords } from '../flows/words.ts'
import type { Store } from '../store/store.ts'
import { holidays, workCalendar } from '../town/calendar.ts'
import type { Town } from '../town/town.ts'
import { readTown } from '../town/town-file.ts'
import { before, furnish } from './furnish.ts'
import { openClock } from './moved-clock.ts'
import { type People, peopleOf } from './people.ts'
import { openSquare, type Square } from './square.ts'
import { worldRoutes } from './world-routes.ts'
import { writeWhole } from './write-whole.ts'

/** What a world needs of the settings. */
export interface WorldSettings {
  /** The world's own folder; its name is the world's name. */
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

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const residentsForm = z.object({ residents: z.array(z.object({ id: z.string(), name: z.string(), village: z.string() })).min(1) })
/** Written last: without it the world was cut off while it was being made, and is made anew. */
const madeFile = 'made'
const minuteMs = 60_000

/**
 * Opens a world on its folder.
 * @param openHouse opens the house that stands in it; given from outside, for a room does not know the whole
 */
export async function openWorld<S extends WorldSettings>(
  settings: S,
  log: Log,
  openHouse: (settings: S, town: Town, log: Log, extras: WorldExtras) => Promise<Opened>,
): Promise<Opened> {
  endWithHall()
  const folder = settings.data
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const isNew = !existsSync(join(folder, madeFile))
  // The hall's own mark of whose world it is stays.
  if (isNew) for (const name of readdirSync(folder)) if (!name.startsWith('owner')) rmSync(join(folder, name), { recursive: true })

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
  const clock = openClock(folder)
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
    routes: (parts) =>
      worldRoutes(parts, { name: basename(folder), people, square, clock, words: (lang) => words[lang === 'en' ? 'en' : 'zh-CN'] }),
    furnish: async (store, now) => {
      if (!isNew) return
      const began = performance.now()
      await seedTalk(square, people, now)
      await furnish(store, forFurnishing(town, settings.zone), people.all, now)
      writeWhole(join(folder, madeFile), '')
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

/** What cards are worded with; the house itself is opened only after furnishing. */
const forFurnishing = (town: Town, zone: string): House => {
  const words = readWords('zh-CN', [here('../bot/staff')])
  return {
    town,
    zone,
    words: { 'zh-CN': words, en: words },
    calendar: workCalendar(holidays, () => {}),
    contactDays: 3,
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
