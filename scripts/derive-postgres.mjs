/** Derives prisma/postgres/schema.prisma from the hand-written SQLite schema, so there is one place to edit. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'

const source = new URL('../prisma/schema.prisma', import.meta.url)
const target = new URL('../prisma/postgres/schema.prisma', import.meta.url)

/** The PostgreSQL schema for a SQLite one. Int, BigInt and Bytes need no mapping; times keep their zone. */
function toPostgres(schema) {
  return (
    '// Written by scripts/derive-postgres.mjs from ../schema.prisma: edit that one.\n\n' +
    schema
      .replace(/provider(\s*)= "sqlite"/, 'provider$1= "postgresql"')
      .replace('"../src/store/generated/sqlite"', '"../../src/store/generated/postgres"')
      .replace(/^(\s+\w+\s+DateTime\b\??)(?!.*@db\.)/gm, '$1 @db.Timestamptz(3)')
  )
}

/** True if the derived schema was out of date. It is written then, unless only a check was asked for. */
export function derivePostgres({ check = false } = {}) {
  const derived = toPostgres(readFileSync(source, 'utf8'))
  if (existsSync(target) && readFileSync(target, 'utf8') === derived) return false
  if (check) return true
  mkdirSync(new URL('.', target), { recursive: true })
  writeFileSync(target, derived)
  return true
}

if (import.meta.filename === realpathSync(process.argv[1])) {
  console.log(derivePostgres() ? 'prisma/postgres/schema.prisma written' : 'prisma/postgres/schema.prisma is current')
}
