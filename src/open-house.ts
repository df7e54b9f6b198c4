/** Opens one house: joins store, front door, channels, reminders and pages, and closes them in order. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeBuckets } from './bot/buckets.ts'
import type { Channel } from './bot/channel.ts'
import { commandsOf, listenForCommands, socketOf } from './bot/command-socket.ts'
import { tellOfDead } from './bot/dead.ts'
import { dieAt, patienceIn, spoil } from './bot/faults.ts'
import { decide } from './bot/front-door.ts'
import type { House } from './bot/house.ts'
import { buildApp, type MoreRoutes } from './bot/http/app.ts'
import type { Parts } from './bot/http/parts.ts'
import { listen } from './bot/http/server.ts'
import { bySession } from './bot/http/session.ts'
import { receiveInto } from './bot/inbox.ts'
import { codeOf, type Log } from './bot/log.ts'
import { type Outbox, startOutbox } from './bot/outbox.ts'
import { floodOf, makePace } from './bot/pace.ts'
import { readTownWords } from './bot/town-words.ts'
import { startWatchdog } from './bot/watchdog.ts'
import { openWeb, roomOf } from './bot/web.ts'
import { startWorker } from './bot/worker.ts'
import type { Settings } from './config.ts'
import { startReminders } from './reminders/clock.ts'
import { isTheEnd } from './store/errors.ts'
import { isPostgres, openStore } from './store/open.ts'
import { isManned } from './store/post.ts'
import type { Store } from './store/store.ts'
import { holidays, workCalendar } from './town/calendar.ts'
import { mayGoNow } from './town/quiet-hours.ts'
import type { Town } from './town/town.ts'

/** What a house may have beside the plain town: the demo's world adds its people, its square and a clock that can be moved. */
export interface Extras {
  readonly clock?: () => number
  readonly speaker?: Parts['speaker']
  readonly home?: string
  readonly routes?: MoreRoutes
  /** Called before the first message: groups and people that must be there. */
  readonly furnish?: (store: Store, now: number) => Promise<void>
  readonly invite?: House['invite']
}

export interface OpenHouse {
  readonly url: string
  readonly parts: Parts
  close(): Promise<void>
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
/** PostgreSQL notices a killed process a little later, and only then is its lease free; on SQLite the kernel frees it at once. */
const leaseWait = 5000

export async function openHouse(settings: Settings, town: Town, log: Log, extras: Extras = {}): Promise<OpenHouse> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 })
  const clock = extras.clock ?? Date.now
  const calendar = workCalendar(holidays, (year) =>
    log.warn('no holidays known for this year: only weekends count as free', { year: Number(year) }),
  )
  const house: House = {
    town,
    words: readTownWords(join(settings.data, 'words')),
    calendar,
    zone: settings.zone,
    invite: extras.invite ?? (() => undefined),
  }
  const store = await openStore({
    url: settings.database,
    dataDir: settings.data,
    keyFile: settings.keyFile,
    leaseWait: isPostgres(settings.database) ? leaseWait : 0,
    ...(settings.key === undefined ? {} : { key: settings.key }),
    failpoint: dieAt(settings.failpoints),
    damaged: ([table, , row]) => log.error('a row was changed from outside, does not open and is left out', { part: table, row }),
  })
  await beginDuty(store, town, clock())
  await extras.furnish?.(store, clock())
  const pace = makePace()
  const web = openWeb()
  const channels = new Map<string, Channel>([[web.name, web]])
  const failed = (part: string) => (error: unknown) => {
    if (isTheEnd(error)) endAll(error)
    else log.error('a step failed and is tried again', { part, code: codeOf(error) })
  }

  const outbox = startOutbox({
    store,
    channels,
    clock,
    random: Math.random,
    buckets: makeBuckets(),
    mayGo: (cls, to, now) => mayGoNow(cls, to, now, settings.zone, calendar),
    sent: (rows) => {
      for (const row of rows) if (row.channel === web.name) web.poke(roomOf(row.to))
    },
    lost: (row, result) => log.warn('a message could not be delivered', { outbox: row.id, channel: row.channel, state: result.is }),
    failed: failed('outbox'),
  })
  const worker = startWorker({
    store,
    clock,
    decide: spoil(settings.failpoints, (loaded, now: number) => decide(house, loaded, now, floodOf(pace, loaded.person.id, now))),
    tell: (dead, now) => tellOfDead(house, dead, now),
    after: (report) => {
      for (const dead of report.dead) log.error('a message could not be worked and waits for a person', { inbox: dead.id, code: dead.code })
      outbox.wake()
    },
    failed: failed('worker'),
  })
  for (const channel of channels.values()) await channel.start(receiveInto(store, clock, worker.wake))
  const reminders = startReminders({
    store,
    house,
    clock,
    wake: outbox.wake,
    failed: failed('reminders'),
    ...(settings.alarmWebhook === undefined ? {} : { webhook: settings.alarmWebhook }),
  })

  const parts: Parts = {
    house,
    store,
    web,
    log,
    clock,
    random: randomBytes,
    demo: extras.speaker !== undefined,
    speaker: extras.speaker ?? bySession(randomBytes),
  }
  const app = buildApp(parts, { folder: here('./page'), home: extras.home ?? 'resident.html' }, () => wanting(store, outbox), extras.routes)
  const server = await listen(app, settings.host, settings.port)
  const socket = await listenForCommands(socketOf(settings.data), commandsOf({ store, town, clock }))
  const callOffWatchdog = startWatchdog(patienceIn(settings.failpoints))
  worker.wake()
  outbox.wake()
  const tidied = tidy(store, log).catch(failed('files'))

  return {
    url: server.url,
    parts,
    close: async () => {
      await reminders.stop()
      await socket.close()
      // The pages first: what a browser is still saying is stored as long as its line is open.
      await server.close()
      for (const channel of channels.values()) await channel.stop()
      await worker.stop()
      await outbox.stop()
      await tidied
      await store.close()
      await callOffWatchdog()
    },
  }
}

/** Thrown where nobody catches it: main.ts says why and ends the process, and whoever supervises it starts it again. */
const endAll = (error: Error): void =>
  void setImmediate(() => {
    throw error
  })

/** At the first start the duty is who the town's file names. */
async function beginDuty(store: Store, town: Town, now: number): Promise<void> {
  if (town.duty !== undefined && (await store.post()).duty === undefined) await store.apply([{ do: 'duty', officer: town.duty.now }], now)
}

/** Beside the work, so that nobody waits for it. Files have the disk's times, not the house's. */
async function tidy(store: Store, log: Log): Promise<void> {
  const { aside, missing } = await store.tidyFiles(Date.now())
  if (aside > 0) log.warn('files that no row names were put aside', { count: aside })
  for (const file of missing) log.error('a file that a row names is missing', { file })
}

async function wanting(store: Store, outbox: Outbox): Promise<readonly string[]> {
  const post = await store.post()
  return [
    ...(!isManned(post) ? ['nobody enrolled is on duty: no date is promised, and alarms reach at most the deputy and the leader'] : []),
    ...(outbox.stands() ? ['no message has come to an end for a minute: answers and alarms do not leave'] : []),
  ]
}
