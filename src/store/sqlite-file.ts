/** The file of a town's SQLite database: who owns it, whether it is whole, and whether it can be written durably. */
import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { CorruptDatabase, LeaseTaken, patience, StoreRefused } from './errors.ts'

export const codeOf = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : '')

/** Held until the process ends, however it ends: the kernel lets go. */
export async function takeLease(file: string, wait: number): Promise<Database.Database> {
  const lease = new Database(`${file}-lease`, { timeout: 0 })
  for (let waited = 0; ; waited += 25) {
    try {
      lease.exec('BEGIN EXCLUSIVE')
      return lease
    } catch (error) {
      const taken = codeOf(error).startsWith('SQLITE_BUSY')
      if (!taken || waited >= wait) {
        lease.close()
        throw taken ? new LeaseTaken(file) : error
      }
    }
    await sleep(25)
  }
}

const settings = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1, trusted_schema: 0, busy_timeout: patience }

/** @throws StoreRefused if the file cannot be written durably, as on some network drives */
export function setUp(db: Database.Database): void {
  for (const [name, value] of Object.entries(settings)) {
    db.pragma(`${name} = ${value}`)
    const is = db.pragma(name, { simple: true })
    if (String(is) !== String(value))
      throw new StoreRefused(`SQLite does not accept ${name} = ${value} here (it says ${is}). Keep the database on a local disk.`)
  }
}

/** Looks at every page without writing. @throws CorruptDatabase */
export function check(db: Database.Database, file: string): void {
  try {
    if (db.pragma('quick_check(1)', { simple: true }) === 'ok') return
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error))) throw error
  }
  throw new CorruptDatabase(file)
}

export function checkBeside(file: string, found: (ok: boolean) => void): Worker {
  const code = `const { workerData: w, parentPort: p } = require('node:worker_threads')
    let ok = false
    try { const db = new (require(w.driver))(w.file, { readonly: true }); ok = db.pragma('quick_check(1)', { simple: true }) === 'ok'; db.close() } catch {}
    p.postMessage(ok)`
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const worker = new Worker(code, { eval: true, workerData: { file, driver } })
  worker.unref()
  worker.once('message', found)
  worker.once('error', () => found(false))
  return worker
}

export const isNewSqlite = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
