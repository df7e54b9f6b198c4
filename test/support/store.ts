/** Fresh stores for tests, on both engines: SQLite by copying a migrated file, PostgreSQL as a schema of its own. */
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import pg from 'pg'
import { afterAll, afterEach, describe } from 'vitest'
import type { OpenOptions } from '../../src/store/boot.ts'
import type { Effect } from '../../src/store/effect.ts'
import { type Keyring, makeKeyring } from '../../src/store/keyring.ts'
import { readKey } from '../../src/store/keys.ts'
import { openStore } from '../../src/store/open.ts'
import type { Arrival, Decide, Loaded, Store } from '../../src/store/store.ts'

/** One town's database, not yet opened or closed again. */
export interface Place {
  readonly options: OpenOptions
  readonly dir: string
  /** The SQLite file; '' on PostgreSQL. */
  readonly file: string
  /** Opens the store; it is closed when the test ends. */
  open(more?: Partial<OpenOptions>): Promise<Store>
  /** Speaks to the database behind the store's back; values as `?`. */
  raw(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]>
}

type Make = () => Promise<Place>

const cleanings: (() => unknown)[] = []
/** Undone when the test ends, last first. */
export const later = (clean: () => unknown): void => void cleanings.push(clean)

const newDir = (): string => mkdtempSync(join(tmpdir(), 'cunkou-store-'))

function placeOf(url: string, dir: string, file: string, raw: Place['raw']): Place {
  const options = { url, dataDir: dir, keyFile: join(dir, 'master.key') }
  return {
    options,
    dir,
    file,
    raw,
    open: async (more = {}) => {
      const store = await openStore({ ...options, ...more })
      later(() => store.close())
      return store
    },
  }
}

let template: Promise<string> | undefined

async function makeTemplate(): Promise<string> {
  const dir = newDir()
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const store = await openStore({ url: `file:${join(dir, 'town.db')}`, dataDir: dir, keyFile: join(dir, 'master.key') })
  await store.close()
  return dir
}

export const sqlite: Make = async () => {
  template ??= makeTemplate()
  const dir = newDir()
  later(() => rmSync(dir, { recursive: true, force: true }))
  cpSync(await template, dir, { recursive: true })
  const file = join(dir, 'town.db')
  return placeOf(`file:${file}`, dir, file, async (sql, ...values) => {
    const db = new Database(file)
    try {
      const statement = db.prepare(sql)
      if (statement.reader) return statement.all(...values) as Record<string, unknown>[]
      statement.run(...values)
      return []
    } finally {
      db.close()
    }
  })
}

const server = process.env['CUNKOU_TEST_PG']

/** A schema of its own on this server. */
export const postgresOn =
  (server: string | undefined): Make =>
  async () => {
    const dir = newDir()
    mkdirSync(dir, { recursive: true })
    const schema = `t${randomBytes(6).toString('hex')}`
    const url = `${server}?schema=${schema}`
    const say = async (sql: string, values: unknown[] = []) => {
      const client = new pg.Client({ connectionString: server, options: `-c search_path=${schema}` })
      await client.connect()
      try {
        let n = 0
        return (
          await client.query(
            sql.replaceAll('?', () => `$${++n}`),
            values,
          )
        ).rows as Record<string, unknown>[]
      } finally {
        await client.end()
      }
    }
    later(() => say(`DROP SCHEMA IF EXISTS ${schema} CASCADE`).catch(() => {}))
    later(() => rmSync(dir, { recursive: true, force: true }))
    return placeOf(url, dir, '', (sql, ...values) => say(sql, values))
  }

export const postgres: Make = postgresOn(server)

afterEach(async () => {
  for (const clean of cleanings.splice(0).reverse()) await clean()
})

/** The same tests on each engine. */
export function onEachEngine(body: (make: Make, engine: 'sqlite' | 'postgres') => void): void {
  describe('SQLite', () => body(sqlite, 'sqlite'))
  onPostgres(() => body(postgres, 'postgres'))
}

/** Tests that need a server; the title names what is missing where there is none. */
export function onPostgres(body: () => void): void {
  const why = server === undefined ? ' (CUNKOU_TEST_PG is not set; npm test starts one)' : ''
  describe.skipIf(server === undefined)(`PostgreSQL${why}`, body)
}

let said = 0

/** A message, private and on the web unless told otherwise. */
export const arrival = (from: string, text: string, more: Partial<Arrival> = {}): Arrival => ({
  channel: 'web',
  account: 'town',
  ext: `m${++said}`,
  from,
  text,
  files: [],
  at: 1000 + said,
  ...more,
})

/** Answers every message with its own words. */
export const echo: Decide = ({ row, person }) => [
  { do: 'send', to: { person: person.id }, message: { text: row.text }, class: 'reply', once: `${row.id}:echo` },
]

/** The keys of a town, to look at its database as the program does. @param town the wrapped key of person 0 */
export const ringOf = (keyFile: string, town: unknown): Keyring => makeKeyring(readKey({ file: keyFile, data: 'there' }), String(town))

export async function all<T>(some: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of some) found.push(one)
  return found
}

/** Steps until nothing is left; what was dead. */
export async function work(store: Store, decide: Decide, now = 5000, limit = 50) {
  const dead: { id: number; person: number; code: string }[] = []
  for (;;) {
    const report = await store.step(limit, decide, now)
    dead.push(...report.dead)
    if (report.done === 0) return dead
  }
}

/** Somebody says a code: whom it enrols them as, undefined where it is worth nothing. */
export async function sayCode(store: Store, said: Arrival, now: number): Promise<Loaded['code']> {
  await store.accept([said], now)
  let found: Loaded['code']
  await work(
    store,
    ({ code, person, row }) => {
      found = code
      return code === undefined ? [] : [{ do: 'enrol', person: person.id, ...code, code: row.text.toLowerCase() }]
    },
    now,
  )
  return found
}

/** Sends all that may go, as if every network took it; the texts in the order of sending. */
export async function sendAll(store: Store, now = 6000): Promise<string[]> {
  const texts: string[] = []
  for (;;) {
    const rows = await store.takeOut(100, now, () => true)
    if (rows.length === 0) return texts
    texts.push(...rows.map((r) => r.message.text))
    await store.markOut(
      rows.map((r) => ({ id: r.id, is: 'sent', remote: `r${r.id}` })),
      now,
    )
  }
}

/** A case of this person, opened by `apply`. */
export async function openCase(store: Store, person: number, seed: string, now = 5000, more: readonly Effect[] = []): Promise<string> {
  const no = await store.freeNumber(seed)
  await store.apply([{ do: 'open-case', no, person, reach: 'chat' }, { do: 'happened', no, event: { is: 'reported' } }, ...more], now)
  return no
}

export interface Child {
  readonly process: ChildProcess
  /** The next message of the child that has this key; fails when the child ends before. */
  heard(key: string): Promise<Record<string, unknown>>
  /** Resolves with the signal or code. */
  readonly ended: Promise<NodeJS.Signals | number | null>
  kill(): Promise<unknown>
}

/** Runs a role of test/support/store-child.ts on this place in a process of its own. */
export function runChild(place: Place, role: string, more: Record<string, unknown> = {}): Child {
  const script = fileURLToPath(new URL('./store-child.ts', import.meta.url))
  const child = fork(script, [JSON.stringify({ ...place.options, ...more }), role], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errors = ''
  child.stderr?.on('data', (data) => {
    errors += data
  })
  const heard: Record<string, unknown>[] = []
  const waiting: { key: string; found: (message: Record<string, unknown>) => void }[] = []
  child.on('message', (message: Record<string, unknown>) => {
    const at = waiting.findIndex((w) => w.key in message)
    if (at < 0) heard.push(message)
    else waiting.splice(at, 1)[0]?.found(message)
  })
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  later(kill)
  return {
    process: child,
    ended,
    kill,
    heard: (key) => {
      const at = heard.findIndex((m) => key in m)
      if (at >= 0) return Promise.resolve(heard.splice(at, 1)[0] as Record<string, unknown>)
      return Promise.race([
        new Promise<Record<string, unknown>>((found) => waiting.push({ key, found })),
        ended.then((how) => Promise.reject(new Error(`the child ended (${how}) before it said ${key}: ${errors}`))),
      ])
    },
  }
}
