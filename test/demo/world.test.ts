/** Inside one world: who sees what, what the bot gets to read of a group, the clock, and who opened a case. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { CountBody, Counted, DemoWorld, SeenBy } from '../../src/bot/page-types.ts'
import { webAccount } from '../../src/bot/web.ts'
import { type Browser, type Demo, openBrowser, ready, startDemo, until } from '../support/demo.ts'
import { ringOf } from '../support/store.ts'

vi.setConfig({ testTimeout: 60_000 })

let demo: Demo
let browser: Browser
beforeAll(async () => {
  demo = await startDemo()
  // A slow machine may need longer for the first world than a visitor would wait.
  await until('a world is ready', () => ready(demo) > 0, 60_000)
  browser = openBrowser(demo.url)
}, 90_000)
afterAll(() => demo.stop())

const village = 'g-liushuwan'
const staff = 'g-duty'
const now = async (): Promise<number> => ((await (await browser.get('/demo/world')).json()) as DemoWorld).now
const folder = (): string => {
  const worlds = join(demo.data, 'worlds')
  const mine = readdirSync(worlds).find(
    (name) => readdirSync(worlds).includes(`${name}.sock`) && readdirSync(join(worlds, name)).includes('owner'),
  )
  return join(worlds, mine ?? '')
}

/** How a message's id stands in the world's database. */
const kept = (db: Database.Database) => {
  const ring = ringOf(join(folder(), 'master.key'), db.prepare('SELECT data_key FROM person WHERE id = 0').pluck().get())
  return (ext: string): string => ring.messageHash('web', webAccount, ext)
}

test('a person sees their own private chat and their groups, nobody else’s', async () => {
  const status = async (as: string, rooms: string): Promise<number> => {
    const leave = new AbortController()
    const answer = await browser.get(`/live?as=${as}&rooms=${rooms}`)
    await answer.body?.cancel()
    leave.abort()
    return answer.status
  }
  expect(await status('lidaniang', `lidaniang,${village}`)).toBe(200)
  expect(await status('secretary', `secretary,${village}`)).toBe(200)
  expect(await status('liuming', `liuming,${staff}`)).toBe(200)
  expect(await status('all', `${village},lidaniang,${staff},liuming`)).toBe(200)
  for (const [as, rooms] of [
    ['lidaniang', staff],
    ['lidaniang', 'wangershen'],
    ['wangershen', `${village},lidaniang`],
    ['secretary', staff],
    ['liuming', village],
    ['liuming', 'sunli'],
    ['all', 'nowhere'],
    ['lidaniang', ''],
  ] as const)
    expect(await status(as, rooms), `${as}: ${rooms}`).toBe(403)
  expect(await status('nobody', 'nobody')).toBe(400)
  expect(await browser.say('nobody', 'w-1', '在吗')).toBe(400)
  expect(await browser.say('lidaniang', 'w-2', '认领 483216', staff)).toBe(403)
  expect((await browser.post('/say?as=lidaniang', { id: '', text: 'x', group: village })).status).toBe(400)
  expect((await browser.post('/say?as=lidaniang', { id: 'w-3', text: '', files: ['a'], group: village })).status).toBe(400)
})

test('the staff’s room shows seven matters at the start: one to take, six in hand, two due', async () => {
  const stream = await browser.watch('liuming', staff)
  await until('the cards', () => stream.lines.length >= 7)
  const cards = stream.lines.flatMap((l) =>
    l.line.message.card === undefined ? [] : [l.line.message.card as { state: string; due?: number; no: string }],
  )
  expect(cards.map((c) => c.state).sort()).toEqual(['answered', 'answered', 'claimed', 'claimed', 'claimed', 'claimed', 'new'])
  const today = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at)
  const story = await now()
  expect(cards.filter((c) => c.due !== undefined && today(c.due) === today(story))).toHaveLength(2)
  expect(stream.lines.map((l) => l.at)).toEqual(stream.lines.map((l) => l.at).sort((a, b) => a - b))
  const fresh = cards.find((c) => c.state === 'new')
  expect(await browser.say('liuming', 'claim-1', `认领 ${fresh?.no}`, staff)).toBe(202)
  await until('it is claimed', () =>
    stream.lines.some((l) => l.line.message.card?.no === fresh?.no && l.line.message.card?.holder === '刘明'),
  )
  const desk = await browser.watch('liuming', 'liuming')
  await until('the story opens in private', () => desk.lines.some((l) => l.line.message.text.includes('狗天天半夜叫')))
  const seen = (await (await browser.get(`/demo/seen?no=${fresh?.no}`)).json()) as SeenBy
  expect(seen.rows.map(({ who, office, what }) => [who, office, what])).toEqual([
    ['刘明', '司法所', 'read'],
    ['村支书', '柳树湾村', 'cannot'],
  ])
  expect((await browser.get('/demo/seen?no=111111')).status).toBe(404)
  stream.close()
  desk.close()
})

test('what is not said to the bot is the page’s own: no database file holds it', async () => {
  const canary = '鹦鹉螺四十七'
  expect(await browser.say('wangershen', 'own-1', `${canary}，俺家水也停了`, village)).toBe(202)
  expect(await browser.say('liuming', 'own-2', `${canary}，中午吃啥`, staff)).toBe(202)
  expect(await browser.say('lidaniang', 'own-3', '@村口 在吗', village)).toBe(202)
  expect((await browser.post('/say?as=wangershen', { id: 'own-4', text: '咋加好友啊', group: village, reply: true })).status).toBe(202)
  const stream = await browser.watch('wangershen', village)
  await until('the bot answers the line said to it', () => stream.lines.some((l) => l.from === 'bot' && l.line.message.link === '#private'))
  expect(stream.lines.filter((l) => l.from === 'bot')).toHaveLength(1)
  stream.close()

  const db = new Database(join(folder(), 'cunkou.db'), { readonly: true })
  const exts = db.prepare('SELECT ext FROM inbox WHERE grp IS NOT NULL').pluck().all()
  const [ofWang = '', ofLiu = '', toBot = '', replied = ''] = [
    'wangershen:own-1',
    'p-liuming:own-2',
    'lidaniang:own-3',
    'wangershen:own-4',
  ].map(kept(db))
  db.close()
  expect(exts).toContain(toBot)
  // A reply to a line of the bot is said to it, whatever it says.
  expect(exts).toContain(replied)
  expect(exts).not.toContain(ofWang)
  expect(exts).not.toContain(ofLiu)
  const holding = readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(canary))
    .map((file) => file.name)
  expect(holding).toEqual(['square.jsonl'])
})

test('the clock goes forward only, and stays so over a power cut', async () => {
  const before = await now()
  expect((await browser.post('/demo/clock', { minutes: 90 })).status).toBe(204)
  expect((await now()) - before).toBeGreaterThanOrEqual(90 * 60_000)
  for (const minutes of [-5, 0, 1.5, 1e9, '7']) expect((await browser.post('/demo/clock', { minutes })).status).toBe(400)
  await browser.post('/demo/cut')
  expect((await now()) - before).toBeGreaterThanOrEqual(90 * 60_000)
})

test('少0条，重0条: a line that is missing or there twice is found, whichever side of whichever room it is on', async () => {
  const ids = ['n-private', 'n-to-bot', 'n-pressed', 'n-talk']
  const stream = await browser.watch('all', `lidaniang,${village},${staff}`)
  const bots = (room: string): number[] => stream.lines.flatMap((l) => (l.room === room && l.line.out !== undefined ? [l.line.out] : []))
  expect(await browser.say('lidaniang', 'n-private', '俺家水沟又堵了')).toBe(202)
  expect(await browser.say('wangershen', 'n-to-bot', '@村口 俺也想说个事', village)).toBe(202)
  expect((await browser.post('/say?as=sunli', { id: 'n-pressed', text: '看到了', press: 'seen', group: staff })).status).toBe(202)
  expect(await browser.say('wangershen', 'n-talk', '今儿真冷', village)).toBe(202)
  await until('the bot has answered', () => stream.lines.some((l) => l.room === 'lidaniang' && l.from === 'bot'))
  const count = async (change: Partial<CountBody> = {}): Promise<Counted> => {
    const shown = { lidaniang: bots('lidaniang'), [village]: bots(village), [staff]: bots(staff) }
    return (await (await browser.post('/demo/count', { ids, shown, ...change })).json()) as Counted
  }
  const lines = ids.length + stream.lines.filter((l) => l.line.out !== undefined).length
  await until('all is on the page', async () => (await count()).missing === 0)
  expect(await count()).toEqual({ missing: 0, twice: 0, lines })

  const [first = 0, ...rest] = bots('lidaniang')
  expect(await count({ shown: { lidaniang: rest } })).toMatchObject({ missing: 1, twice: 0 })
  expect(await count({ shown: { lidaniang: [first, first, ...rest] } })).toMatchObject({ missing: 0, twice: 1 })
  expect(await count({ shown: { lidaniang: [first, ...rest, 999_999] } })).toMatchObject({ missing: 1, twice: 0 })
  expect(await count({ ids: [...ids, 'never'] })).toMatchObject({ missing: 1, twice: 0 })

  const db = new Database(join(folder(), 'cunkou.db'))
  const [rename, as] = [db.prepare('UPDATE inbox SET ext = ? WHERE ext = ?'), kept(db)]
  const forget = (ext: string, by: string) => rename.run(as(by), as(ext)).changes
  for (const ext of ['lidaniang:n-private', 'wangershen:n-to-bot', 'p-sunli:n-pressed']) {
    expect(forget(ext, 'gone'), ext).toBe(1)
    expect(await count(), ext).toMatchObject({ missing: 1, twice: 0 })
    forget('gone', ext)
  }
  // The same line under another name: the same words worked twice.
  forget('wangershen:n-to-bot', 'wangershen:n-private')
  expect(await count()).toMatchObject({ missing: 1, twice: 1 })
  forget('wangershen:n-private', 'wangershen:n-to-bot')
  db.close()
  const square = join(folder(), 'square.jsonl')
  const talk = readFileSync(square, 'utf8')
  const said = talk.split('\n').find((line) => line.includes('n-talk'))
  writeFileSync(square, `${talk}${said}\n`)
  expect(await count()).toMatchObject({ missing: 0, twice: 1 })
  writeFileSync(square, talk.replace(`${said}\n`, ''))
  expect(await count()).toMatchObject({ missing: 1, twice: 0 })
  stream.close()
})
