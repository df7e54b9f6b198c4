/** Builds dist/ from src/: the two Prisma clients, the server, the browser's modules, and the files that are only copied. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parse } from 'yaml'
import { derivePostgres } from './derive-postgres.mjs'

const root = dirname(import.meta.dirname)
const at = (...parts) => join(root, ...parts)
const generated = at('src/store/generated')
const stamp = at('dist/.built')

/** Every file and folder below (and with) a path, without the generated clients. */
function* walk(path) {
  if (path === generated || !existsSync(path)) return
  yield path
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) yield* walk(join(path, name))
}

function run(tool, ...args) {
  // Prisma only looks whether a schema engine is there; any file will do, and nothing is downloaded (or told to anyone).
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('node_modules', tool), ...args], { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')}\n${stdout}${stderr}`)
}

/** Generates the two Prisma clients if the schema or Prisma itself changed. */
export function makeClients() {
  derivePostgres()
  const schemas = ['prisma/schema.prisma', 'prisma/postgres/schema.prisma']
  const hash = createHash('sha256')
  for (const file of [...schemas, 'node_modules/prisma/package.json']) hash.update(readFileSync(at(file)))
  const [mark, now] = [join(generated, '.made-from'), hash.digest('hex')]
  if (existsSync(mark) && readFileSync(mark, 'utf8') === now) return
  for (const schema of schemas) run('prisma/build/index.js', 'generate', '--no-hints', '--schema', schema)
  writeFileSync(mark, now)
}

function isStale() {
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  const sources = ['src', 'prisma', 'tsconfig.json', 'tsconfig.build.json', 'tsconfig.page.json']
  return sources.some((source) => [...walk(at(source))].some((path) => statSync(path).mtimeMs > built))
}

/** What the program knows, unlike its words (name.zh-CN.yaml) and the files of towns, which people look at and change. */
const isFacts = (file) => /[\\/][\w-]+\.yaml$/.test(file) && !/(town-template|qinghewan)\.yaml$/.test(file)

export function build() {
  makeClients()
  const started = new Date()
  const out = at(`dist.${process.pid}`) // beside dist and then put in its place: a failed build leaves the last good one
  try {
    const files = [...walk(at('src'))].filter((path) => statSync(path).isFile())
    // The browser's modules first: they emit the server's types they import along with them, and the server's build overwrites those.
    if (files.some((file) => /[\\/]page[\\/].*\.ts$/.test(file))) run('typescript/bin/tsc', '-p', 'tsconfig.page.json', '--outDir', out)
    run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', out)
    for (const file of files.filter((file) => !file.endsWith('.ts'))) {
      const copy = join(out, relative(at('src'), file))
      mkdirSync(dirname(copy), { recursive: true })
      if (isFacts(file)) writeFileSync(copy.replace(/yaml$/, 'json'), JSON.stringify(parse(readFileSync(file, 'utf8'), { schema: 'core' })))
      else copyFileSync(file, copy)
    }
    writeFileSync(join(out, '.built'), '')
    utimesSync(join(out, '.built'), started, started)
    const old = `${out}.old`
    if (existsSync(at('dist'))) renameSync(at('dist'), old)
    renameSync(out, at('dist'))
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** An installed package has no src/, or no compiler: there dist/ is complete and nothing is built. */
export function buildIfStale() {
  if (!existsSync(at('src')) || (!existsSync(at('node_modules/typescript')) && existsSync(stamp))) return
  if (!existsSync(at('node_modules/typescript'))) throw new Error('First run: npm ci')
  if (!isStale()) return
  process.stderr.write('Building …\n')
  build()
}

/** Says in plain words why a build failed, without a stack trace. */
export function orStop(step) {
  try {
    return step()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

if (import.meta.filename === realpathSync(process.argv[1])) {
  orStop(() => {
    if (!existsSync(at('node_modules/typescript'))) throw new Error('First run: npm ci')
    if (process.argv.includes('--check-derived') && derivePostgres({ check: true })) {
      throw new Error('prisma/postgres/schema.prisma is out of date: node scripts/derive-postgres.mjs')
    }
    if (process.argv.includes('--clients-only')) makeClients()
    else build()
  })
}
