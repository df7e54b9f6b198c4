/** Opens a town's SQLite file: lease, check, pragmas read back; one connection that writes, one that only reads. */
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { CorruptDatabase, DatabaseBusy, DiskFull, isOutage, patience, StoreRefused } from './errors.ts'
import type { Engine } from './hot/hot.ts'
import { makeAsker } from './hot/sqlite.ts'
import type { Orm } from './orm.ts'
import { check, checkBeside, codeOf, isNewSqlite, setUp, takeLease } from './sqlite-file.ts'

/** Beyond this a check at start would keep people waiting; it runs beside the work instead. */
const checkedAtOnce = 64 * 1024 * 1024

/** How Prisma calls SQLITE_BUSY. */
const prismaBusy = 'P1008'

/** Prisma's adapter opens a connection of its own; it is given ours instead, so that every write is one writer's. */
async function loadOrm(db: Database.Database): Promise<Orm> {
  const [{ PrismaClient }, { PrismaBetterSqlite3 }] = await Promise.all([
    import('./generated/sqlite/client.ts'),
    import('@prisma/adapter-better-sqlite3'),
  ])
  class Shared extends PrismaBetterSqlite3 {
    override async connect() {
      const adapter = await super.connect()
      const inner = adapter as unknown as { client: Database.Database } // internal of 7.10.0; guarded by test/contracts/store/orm.test.ts
      inner.client.close()
      inner.client = db
      db.defaultSafeIntegers(true)
      adapter.dispose = async () => {}
      return adapter
    }
  }
  const orm = new PrismaClient({ adapter: new Shared({ url: ':memory:' }, { timestampFormat: 'unixepoch-ms' }) })
  await orm.$connect()
  return orm
}

/** @throws LeaseTaken, CorruptDatabase, StoreRefused */
export async function openSqlite(file: string, how: { readOnly: boolean; leaseWait: number }): Promise<Engine> {
  if (how.readOnly && !existsSync(file)) throw new StoreRefused(`There is no database ${file}.`)
  mkdirSync(dirname(file), { recursive: true })
  const lease = how.readOnly ? undefined : await takeLease(file, how.leaseWait)
  const open: Database.Database[] = []
  const connect = (readonly: boolean): Database.Database => {
    const db = new Database(file, { readonly, timeout: patience })
    open.push(db)
    return db
  }
  // The writer closes last but for the lease: then SQLite tidies the log away.
  const close = () => {
    for (const db of open.sort((a, b) => Number(b.readonly) - Number(a.readonly))) db.close()
    lease?.close()
  }
  try {
    // A new file is made by the writer; an old one is looked at before anything may write to it.
    const made = isNewSqlite(file) ? connect(false) : undefined
    if (made !== undefined) {
      chmodSync(file, 0o600)
      setUp(made)
    }
    const readDb = connect(true)
    const large = statSync(file).size > checkedAtOnce
    if (!large) check(readDb, file)
    readDb.pragma('trusted_schema = OFF')
    const db = made ?? (how.readOnly ? readDb : connect(false))
    if (made === undefined && !how.readOnly) setUp(db)
    // From here on nobody waits inside SQLite, where a wait stops the whole process, but between two tries.
    if (!how.readOnly) db.pragma('busy_timeout = 0')
    return makeEngine({ file, db, readDb, close, large })
  } catch (error) {
    close()
    throw error
  }
}

interface Parts {
  readonly file: string
  readonly db: Database.Database
  readonly readDb: Database.Database
  readonly close: () => void
  readonly large: boolean
}

function makeEngine({ file, db, readDb, close, large }: Parts): Engine {
  let orm: Orm | undefined
  let broken: Error | undefined
  const isCorrupt = (): Error => {
    broken ??= new CorruptDatabase(file)
    return broken
  }
  const checker = large ? checkBeside(file, (ok) => void (ok || isCorrupt())) : undefined
  const outage = (error: unknown): Error | undefined => {
    if (isOutage(error)) return error as Error
    const code = codeOf(error)
    if (code.startsWith('SQLITE_FULL')) return new DiskFull()
    if (/^SQLITE_(BUSY|LOCKED)/.test(code) || (error as { code?: unknown } | null)?.code === prismaBusy) return new DatabaseBusy()
    // Whoever meets it first, from now on nobody writes.
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return isCorrupt()
    return /^SQLITE_(IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL|PERM|NOLFS)/.test(code) ? (error as Error) : undefined
  }
  const why = (error: unknown): unknown => outage(error) ?? error
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((sql) => db.prepare(sql)) as [
    Database.Statement,
    Database.Statement,
    Database.Statement,
  ]
  const beginWaiting = async (): Promise<void> => {
    for (let waited = 0; ; waited += 25) {
      try {
        return void begin.run()
      } catch (error) {
        if (!codeOf(error).startsWith('SQLITE_BUSY') || waited >= patience) throw error
      }
      await sleep(25)
    }
  }
  return {
    kind: 'sqlite',
    writer: makeAsker(db, why),
    reader: makeAsker(readDb, why),
    begin() {
      if (broken !== undefined) throw broken
      try {
        begin.run()
      } catch (error) {
        if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error
        return beginWaiting()
      }
    },
    commit: () => void commit.run(),
    // A full disk may have rolled back already.
    rollback: () => void (db.inTransaction && rollback.run()),
    isEmpty: () => readDb.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'key'`).get() === undefined,
    script: (sql) => void db.exec(sql),
    outage,
    async orm() {
      orm ??= await loadOrm(db)
      return orm
    },
    async close() {
      await orm?.$disconnect()
      await checker?.terminate()
      close()
    },
  }
}
