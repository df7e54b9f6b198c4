/** What stops the program is told in one line that says what to do; never as a stack. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runCommand } from '../../src/cli/commands.ts'
import { sayError } from '../../src/said-errors.ts'
import { startTown } from '../page/town.ts'
import { NotStarted } from '../support/program.ts'
import { later, sqlite } from '../support/store.ts'

vi.setConfig({ testTimeout: 60_000 })

/** What it says instead of starting. */
async function refusal(here: Parameters<typeof startTown>[0]): Promise<string> {
  const refused = await startTown(here).catch((e: unknown) => e)
  expect(refused).toBeInstanceOf(NotStarted)
  expect((refused as NotStarted).code).toBe(1)
  return (refused as NotStarted).printed.trim()
}

test('a port that is used: which, and what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  later(() => other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const said = await refusal({ environment: { PORT: String(port) } })
  expect(said).toBe(
    `Port ${port} on 127.0.0.1 is used by another program, perhaps another Cunkou. Stop that one, or set PORT to another number.`,
  )
})

test('an address of another machine', async () => {
  expect(await refusal({ environment: { HOST: '192.0.2.1' } })).toMatch(/^HOST=192\.0\.2\.1 is no address of this machine\./)
})

test.each([
  [{ code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 }, /^Port 80 on 0\.0\.0\.0 may not be opened.*PORT to 1024 or more/],
  [{ code: 'EACCES', syscall: 'mkdir', path: '/srv/cunkou' }, /^\/srv\/cunkou may not be read or written.*CUNKOU_DATA/],
  [{ code: 'EROFS', syscall: 'open', path: '/srv/x' }, /^\/srv\/x may not be/],
  [{ code: 'ENOSPC', syscall: 'write' }, /^No room left on the disk\./],
])('%j', (of, said) => {
  expect(sayError(Object.assign(new Error('x'), of))).toMatch(said)
})

test('what nobody has foreseen is not told: its words may be what a person wrote', () => {
  expect(sayError(new RangeError('邻居把俺家门口的水沟堵了'))).toBeUndefined()
  expect(sayError('x')).toBeUndefined()
})

test('the key from the environment: as in the key file or in hexadecimal digits, anything else is refused and not printed', async () => {
  const place = await sqlite()
  const inFile = readFileSync(place.options.keyFile, 'utf8').trim()
  rmSync(place.options.keyFile)
  const hex = Buffer.from(inFile, 'base64').toString('hex')
  for (const key of [inFile, hex, hex.toUpperCase()]) await (await place.open({ key })).close()
  const refused =
    'CUNKOU_KEY cannot be used: it must be 32 bytes in base64 (as in master.key) or in 64 hexadecimal digits. Nothing was opened.'
  for (const key of [hex.slice(2), `${hex}00`, randomBytes(16).toString('base64')])
    await expect(place.open({ key })).rejects.toThrow(refused)
  expect(await refusal({ data: place.dir, database: place.options.url, environment: { CUNKOU_KEY: 'abc' } })).toBe(refused)
})

test('wrong words of the town stop the start, and check says the same', async () => {
  const place = await sqlite()
  mkdirSync(join(place.dir, 'words'))
  writeFileSync(join(place.dir, 'words', 'page.zh-CN.yaml'), 'noFile: 没有{file}。\n')
  const said = await refusal({ data: place.dir, database: place.options.url })
  expect(said).toBe(`${join(place.dir, 'words', 'page.zh-CN.yaml')}: noFile: it must hold no {value} like the original, and holds {file}`)
  const err: string[] = []
  const code = await runCommand(['check'], {
    out: () => {},
    err: (text) => void err.push(text),
    input: process.stdin,
    environment: { CUNKOU_DATA: place.dir },
  })
  expect([code, err]).toEqual([1, [said]])
})
