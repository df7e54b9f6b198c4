/** A town in the test's hand: store, worker, outbox and reminders as main joins them, with a clock that only the test moves; and the whole demo. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBuckets } from '../../src/bot/buckets.ts'
import { tellOfDead } from '../../src/bot/dead.ts'
import { spoil } from '../../src/bot/faults.ts'
import { decide } from '../../src/bot/front-door.ts'
import type { House } from '../../src/bot/house.ts'
import { receiveInto } from '../../src/bot/inbox.ts'
import { startOutbox } from '../../src/bot/outbox.ts'
import { floodOf, makePace } from '../../src/bot/pace.ts'
import { openWeb, type Web, webAccount } from '../../src/bot/web.ts'
import { startWorker } from '../../src/bot/worker.ts'
import type { MadeUpFile } from '../../src/cli/play-lines.ts'
import { startReminders } from '../../src/reminders/clock.ts'
import type { OpenOptions } from '../../src/store/boot.ts'
import type { Effect } from '../../src/store/effect.ts'
import { openStore } from '../../src/store/open.ts'
import type { Outgoing } from '../../src/store/outgoing.ts'
import type { Decide, Store } from '../../src/store/store.ts'
import { holidays, workCalendar } from '../../src/town/calendar.ts'
import { mayGoNow } from '../../src/town/quiet-hours.ts'
import type { Town } from '../../src/town/town.ts'
import { localOf, momentOf } from '../../src/town/zone.ts'
import { town } from './talking.ts'
import { words } from './words.ts'

export interface Setting {
  /** Local time at the beginning, `2026-11-23T14:00`. */
  readonly start?: string
  /** Nobody is enrolled. */
  readonly noDuty?: boolean
  /** Work days until the first word that a receipt promises. */
  readonly contactDays?: number
  /** An empty database that is there already (support/store.ts: either engine); else a fresh file. */
  readonly place?: { readonly options: OpenOptions }
  /** What is to go wrong, as in CUNKOU_FAILPOINT. */
  readonly faults?: readonly string[]
  readonly prepare?: (store: Store, now: number) => Promise<unknown>
}

/** A message that has left: its outbox id, and the person or group it went to. */
export interface Sent {
  readonly id: number
  readonly room: string
  readonly message: Outgoing
}

export interface World {
  readonly town: Town
  readonly store: Store
  readonly web: Web
  readonly sent: readonly Sent[]
  clock(): number
  keepFile(who: string, file: MadeUpFile): Promise<{ readonly kind: MadeUpFile['kind']; readonly ref: string; readonly seconds?: number }>
  move(ms: number): Promise<void>
  /** To the next time the town's clock shows this minute of the day. */
  moveTo(minute: number): Promise<void>
  /** Resolves when nothing is left to decide or to send. @throws what went wrong inside */
  idle(): Promise<void>
  close(): Promise<void>
}

const zone = 'Asia/Shanghai'
const minuteMs = 60_000
const dayMs = 86_400_000

/** The house of 清河湾镇 as the front door knows it. */
export const theHouse: House = {
  town,
  words: { 'zh-CN': words('zh-CN'), en: words('en') },
  calendar: workCalendar(holidays, () => {}),
  zone,
  invite: () => undefined,
}

const momentAt = (local: string): number => {
  const [date = '', time = ''] = local.split('T')
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return momentOf(date, hour * 60 + minute, zone)
}

/** Groups as the town has them; officers enrolled under their names. */
async function settle(store: Store, noDuty: boolean, now: number): Promise<void> {
  const { village, staff } = town.groups
  for (const { id, name, ...of } of [...village, ...(staff === undefined ? [] : [staff])]) {
    const kind = of.village === undefined ? 'staff' : 'village'
    await store.putGroup({
      channel: 'web',
      account: webAccount,
      ext: id,
      kind,
      name,
      ...(of.village === undefined ? {} : { village: of.village }),
    })
  }
  if (noDuty) return
  const effects: Effect[] = town.duty === undefined ? [] : [{ do: 'duty', officer: town.duty.now }]
  for (const { id, name } of town.offices.flatMap((office) => office.people)) {
    const person = await store.putPerson({ channel: 'web', account: webAccount, ext: name }, now)
    effects.push({ do: 'enrol', person, officer: id, role: 'officer', code: '' })
  }
  await store.apply(effects, now)
}

/** A fresh town in a folder of its own. */
export async function openWorld({
  start = '2026-11-23T14:00',
  noDuty = false,
  contactDays = town.contactDays,
  place,
  faults = [],
  prepare,
}: Setting = {}): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'cunkou-play-'))
  let now = momentAt(start)
  const wrong: unknown[] = []
  const fail = (error: unknown): void => void wrong.push(error)
  const pace = makePace()
  const clock = (): number => now
  const own = { url: `file:${join(dir, 'cunkou.db')}`, dataDir: dir, keyFile: join(dir, 'master.key') }
  const house = { ...theHouse, town: { ...town, contactDays } }
  const store = await openStore({ ...(place?.options ?? own), now: clock })
  await settle(store, noDuty, now)
  await prepare?.(store, now)
  const web = openWeb()
  const sent: Sent[] = []
  const outbox = startOutbox({
    store,
    channels: new Map([[web.name, web]]),
    clock,
    random: () => 0,
    buckets: makeBuckets(),
    mayGo: (cls, to, at) => mayGoNow(cls, to, at, zone, house.calendar),
    sent: (rows) => sent.push(...rows.map(({ id, to, message }) => ({ id, room: to.group ?? to.person ?? '', message }))),
    lost: (_, result) => fail(new Error(`a message was lost: ${result.is}`)),
    failed: fail,
  })
  // The store tries such a message again and then gives it up; a test wants to know why.
  const decideOrFail: Decide = (loaded) => {
    try {
      return decide(house, loaded, now, floodOf(pace, loaded.person.id, now))
    } catch (error) {
      fail(error)
      throw error
    }
  }
  const worker = startWorker({
    store,
    clock,
    decide: spoil(faults, decideOrFail),
    tell: (dead) => tellOfDead(house, dead, now),
    after: outbox.wake,
    failed: fail,
  })
  const reminders = startReminders({ store, house, clock, wake: outbox.wake, failed: fail })
  await web.start(receiveInto(store, clock, worker.wake))

  async function idle(): Promise<void> {
    for (let before = -1; before !== sent.length; ) {
      before = sent.length
      await worker.idle()
      outbox.wake()
      await outbox.idle()
    }
    if (wrong.length > 0) throw wrong[0]
  }
  /** In steps, for alarms climb by the minute. */
  async function move(ms: number): Promise<void> {
    const step = Math.max(minuteMs, ms / 100)
    for (const end = now + ms; now < end; ) {
      now = Math.min(end, now + step)
      await reminders.tick()
      await idle()
    }
  }
  return {
    town,
    store,
    web,
    sent,
    clock,
    move,
    idle,
    moveTo: (minute) => {
      const today = momentOf(localOf(now, zone).date, minute, zone)
      return move((today > now ? today : momentOf(localOf(now + dayMs, zone).date, minute, zone)) - now)
    },
    keepFile: async (who, { kind, seconds }) => {
      const file = {
        kind,
        type: 'application/octet-stream',
        bytes: new Uint8Array(randomBytes(32)),
        ...(seconds === undefined ? {} : { seconds }),
      }
      const ref = await store.keepFile({ channel: 'web', account: webAccount, ext: who }, file, now)
      return { kind, ref, ...(seconds === undefined ? {} : { seconds }) }
    },
    close: async () => {
      await reminders.stop()
      await web.stop()
      await worker.stop()
      await outbox.stop()
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
