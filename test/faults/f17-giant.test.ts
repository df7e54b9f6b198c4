/** F17: bodies from one byte to 100 MiB on every way in: answered, never held in memory, and long words are kept as a file and said so. */
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { expect, test, vi } from 'vitest'
import type { FeedLine } from '../../src/store/store.ts'
import { startTown } from '../page/town.ts'
import { openBrowser, startDemo, until } from '../support/demo.ts'
import { later, onEachEngine } from '../support/store.ts'

vi.setConfig({ testTimeout: 120_000 })

const kib = 1024
const mib = 1024 * kib
const most = 300 * mib
const sizes = [0, 1, kib, 64 * kib, mib - 1, mib + 1, 20 * mib, 21 * mib, 100 * mib]

/** The most memory the process has ever had, bytes. */
const peakOf = (pid: number): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * kib

const piece = Buffer.alloc(64 * kib, 'a')

/** Posts so many bytes, as long as they are taken. @returns status and words, or why the line was cut */
function post(
  url: string,
  bytes: number,
  how: 'announced' | 'in pieces',
  cookie: string,
): Promise<{ status: number; said: string } | string> {
  return new Promise((resolve) => {
    const there = request(url, { method: 'POST', headers: { Cookie: cookie, ...(how === 'announced' ? { 'Content-Length': bytes } : {}) } })
    let left = bytes
    let answered = false
    const more = (): void => {
      while (left > 0 && !answered && !there.destroyed) {
        const now = piece.subarray(0, Math.min(left, piece.length))
        left -= now.length
        if (!there.write(now)) return void there.once('drain', more)
      }
      if (!there.destroyed) there.end()
    }
    there.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    there.setTimeout(60_000, () => there.destroy(new Error('no answer')))
    there.on('response', async (answer) => {
      answered = true
      let said = ''
      for await (const part of answer) said += part
      resolve({ status: answer.statusCode ?? 0, said })
      there.destroy()
    })
    more()
  })
}

/** Every route with every size, both ways of sending. A route that reads its body refuses what is too large. */
async function postAll(url: string, routes: readonly string[], look: () => number): Promise<void> {
  let cookie = ''
  await until(
    'it answers',
    async () => {
      const answer = await fetch(`${url}/about?as=lidaniang`, { headers: { Cookie: cookie } })
      await answer.arrayBuffer()
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return answer.ok
    },
    60_000,
  )
  for (const route of routes)
    for (const bytes of sizes)
      for (const how of ['announced', 'in pieces'] as const) {
        const became = await post(`${url}${route}`, bytes, how, cookie)
        const what = `${route} ${bytes} ${how}: ${JSON.stringify(became)}`
        expect(became, what).not.toBe('no answer')
        if (typeof became !== 'string') {
          expect(became.status, what).toBeLessThan(500)
          if (bytes > 20 * mib && /^\/(say|file\?|back|demo\/c)/.test(route)) expect(became.status, what).toBe(413)
        }
        expect(look(), what).toBeLessThan(most)
      }
}

/** A photo by its first bytes, of this size. */
const photo = (bytes: number): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(bytes).fill(7)
  all.set([0xff, 0xd8, 0xff, 0xe0])
  return all
}

onEachEngine((make) => {
  test('a town answers or cuts off every size on every route, in less than 300 MiB', async () => {
    const place = await make()
    const here = await startTown({ data: place.dir, database: place.options.url })
    later(here.stop)
    const look = () => peakOf(here.child.pid ?? 0)
    await postAll(here.url, ['/say', '/file?kind=photo', '/back', '/clear', '/about', '/files/x', '/live', '/metrics', '/nothing'], look)
    const files = await Promise.all(
      Array.from({ length: 6 }, async () => (await fetch(`${here.url}/file?kind=photo`, { method: 'POST', body: photo(20 * mib) })).status),
    )
    expect(files).toEqual([200, 200, 200, 200, 200, 200])
    expect(look()).toBeLessThan(most)
    expect(await openBrowser(here.url).say('', 'after', '在吗')).toBe(202)
  })

  test('words too long for a line are kept whole, and it is said so', async () => {
    const place = await make()
    const here = await startTown({ data: place.dir, database: place.options.url })
    later(here.stop)
    const person = openBrowser(here.url)
    const long = '邻居把俺家门口的水沟堵了。'.repeat(5_000)
    expect(await person.say('', 'long', long)).toBe(202)
    const talk = await person.live<FeedLine>('/live')
    await until('the bot has answered', () => talk.lines.some((l) => l.from === 'bot'))
    talk.close()
    const [mine, answer] = talk.lines
    expect(answer?.message.text).toMatch(/写得长/)
    expect(Buffer.byteLength(mine?.message.text ?? '')).toBeLessThanOrEqual(64 * kib)
    const rest = await (await person.get(`/files/${mine?.files?.[0]?.id}`)).text()
    expect(`${mine?.message.text}${rest}`).toBe(long)
    const tooLong = await person.post('/say', { id: 'longer', text: '长'.repeat(200_001) })
    expect([tooLong.status, await tooLong.json()]).toEqual([413, { say: expect.stringContaining('太长') }])
  })
})

test('the demo answers or cuts off every size too: its hall and its worlds stay small', async () => {
  const demo = await startDemo()
  later(demo.stop)
  const look = () => Math.max(peakOf(demo.hall.pid ?? 0), ...demo.worlds().map(peakOf))
  const as = '?as=lidaniang'
  await postAll(demo.url, [`/say${as}`, `/file${as}&kind=photo`, `/back${as}`, `/clear${as}`, '/demo/clock', '/demo/count'], look)
})
