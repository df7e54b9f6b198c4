/** Applies the migrations that are missing, each in a transaction, recorded as Prisma records them, so that `prisma migrate deploy` agrees. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MigrationRefused } from './errors.ts'
import { ask, type Engine } from './hot/hot.ts'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The migrations that this version knows, in order. From src/ and from dist/ the folder is two levels up. */
export function knownMigrations(kind: Engine['kind']): readonly Migration[] {
  const folder = fileURLToPath(
    new URL(kind === 'sqlite' ? '../../prisma/migrations/' : '../../prisma/postgres/migrations/', import.meta.url),
  )
  return readdirSync(folder)
    .filter((name) => existsSync(`${folder}${name}/migration.sql`))
    .sort()
    .map((name) => {
      const sql = readFileSync(`${folder}${name}/migration.sql`, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

// As Prisma's schema engine makes it, column for column.
const tables = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
    "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
  postgres: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`,
}

const applied = ask<Record<never, never>, { name: string; checksum: string; finished: number }>(`
  SELECT migration_name AS name, checksum, CASE WHEN finished_at IS NULL THEN 0 ELSE 1 END AS finished
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`)

const record = {
  sqlite: ask<{ id: string; checksum: string; name: string; at: number }>(`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (:id, :checksum, :name, :at, :at, 1)`),
  postgres: ask<{ id: string; checksum: string; name: string; at: number }>(`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    SELECT :id, :checksum, :name, t, t, 1 FROM (SELECT to_timestamp(CAST(:at AS double precision) / 1000) AS t) now`),
}

/** What has still to be applied. @throws MigrationRefused for a newer database or a migration that was changed */
function missing(known: readonly Migration[], done: readonly { name: string; checksum: string; finished: number }[]): readonly Migration[] {
  for (const { name, checksum, finished } of done) {
    const here = known.find((m) => m.name === name)
    if (here === undefined)
      throw new MigrationRefused(
        `The database was made by a newer Cunkou (it has the migration ${name}). Install that version, or put back a backup from before it.`,
      )
    if (here.checksum !== checksum)
      throw new MigrationRefused(
        `The migration ${name} is not the one this database was made with. Put the original file back; nothing was changed.`,
      )
    if (finished === 0)
      throw new MigrationRefused(`The migration ${name} was begun by another tool and did not end. Put back the last backup.`)
  }
  return known.filter((m) => !done.some((d) => d.name === m.name))
}

/** Brings the database up to this version; the lease must be held. @throws MigrationRefused */
export async function migrate(engine: Engine, now: number): Promise<void> {
  const { kind, writer } = engine
  await engine.script(tables[kind])
  const todo = missing(knownMigrations(kind), await writer.all(applied, {}))
  for (const { name, sql, checksum } of todo) {
    // SQLite cannot change a column: Prisma's migrations make the table anew, and foreign keys must not follow it.
    if (kind === 'sqlite') await engine.script('PRAGMA foreign_keys = OFF')
    await engine.begin()
    try {
      await engine.script(sql)
      await writer.run(record[kind], { id: randomUUID(), checksum, name, at: now })
      await engine.commit()
    } catch (error) {
      await engine.rollback()
      throw engine.outage(error) ?? error
    }
    if (kind === 'sqlite') await engine.script('PRAGMA foreign_keys = ON')
  }
}

/** For readers: the database must be of this very version. @throws MigrationRefused */
export async function mustBeCurrent(engine: Engine): Promise<void> {
  const todo = missing(knownMigrations(engine.kind), await engine.reader.all(applied, {}))
  if (todo.length > 0)
    throw new MigrationRefused('The database is older than this Cunkou. Start the program once, it brings the database up to date.')
}
