/** Every browser has a world of its own: apart, fresh within a second, back after a power cut with every line once. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Counted, DemoLine, DemoWorld } from '../../src/bot/page-types.ts'
import { type Browser, type Demo, isThere, openBrowser, ready, startDemo, until } from '../support/demo.ts'

// Processes are started and killed here: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 })

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.stop())

const count = async (browser: Browser, ids: readonly string[]): Promise<Counted> =>
  (await (await browser.post('/demo/count', { ids, shown: {} })).json()) as Counted
const village = 'g-liushuwan'

// First, while only few worlds live: all of them are killed once.
describe('从头再来', () => {
  const now = async (browser: Browser): Promise<number> => ((await (await browser.get('/demo/world')).json()) as DemoWorld).now

  test('gives a fresh world to the same browser, however often it is pressed, and no process is begun for it', async () => {
    const browser = openBrowser(demo.url)
    await browser.get('/demo/world')
    await until('one world is kept ready', () => ready(demo) > 0, 30_000)
    const processes = demo.worlds()
    const begun = await now(browser)
    for (const press of [1, 2, 3]) {
      expect(await browser.say('lidaniang', 'fresh-1', '在吗')).toBe(202)
      expect(await browser.say('wangershen', 'fresh-2', `第${press}回`, village)).toBe(202)
      expect((await browser.post('/demo/clock', { minutes: 600 })).status).toBe(204)
      const before = await browser.watch('lidaniang', `lidaniang,${village}`)
      await until('the world answers', () => before.lines.some((l) => l.room === 'lidaniang' && l.from === 'bot'))
      await until('the group has three lines', () => before.lines.filter((l) => l.room === village).length === 3)

      const answer = await browser.post('/demo/restart')
      expect(answer.status).toBe(204)
      expect(answer.headers.get('set-cookie')).toBeNull()
      await until('the old stream ends', () => !before.open)
      // A cursor of the old world means nothing in the new one.
      const after = await browser.watch('lidaniang', `lidaniang,${village}`, before.last)
      await until('the new group lives', () => after.lines.length >= 2)
      expect(after.lines.map((l) => l.from)).toEqual(['zhoukuaiji', 'zhaojia'])
      after.close()
      expect(await now(browser)).toBeLessThan(begun + 60 * 60_000)
      expect(await count(browser, ['fresh-1', 'fresh-2'])).toMatchObject({ missing: 2 })
    }
    expect(demo.worlds()).toEqual(processes)
  })

  test('pressed twice at once, or while the power is cut, it still ends in a whole fresh world', async () => {
    const browser = openBrowser(demo.url)
    const staff = async (): Promise<readonly DemoLine[]> => {
      const stream = await browser.watch('all', `${village},g-duty`)
      await until('group and cards', () => stream.lines.length >= 9)
      stream.close()
      return stream.lines
    }
    for (const how of ['twice', 'cut before', 'killed after'] as const) {
      expect(await browser.say('wangershen', `whole-${how}`, '水停了没', village)).toBe(202)
      if (how === 'cut before') await browser.post('/demo/cut')
      const pressed = [browser.post('/demo/restart'), ...(how === 'twice' ? [browser.post('/demo/restart')] : [])]
      if (how === 'killed after') for (const pid of demo.worlds()) process.kill(pid, 'SIGKILL')
      expect((await Promise.all(pressed)).map((answer) => answer.status)).toEqual(pressed.map(() => 204))
      expect((await staff()).map((l) => l.line.ext ?? l.line.message.card?.state).sort(), how).toEqual([
        'answered',
        'answered',
        'before-0',
        'before-1',
        'claimed',
        'claimed',
        'claimed',
        'claimed',
        'new',
      ])
    }
  })
})

describe('two browsers', () => {
  test('see worlds of their own, each with the same people', async () => {
    const [mine, yours] = [openBrowser(demo.url), openBrowser(demo.url)]
    const world = (await (await mine.get('/demo/world')).json()) as DemoWorld
    expect(world.people.slice(0, 2).map((p) => [p.name, p.role])).toEqual([
      ['李大娘', 'resident'],
      ['王二婶', 'neighbour'],
    ])
    expect(
      world.people
        .filter((p) => p.role === 'officer')
        .slice(0, 3)
        .map((p) => p.name),
    ).toEqual(['刘明', '孙丽', '沈卫东'])
    expect(await mine.say('wangershen', 'two-1', '水停了没', village)).toBe(202)
    const [here, there] = [await mine.watch('wangershen', village), await yours.watch('wangershen', village)]
    await until('three lines here', () => here.lines.length === 3)
    await until('two lines there', () => there.lines.length === 2)
    expect(here.lines.map((l) => l.line.message.text)).toEqual(['明天上午停水，大伙儿早点接。', '到了一批冬白菜，一块二。', '水停了没'])
    expect(there.lines.map((l) => l.name)).toEqual(['周会计', '赵家超市'])
    here.close()
    there.close()
  })

  test('the cookie is random, HttpOnly and names no folder', async () => {
    const [one, two] = await Promise.all([fetch(demo.url), fetch(demo.url)])
    const cookies = [one, two].map((answer) => answer.headers.get('set-cookie') ?? '')
    for (const cookie of cookies) expect(cookie).toMatch(/^world=[\w-]{22}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(cookies[0]).not.toBe(cookies[1])
    expect(await one.text()).toContain('<html')
  })

  test('a look from outside makes no world', async () => {
    const before = demo.worlds().length
    expect(await (await fetch(`${demo.url}/health/live`)).json()).toEqual({ live: true })
    expect((await fetch(`${demo.url}/health/live`)).headers.get('set-cookie')).toBeNull()
    expect((await fetch(`${demo.url}/metrics`)).status).toBe(404)
    expect(demo.worlds().length).toBe(before)
  })
})

test('拔一次电: one process is killed, its visitor’s lines arrive once, the other visitor notices nothing', async () => {
  const [mine, yours] = [openBrowser(demo.url), openBrowser(demo.url)]
  expect(await mine.say('lidaniang', 'cut-1', '@村口 俺想反映个事', village)).toBe(202)
  expect(await mine.say('lidaniang', 'cut-2', '隔壁老孙把水沟堵了')).toBe(202)
  const watched = await mine.watch('lidaniang', `${village},lidaniang`)
  const other = await yours.watch('wangershen', village)
  await until('the bot has answered', () => watched.lines.filter((l) => l.from === 'bot').length >= 2)
  await until('the other sees the group', () => other.lines.length === 2)

  const before = demo.worlds()
  const began = Date.now()
  expect((await mine.post('/demo/cut')).status).toBe(202)
  expect(Date.now() - began).toBeLessThan(1500)
  // Said into the dark, one of them twice, as a page does that hears nothing.
  const said = [
    mine.say('lidaniang', 'cut-3', '俺先到二婶家躲躲'),
    mine.say('lidaniang', 'cut-3', '俺先到二婶家躲躲'),
    mine.say('wangershen', 'cut-4', '水几点来？', village),
  ]
  expect((await mine.get('/page/demo.js')).status).toBe(200)
  expect(await Promise.all(said)).toEqual([202, 202, 202])
  await until('the stream has broken', () => !watched.open)

  expect(before.filter((pid) => !isThere(pid))).toHaveLength(1)
  expect(other.open).toBe(true)
  expect(await yours.say('wangershen', 'cut-5', '俺这没停', village)).toBe(202)
  await until('the other goes on in the same stream', () => other.lines.length === 3)

  const back = await mine.watch('lidaniang', `${village},lidaniang`, watched.last)
  await until('both lines came', () => ['cut-3', 'cut-4'].every((id) => back.lines.some((l) => l.line.ext === id)))
  const all = [...watched.lines, ...back.lines]
  for (const id of ['cut-1', 'cut-2', 'cut-3', 'cut-4'])
    expect(
      all.filter((l) => l.line.ext === id),
      id,
    ).toHaveLength(1)
  expect(await count(mine, ['cut-1', 'cut-2', 'cut-3', 'cut-4'])).toEqual({ missing: 0, twice: 0, lines: 4 })
  expect(await count(mine, ['cut-1', 'never-said'])).toEqual({ missing: 1, twice: 0, lines: 2 })
  back.close()
  other.close()
})

test('a stream goes on after a reload, a cut and a restart of the hall: nothing lost, nothing twice', async () => {
  const browser = openBrowser(demo.url)
  const rooms = `${village},lidaniang`
  const name = (l: DemoLine): string => `${l.room} ${l.line.ext ?? l.line.out}`
  const seen: string[] = []
  let after: string | undefined
  let n = 0
  /** Says a line in each room, watches until both came, and leaves: the bot's answers may come now or the next time. */
  const live = async (): Promise<void> => {
    const stream = await browser.watch('lidaniang', rooms, after)
    const [group, own] = [`on-${++n}`, `on-${++n}`]
    expect(await browser.say('lidaniang', group, `第${n}句`, village)).toBe(202)
    expect(await browser.say('lidaniang', own, `第${n}句，水沟又堵了`)).toBe(202)
    await until('both lines', () => [group, own].every((id) => stream.lines.some((l) => l.line.ext === id)))
    stream.close()
    await until('the stream is closed', () => !stream.open)
    seen.push(...stream.lines.map(name))
    after = stream.last
  }
  await live()
  await live()
  await browser.post('/demo/cut')
  await live()
  demo = await demo.again()
  await live()

  await new Promise((resolve) => setTimeout(resolve, 1500))
  const [rest, whole] = [await browser.watch('lidaniang', rooms, after), await browser.watch('lidaniang', rooms)]
  await until('all of it', () => whole.lines.length >= seen.length + rest.lines.length)
  await new Promise((resolve) => setTimeout(resolve, 500))
  seen.push(...rest.lines.map(name))
  const all = whole.lines.map(name)
  expect(new Set(seen).size).toBe(seen.length)
  expect(new Set(all).size).toBe(all.length)
  expect([...seen].sort()).toEqual([...all].sort())
  for (let i = 1; i <= n; i++) expect(whole.lines.filter((l) => l.line.ext === `on-${i}`)).toHaveLength(1)
  expect(whole.lines.filter((l) => l.room === 'lidaniang' && l.from === 'bot').length).toBeGreaterThan(0)
  rest.close()
  whole.close()
})
