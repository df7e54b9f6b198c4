/** The migrations, run one after the other, give the same database as the schema itself, on SQLite and on PostgreSQL; what they add by hand stays. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { expect, test } from 'vitest'
import { kinds, migrationsOf, wholeSql } from '../../scripts/migration.mjs'
import { onPostgres } from '../support/store.ts'

type Kind = (typeof kinds)[keyof typeof kinds]
const allMigrations = (kind: Kind): string =>
  migrationsOf(kind)
    .map((name) => readFileSync(join(kind.dir, 'migrations', name, 'migration.sql'), 'utf8'))
    .join('\n')

/** Without partial indexes: the migrations add those by hand, because the schema cannot say them. */
function sqliteShape(sql: string): unknown {
  const db = new Database(':memory:')
  db.exec(sql)
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .pluck()
    .all() as string[]
  // In any order: a migration may add a column at the end.
  const rows = (pragma: string, of: string) =>
    (db.prepare(`SELECT * FROM pragma_${pragma}(?)`).all(of) as object[]).map((row) => JSON.stringify({ ...row, cid: 0, id: 0 })).sort()
  const tables = names.map((name) => ({ name, columns: rows('table_xinfo', name), keys: rows('foreign_key_list', name) }))
  const indexes = db
    .prepare(`SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT LIKE '%WHERE%' ORDER BY name`)
    .all()
  db.close()
  return { tables, indexes }
}

const postgresShape = `
  SELECT table_name || '.' || column_name AS what, concat_ws(' ', udt_name, datetime_precision, is_nullable, column_default) AS how
    FROM information_schema.columns WHERE table_schema = $1
  UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = $1 AND indexdef NOT LIKE '% WHERE %'
  UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = $1::regnamespace
  UNION ALL SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid WHERE typnamespace = $1::regnamespace
  ORDER BY 1, 2`

async function shapeOnPostgres(url: string, schema: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`CREATE SCHEMA ${schema}; SET search_path TO ${schema}`)
    await client.query(sql)
    const { rows } = await client.query<{ what: string; how: string }>(postgresShape, [schema])
    return rows.map((row) => `${row.what}: ${row.how.replaceAll(`${schema}.`, '')}`)
  } finally {
    await client.query(`DROP SCHEMA ${schema} CASCADE`)
    await client.end()
  }
}

test('no index or trigger is lost when SQLite makes a table anew', () => {
  const sql = allMigrations(kinds.sqlite)
  const named = (verb: string) =>
    [...sql.matchAll(new RegExp(`^${verb} (?:UNIQUE )?(?:INDEX|TRIGGER) "(\\w+)"`, 'gm'))].map((match) => match[1])
  const dropped = new Set(named('DROP'))
  const db = new Database(':memory:')
  db.exec(sql)
  const there = db.prepare('SELECT name FROM sqlite_master').pluck().all()
  expect(there).toEqual(expect.arrayContaining(named('CREATE').filter((name) => !dropped.has(name))))
})

test('on SQLite', async () => {
  expect(sqliteShape(allMigrations(kinds.sqlite))).toEqual(sqliteShape(await wholeSql(kinds.sqlite)))
})

onPostgres(() => {
  test('on PostgreSQL', async () => {
    const url = process.env['CUNKOU_TEST_PG'] ?? ''
    const migrated = await shapeOnPostgres(url, 'migrated_shape', allMigrations(kinds.postgres))
    expect(migrated).toEqual(await shapeOnPostgres(url, 'whole_shape', await wholeSql(kinds.postgres)))
  })
})
