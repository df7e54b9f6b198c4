/** Starts a PostgreSQL of its own for one test run, on loopback and in a temporary folder, and takes it away again. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProgram } from './find-program.mjs'

/** The folder with initdb and postgres: Debian keeps it off the PATH. */
function binaries() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(debian, version, 'bin')).find((dir) => existsSync(join(dir, 'initdb')))
  const onPath = findProgram(['initdb'])
  return found ?? (onPath && dirname(onPath))
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Answers { url, stop, restart }, or { missing } with the reason. `restart(between)` stops it, does `between(data folder)`, and starts it again. */
export async function startPostgres() {
  const bin = binaries()
  if (!bin) return { missing: 'no initdb found: apt-get install postgresql' }
  const dir = mkdtempSync(join(tmpdir(), 'cunkou-pg-'))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  // initdb refuses root; and should this process be killed, PostgreSQL ends with it.
  const asUser = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--pdeathsig=INT'] : []
  const command = (program, ...args) => [...asUser, join(bin, program), ...args]
  try {
    if (asUser.length > 0) execFileSync('chown', ['postgres', dir])
    const [first, ...rest] = command(
      'initdb',
      '-D',
      join(dir, 'data'),
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--data-checksums',
    )
    execFileSync(first, rest, { stdio: 'pipe', cwd: dir })
  } catch (error) {
    remove()
    return { missing: `initdb failed: ${error.message}` }
  }
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=200'].flatMap((setting) => ['-c', setting])
  const [first, ...rest] = command('postgres', '-D', join(dir, 'data'), '-p', String(port), '-k', dir, ...settings)
  let halt = async () => {}
  /** @returns what it said, where it did not start */
  const start = async () => {
    let log = ''
    const server = spawn(first, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: dir })
    server.stderr.on('data', (data) => {
      log = (log + data).slice(-4000)
    })
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.once('error', () => {})
    halt = async () => {
      server.kill('SIGINT')
      await ended
    }
    for (let waited = 0; waited < 15_000 && server.exitCode === null; waited += 50) {
      if (log.includes('ready to accept connections')) return undefined
      await sleep(50)
    }
    return log
  }
  const stop = async () => {
    await halt()
    remove()
  }
  const restart = async (between) => {
    await halt()
    await between(join(dir, 'data'))
    const failed = await start()
    if (failed !== undefined) throw new Error(`PostgreSQL did not start again: ${failed}`)
  }
  const failed = await start()
  if (failed === undefined) return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop, restart }
  await stop()
  return { missing: `PostgreSQL did not start: ${failed}` }
}
