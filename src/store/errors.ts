/** What can stop the store, each with a sentence that says what to do. No error names a person or quotes what was said. */
import type { Place } from './seal.ts'

/** Another process owns this database. */
export class LeaseTaken extends Error {
  override readonly name = 'LeaseTaken'
  constructor(what: string) {
    super(`Another Cunkou is already running on ${what}. Stop it first, or give this one its own database.`)
  }
}

/** The connection that held the lease is gone, so somebody else may own the database now; the process has to end. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  constructor() {
    super('The connection to the database was lost. Cunkou stops here and has to be started again; nothing acknowledged is lost.')
  }
}

/** A sealed cell, or the key of the person whose it is, was changed from outside. Only what stands in it is lost. */
export class Damaged extends Error {
  override readonly name = 'Damaged'
  constructor([table, column, row]: Place) {
    super(`${table}.${column} of row ${row} was changed and does not open.`)
  }
}

/** The database is damaged; nothing was written to it. */
export class CorruptDatabase extends Error {
  override readonly name = 'CorruptDatabase'
  /** @param what the SQLite file, or 'PostgreSQL', where the server keeps the files */
  constructor(what: string) {
    super(
      what === 'PostgreSQL'
        ? 'PostgreSQL says that its data are damaged; nothing more is written. Restore the last good backup, and start again.'
        : `The database ${what} is damaged and was not touched. Move it and the files beside it (-wal, -shm) away, put the last good backup in its place, and start again.`,
    )
  }
}

/** The key is missing, wrong, or readable by others; nothing was written. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused'
}

/** The database was made by a newer version, or a migration was changed after it was applied. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

/** No room left on the disk; what was to be written is not written, and the network must not be told otherwise. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull'
  constructor() {
    super('No room left for the database. New messages are refused until there is; what is stored is intact.')
  }
}

/** How long anybody waits for a database that another program holds, ms. */
export const patience = 5000

/** Somebody outside has held the database for longer than that; nothing was written. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
  constructor() {
    super('Another program holds the database. Nothing was written; it is tried again.')
  }
}

/** Whether it is the database that failed, and with it everybody's work, not what one row holds. */
export const isOutage = (error: unknown): boolean =>
  [LeaseLost, CorruptDatabase, DiskFull, DatabaseBusy].some((kind) => error instanceof kind)

/** Whether the process has to end: nothing it could still do would be right. */
export const isTheEnd = (error: unknown): error is LeaseLost | CorruptDatabase =>
  error instanceof LeaseLost || error instanceof CorruptDatabase

/** A database that cannot be used durably, or was opened for reading only. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
}
