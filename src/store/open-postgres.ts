/** Opens a town's schema on PostgreSQL: one connection that holds the lease and writes, a few that only read. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CorruptDatabase, DatabaseBusy, DiskFull, isOutage, LeaseLost, LeaseTaken, patience, StoreRefused } from './errors.ts'
import type { Engine } from './hot/hot.ts'
import { makeAsker } from './hot/postgres.ts'
import type { Orm } from './orm.ts'

const int8 = 20

/** Counts and times as numbers: both stay far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')),
} as pg.CustomTypesConfig

/** The URL as pg wants it, and the schema of the town. @throws StoreRefused for a schema with odd characters */
export function readUrl(url: string): { readonly connectionString: string; readonly schema: string } {
  const parsed = new URL(url)
  const schema = parsed.searchParams.get('schema') ?? 'public'
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new StoreRefused('The schema in the database URL may have small letters, digits and _ only.')
  parsed.searchParams.delete('schema')
  return { connectionString: parsed.href, schema }
}

/** Whether the schema holds no town yet. */
export async function isNewPostgres(url: string): Promise<boolean> {
  const { connectionString, schema } = readUrl(url)
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query('SELECT 1 FROM information_schema.tables WHERE table_schema = $1 AND table_name = $2', [
      schema,
      'person',
    ])
    return rows.length === 0
  } finally {
    await client.end()
  }
}

/** Prisma's adapter wants a pool; it is given one that always lends the writer's connection, so that every write is one writer's. */
async function loadOrm(writer: pg.Client, schema: string): Promise<Orm> {
  const [{ PrismaClient }, { PrismaPg }] = await Promise.all([import('./generated/postgres/client.ts'), import('@prisma/adapter-pg')])
  const lent = { query: writer.query.bind(writer), on: () => {}, removeListener: () => {}, release: () => {} }
  const pool = { ...lent, connect: async () => lent, end: async () => {} }
  class Shared extends PrismaPg {
    override async connect() {
      const adapter = await super.connect() // its own pool connects only when asked
      Object.assign(adapter, { client: pool }) // internal of 7.10.1; guarded by test/contracts/store/orm.test.ts
      return adapter
    }
  }
  const orm = new PrismaClient({ adapter: new Shared({}, { schema }) })
  await orm.$connect()
  return orm as unknown as Orm
}

async function takeLease(client: pg.Client, schema: string, wait: number): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const { rows } = await client.query<{ ok: boolean }>(`SELECT pg_try_advisory_lock(hashtext('cunkou lease'), hashtext($1)) AS ok`, [
      schema,
    ])
    if (rows[0]?.ok === true) return
    if (waited >= wait) throw new LeaseTaken(`the schema ${schema}`)
    await sleep(50)
  }
}

/** @throws LeaseTaken, StoreRefused */
export async function openPostgres(url: string, how: { readOnly: boolean; leaseWait: number }): Promise<Engine> {
  const { connectionString, schema } = readUrl(url)
  const config = { connectionString, types, keepAlive: true }
  // A wait for somebody else's lock without an end would stop the town without a word.
  const pool = new pg.Pool({
    ...config,
    max: 4,
    options: `-c search_path="${schema}" -c default_transaction_read_only=on -c lock_timeout=${patience}`,
  })
  const client = new pg.Client({ ...config, options: `-c search_path="${schema}" -c synchronous_commit=on -c lock_timeout=${patience}` })
  const state: { lost?: Error; orm?: Orm } = {}
  client.on('error', () => {
    state.lost = new LeaseLost()
  })
  pool.on('error', () => {}) // an idle reader that went away is replaced when next needed
  try {
    if (!how.readOnly) {
      await client.connect()
      await takeLease(client, schema, how.leaseWait)
      const { rows } = await client.query<{ encoding: string }>(`SELECT current_setting('server_encoding') AS encoding`)
      if (rows[0]?.encoding !== 'UTF8') throw new StoreRefused('The PostgreSQL database must have the encoding UTF8.')
      await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`)
    }
    return makeEngine({ client, pool, schema, state, readOnly: how.readOnly })
  } catch (error) {
    await pool.end()
    await client.end().catch(() => {})
    throw error
  }
}

interface Parts {
  readonly client: pg.Client
  readonly pool: pg.Pool
  readonly schema: string
  readonly state: { lost?: Error; orm?: Orm }
  readonly readOnly: boolean
}

function makeEngine({ client, pool, schema, state, readOnly }: Parts): Engine {
  const say = async (sql: string): Promise<void> => {
    if (state.lost !== undefined) throw state.lost
    await client.query(sql)
  }
  return {
    kind: 'postgres',
    writer: makeAsker(readOnly ? pool : client),
    reader: makeAsker(pool),
    begin: () => say('BEGIN'),
    commit: () => say('COMMIT'),
    rollback: () => say('ROLLBACK').catch(() => {}),
    isEmpty: async () => (await pool.query<{ it: unknown }>(`SELECT to_regclass('key') AS it`)).rows[0]?.it === null,
    script: say,
    outage(error) {
      if (state.lost !== undefined) return state.lost
      if (isOutage(error)) return error as Error
      const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
      if (typeof code !== 'string') return undefined
      if (severity === undefined) return /^E[A-Z]+$/.test(code) ? (error as Error) : undefined
      if (code === '53100') return new DiskFull()
      if (code === '55P03') return new DatabaseBusy()
      if (code === 'XX001' || code === 'XX002') return new CorruptDatabase('PostgreSQL')
      // The server speaks of itself (connection, resources, operator, system, inside), not of what it was asked.
      return /^(08|53|57|58|XX|40)/.test(code) ? (error as Error) : undefined
    },
    async orm() {
      state.orm ??= await loadOrm(client, schema)
      return state.orm
    },
    async close() {
      await state.orm?.$disconnect()
      await pool.end()
      await client.end().catch(() => {})
    },
  }
}
