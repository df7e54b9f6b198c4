/** `npm run migration -- <name>` writes the SQL from the last schema to this one, for SQLite and PostgreSQL, without a running database. */
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { derivePostgres } from './derive-postgres.mjs'

const root = dirname(import.meta.dirname)
export const kinds = {
  sqlite: { provider: 'sqlite', adapter: 'sqlite', dir: join(root, 'prisma') },
  postgres: { provider: 'postgresql', adapter: 'postgres', dir: join(root, 'prisma/postgres') },
}
const nothing = '-- This is an empty migration.'

let engineClass
/** Prisma's schema engine as WebAssembly, which Node does not load by itself; loaded once. */
async function loadEngine() {
  if (engineClass) return engineClass
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bindings = await import(pathToFileURL(glue).href)
  const wasm = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(glue.replace(/js$/, 'wasm'))), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(wasm.exports)
  wasm.exports.__wbindgen_start()
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => process.stderr.write(`${message}\n`) }
  engineClass = bindings.SchemaEngine
  return engineClass
}

/** Two schemas are compared without a database; the engine only asks which version it would talk to. */
function noDatabase(kind) {
  const answer = { columnNames: ['exists', 'version', 'numeric_version'], columnTypes: [5, 7, 0], rows: [[true, 'PostgreSQL 15', 150000]] }
  const queryable = {
    provider: kind.adapter,
    adapterName: 'none',
    queryRaw: async () => answer,
    executeRaw: async () => 0,
    executeScript: async () => {},
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => {},
  }
  return { provider: kind.adapter, adapterName: 'none', connect: async () => queryable, connectToShadowDb: async () => queryable }
}

async function diff(kind, from, to) {
  const datamodel = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })
  const SchemaEngine = await loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(noDatabase(kind))
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', to]], flags: 0 }, () => {}, adapter)
  const filters = { externalTables: [], externalEnums: [] }
  const { stdout } = await engine.diff({
    from: datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters,
  })
  let sql = (stdout ?? '').trim()
  // On SQLite the engine writes AUTOINCREMENT after every whole-number key, also where the schema asks for none.
  if (!to.includes('autoincrement()')) sql = sql.replaceAll(' AUTOINCREMENT', '')
  return sql === nothing ? '' : `${sql}\n`
}

// Not the engine's own "empty": from that it would also create the schema "public", and a town may live in another one.
const emptyOf = (kind) => `datasource db {\n  provider = "${kind.provider}"\n}\n`
const schemaOf = (kind) => readFileSync(join(kind.dir, 'schema.prisma'), 'utf8')
export const migrationsOf = (kind) => {
  const dir = join(kind.dir, 'migrations')
  return existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => existsSync(join(dir, name, 'migration.sql')))
        .sort()
    : []
}

/** All SQL of a fresh database, so that a test can compare what the migrations add up to. */
export const wholeSql = (kind) => diff(kind, emptyOf(kind), schemaOf(kind))

/** Writes <number>_<name>/migration.sql in both folders and keeps the schema as last.prisma; undefined if nothing changed. */
async function writeMigration(name) {
  derivePostgres()
  const steps = []
  for (const kind of Object.values(kinds)) {
    const last = join(kind.dir, 'migrations/last.prisma')
    const from = existsSync(last) ? readFileSync(last, 'utf8') : emptyOf(kind)
    steps.push({ kind, last, sql: await diff(kind, from, schemaOf(kind)) })
  }
  if (steps.every((step) => step.sql === '')) return undefined
  const numbers = Object.values(kinds)
    .flatMap(migrationsOf)
    .map((folder) => Number.parseInt(folder, 10))
  const folder = `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}_${name}`
  for (const { kind, last, sql } of steps) {
    const dir = join(kind.dir, 'migrations')
    mkdirSync(join(dir, folder), { recursive: true })
    writeFileSync(join(dir, folder, 'migration.sql'), sql || `${nothing}\n`)
    writeFileSync(join(dir, 'migration_lock.toml'), `# Read by Prisma's own tools.\nprovider = "${kind.provider}"\n`)
    writeFileSync(last, schemaOf(kind))
  }
  return folder
}

if (import.meta.filename === realpathSync(process.argv[1])) {
  const name = process.argv[2] ?? ''
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error('Say what changes, in small letters: npm run migration -- add_visits')
  const folder = await writeMigration(name)
  console.log(
    folder
      ? `prisma/migrations/${folder} and prisma/postgres/migrations/${folder} written: read them before you commit`
      : 'The schema did not change.',
  )
}
