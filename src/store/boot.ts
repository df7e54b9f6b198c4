/** What happens between opening a database and using it: the key is checked, what an unclean stop left behind is put right. */
import { beforeTheFirst } from './audit.ts'
import { count } from './counts.ts'
import { KeyRefused } from './errors.ts'
import type { Engine } from './hot/hot.ts'
import { keysOf, putPersons, suspectHeads } from './hot/inbox.ts'
import { astrayAgain, astrayUnknown } from './hot/outbox.ts'
import { auditHead, canaries, lastRun, putCanary, putRun, tallies } from './hot/town.ts'
import { type Failpoint, type Inside, inTransaction, makeIds, makeMemories } from './inside.ts'
import { type Keyring, makeKeyring, masterKid, newDataKey, theTown } from './keyring.ts'
import { makeQueue } from './queue.ts'
import { type Place, seal, unseal } from './seal.ts'

export interface OpenOptions {
  /** `file:…` or a path for SQLite; `postgresql://…?schema=…` for PostgreSQL. */
  readonly url: string
  /** Where files are kept. */
  readonly dataDir: string
  /** File of the master key; made (0600) for a new database. */
  readonly keyFile: string
  /** The master key itself, in base64 or hex, instead of the file. */
  readonly key?: string
  /** The clock for what the store does by itself; epoch ms. */
  readonly now?: () => number
  /** Told once of each cell that was changed from outside and does not open. */
  readonly damaged?: (place: Place) => void
  /** Called at named places, so that tests can end the process there. */
  readonly failpoint?: (name: Failpoint) => void
  /** For the command line: no lease, no migration, no recovery, and no writing. */
  readonly readOnly?: boolean
  /** How long to wait for another process to let go of the database, ms (PostgreSQL notices a killed client a little later). */
  readonly leaseWait?: number
}

/** Checks the key before anything is written. @throws KeyRefused */
export async function checkKey(engine: Engine, key: Uint8Array): Promise<void> {
  const rows = await engine.reader.all(canaries, {})
  const mine = rows.find((row) => row.kid === masterKid(key))
  if (rows.length > 0 && mine === undefined) {
    throw new KeyRefused('This is not the key of this database. Nothing was written. Put back the key file that was made together with it.')
  }
  try {
    if (mine !== undefined) unseal(key, mine.canary, ['key', 'canary', mine.kid])
    const [town] = await engine.reader.all(keysOf, { ids: [theTown] })
    if (town !== undefined) makeKeyring(key, town.data_key)
  } catch (error) {
    if (engine.outage(error) !== undefined) throw error
    throw new KeyRefused('The key does not open what was sealed with it: the key file or the database was changed. Nothing was written.')
  }
}

/** The keyring; in a new database the town gets its key and the master key its canary. */
async function makeRing(engine: Engine, key: Uint8Array, now: number, damaged: (place: Place) => void): Promise<Keyring> {
  const [town] = await engine.writer.all(keysOf, { ids: [theTown] })
  if (town !== undefined) return makeKeyring(key, town.data_key, damaged)
  const wrapped = newDataKey(key, theTown)
  const kid = masterKid(key)
  await engine.begin()
  try {
    await engine.writer.each(putPersons, [{ id: theTown, data_key: wrapped, made_at: now }])
    await engine.writer.each(putCanary, [{ kid, canary: seal(key, kid, 'cunkou', ['key', 'canary', kid]), made_at: now }])
    await engine.commit()
  } catch (error) {
    await engine.rollback()
    throw engine.outage(error) ?? error
  }
  return makeKeyring(key, wrapped, damaged)
}

/** What the last run left: messages on their way, and, if it did not end in order, messages that may have ended it. */
export async function recover(s: Inside): Promise<void> {
  const [run = { clean: 1, hand: 0 }] = await s.engine.writer.all(lastRun, {})
  await inTransaction(s, async () => {
    await count(s, { 'outbox.repeat': await s.engine.writer.run(astrayAgain, {}) })
    await s.engine.writer.run(astrayUnknown, {})
    if (run.clean === 0) await s.engine.writer.run(suspectHeads, { limit: run.hand })
    await s.engine.writer.each(putRun, [{ id: 1, clean: 0, hand: run.hand }])
  })
  s.hand = run.hand
  // Also after an orderly stop some may wait to be taken alone.
  s.alone = true
}

export async function makeInside(engine: Engine, key: Uint8Array, o: OpenOptions): Promise<Inside> {
  const { writer } = engine
  const damaged = new Set<string>()
  const ring = await makeRing(engine, key, (o.now ?? Date.now)(), (place) => {
    if (damaged.size === damaged.add(place.join(' ')).size) return
    o.damaged?.(place)
  })
  const [head] = await writer.all(auditHead, {})
  const opened = (await writer.all(tallies, {})).find((t) => t.name === 'case.opened')?.n ?? 0
  return {
    ...makeMemories(),
    engine,
    ring,
    queue: makeQueue(),
    ids: await makeIds(engine),
    dataDir: o.dataDir,
    failpoint: o.failpoint ?? (() => {}),
    damaged,
    watch: undefined,
    audit: head ?? beforeTheFirst,
    opened,
    hand: 0,
    served: new Set(),
    alone: true,
    excused: new Set(),
    afterCommit: [],
  }
}
