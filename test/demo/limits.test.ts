/** What keeps a shared demo small: idle worlds are closed, only so many live, and none outlives its hall. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Log } from '../../src/bot/log.ts'
import { type Hall, openHall } from '../../src/demo/hall.ts'
import type { Limits } from '../../src/demo/worlds.ts'
import { childrenOf, type Demo, isThere, openBrowser, startDemo, until } from '../support/demo.ts'
import { builtMain } from '../support/program.ts'

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} }
let hall: Hall | undefined
let demos: Demo[] = []
let data = ''
afterEach(async () => {
  await hall?.close()
  hall = undefined
  for (const demo of demos) await demo.stop()
  demos = []
  if (data !== '') rmSync(data, { recursive: true, force: true, maxRetries: 5 })
})

/** The hall in this process, with worlds as processes of the built program. */
async function openSmallHall(limits: Partial<Limits>): Promise<Hall> {
  data = mkdtempSync(join(tmpdir(), 'cunkou-hall-'))
  hall = await openHall({ data, host: '127.0.0.1', port: 0, zone: 'Asia/Shanghai', logLevel: 'error' }, quiet, {
    limits,
    entry: await builtMain(),
  })
  return hall
}
const folders = (): readonly string[] => readdirSync(join(data, 'worlds')).filter((name) => existsSync(join(data, 'worlds', name, 'owner')))

test('an idle world is closed, comes back with what was said, and is removed when nobody comes', async () => {
  const { url } = await openSmallHall({ idle: 900, keep: 4000 })
  const browser = openBrowser(url)
  expect(await browser.say('lidaniang', 'idle-1', '在吗')).toBe(202)
  const [folder] = folders()
  const stream = await browser.watch('lidaniang', 'lidaniang')
  await until('the bot has answered', () => stream.lines.length >= 2)
  const alive = childrenOf(process.pid).length
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(stream.open, 'a watched world is not idle').toBe(true)
  stream.close()
  await until('it is closed', () => childrenOf(process.pid).length < alive)
  expect(folders()).toEqual([folder])
  const back = await browser.watch('lidaniang', 'lidaniang')
  await until('it is back', () => back.lines.some((l) => l.line.ext === 'idle-1'))
  back.close()
  await until('it is removed', () => folders().length === 0, 12_000)
}, 90_000)

test('when all places are taken a kind sentence is said; who is not looking makes room', async () => {
  const { url } = await openSmallHall({ most: 1 })
  const [mine, yours] = [openBrowser(url), openBrowser(url)]
  const stream = await mine.watch('lidaniang', 'lidaniang')
  const full = await yours.get('/demo/world')
  expect(full.status).toBe(503)
  expect(((await full.json()) as { say: string }).say).toContain('位子满了')
  expect((await yours.get('/')).status).toBe(200)
  expect((await mine.post('/demo/restart')).status, 'one’s own place is free for a fresh world').toBe(204)
  await until('the old stream ends', () => !stream.open)
  await until('there is room', async () => (await yours.get('/demo/world')).ok)
  expect(childrenOf(process.pid).length).toBeLessThanOrEqual(2)
}, 90_000)

test('kill -9 of the hall leaves no world behind; the next hall has the data; a second beside it is refused', async () => {
  // Also a folder so deep that no socket can lie in it.
  const deep = join(mkdtempSync(join(tmpdir(), 'cunkou-deep-')), 'd'.repeat(90))
  mkdirSync(deep)
  const demo = await startDemo({ data: deep })
  demos.push(demo)
  const browser = openBrowser(demo.url)
  const id = randomBytes(4).toString('hex')
  await until('the first world is there', async () => (await browser.say('lidaniang', id, '在吗')) === 202, 30_000)
  await expect(startDemo({ data: deep })).rejects.toThrow(/already running/)
  const worlds = demo.worlds()
  expect(worlds.length).toBeGreaterThan(0)
  demo.hall.kill('SIGKILL')
  await until('no world is left', () => worlds.every((pid) => !isThere(pid)))
  const next = await startDemo({ data: deep, port: Number(new URL(demo.url).port) })
  demos.push(next)
  const stream = await browser.watch('lidaniang', 'lidaniang')
  await until('what was said is there', () => stream.lines.some((l) => l.line.ext === id))
  stream.close()
  const last = next.worlds()
  await next.stop()
  expect(last.filter(isThere)).toEqual([])
}, 90_000)
