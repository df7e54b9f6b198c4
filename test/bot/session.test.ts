/** One browser is one person from the first look on: what it says and what it hears must not belong to two. */
import { expect, test } from 'vitest'
import { startTown } from '../page/town.ts'
import { openBrowser } from '../support/demo.ts'
import { later } from '../support/store.ts'

test('the page itself gives the session, so that the first line and the stream, asked for at once, are one person', async () => {
  const town = await startTown()
  later(() => town.stop())
  const first = await fetch(town.url)
  const given = first.headers.get('set-cookie') ?? ''
  expect(given).toMatch(/^cunkou=[\w-]{22};.*HttpOnly/)
  const cookie = given.split(';')[0] ?? ''
  expect((await fetch(town.url, { headers: { Cookie: cookie } })).headers.get('set-cookie')).toBe(null)
  for (let i = 0; i < 5; i++) {
    const browser = openBrowser(town.url)
    await (await browser.get('/')).text()
    const [stream] = await Promise.all([browser.live<{ message: { text: string } }>('/live'), browser.say('', `m${i}`, '在吗')])
    await expect.poll(() => stream.lines.map((line) => line.message.text).join(), { timeout: 20_000 }).toContain('出了啥事')
    stream.close()
  }
}, 60_000)
