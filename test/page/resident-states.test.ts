/** Every state of the village page, one after the other as a resident comes by them, looked at in every view and both languages. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chromiumPath, launch, visit, why } from './browser.ts'
import { desk, faults, laptop, larger, phone } from './sound.ts'
import { startTown } from './town.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

interface At {
  readonly page: Page
  readonly context: BrowserContext
  /** What becomes of a line on its way to the town. */
  line: 'arrives' | 'hangs' | 'breaks off' | 'is refused'
  /** Number of the case, once there is one. */
  no: string
}

const write = async ({ page }: At, text: string): Promise<void> => {
  await page.fill('textarea', text)
  await page.keyboard.press('Enter')
}
const bots = ({ page }: At) => page.locator('.line.bot')
/** Says something and waits until the bot has answered and its answers can be pressed. */
async function answered(at: At, act: () => Promise<unknown>): Promise<void> {
  const before = await bots(at).count()
  await act()
  await bots(at).nth(before).waitFor()
  await at.page.waitForTimeout(500)
}
const choose = (at: At, n: number) => answered(at, () => at.page.locator('.choice').nth(n).click())
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64')

/** How each state comes about, from the one above it. */
const states: readonly (readonly [name: string, come: (at: At) => Promise<unknown>])[] = [
  ['first screen', ({ page }) => page.locator('.way-in.first').waitFor()],
  ['menu', ({ page }) => page.click('#menu-open')],
  ['coming back', ({ page }) => page.keyboard.press('Escape').then(() => page.click('.way-in >> nth=1'))],
  ['coming back: no number', ({ page }) => page.click('.look-form .button.solid')],
  [
    'coming back: does not fit',
    async ({ page }) => {
      await page.fill('#back-no', '483216')
      await page.fill('#back-tail', '0000')
      await page.click('.look-form .button.solid')
      await page.locator('.wrong:not(:empty)').waitFor()
      await page.waitForTimeout(300)
    },
  ],
  ['talk', (at) => at.page.click('#home').then(() => answered(at, () => at.page.click('.way-in.first')))],
  [
    'sending',
    async (at) => {
      at.line = 'hangs'
      await write(at, '邻居把水沟堵了，水都灌到俺家院里')
      await at.page.locator('.line.me .state:not(:empty)').waitFor()
    },
  ],
  [
    'not sent',
    async (at) => {
      at.line = 'breaks off'
      await at.page.reload()
      await at.page.locator('.again').first().waitFor()
    },
  ],
  ['offline', ({ page, context }) => context.setOffline(true).then(() => page.locator('#strip:not([hidden])').waitFor())],
  [
    'choices, and the line is back',
    async (at) => {
      at.line = 'arrives'
      await at.context.setOffline(false)
      await at.page.locator('.choice').first().waitFor()
    },
  ],
  [
    'not taken',
    async (at) => {
      at.line = 'is refused'
      await write(at, '长长的一段')
      await at.page.locator('.line[data-state="refused"]').waitFor()
      at.line = 'arrives'
    },
  ],
  [
    'recording',
    async ({ page }) => {
      await page.locator('.talk').focus()
      await page.keyboard.press('Enter')
      await page.locator('.talking:not([hidden])').waitFor()
      await page.waitForTimeout(1200)
    },
  ],
  [
    'voice',
    (at) =>
      answered(at, () =>
        at.page
          .locator('.talk')
          .focus()
          .then(() => at.page.keyboard.press('Enter')),
      ),
  ],
  [
    'photo',
    (at) => answered(at, () => at.page.setInputFiles('.photo-pick input', { name: 'a.png', mimeType: 'image/png', buffer: picture })),
  ],
  ['village', (at) => choose(at, 1)],
  ['name', (at) => answered(at, () => write(at, '柳树湾'))],
  ['phone', (at) => answered(at, () => write(at, '李大娘'))],
  ['read-back', (at) => answered(at, () => write(at, '19900000216'))],
  [
    'the number',
    async (at) => {
      await choose(at, 0)
      at.no = ((await at.page.locator('.receipt-no').textContent()) ?? '').replace(/\D/g, '')
    },
  ],
  ['the number kept, and more below', ({ page }) => Promise.all([page.waitForEvent('download'), page.click('.receipt-foot button')])],
  ['danger', (at) => answered(at, () => write(at, '他拿着刀要砍人，还打了我'))],
  ['words in the field', ({ page }) => page.fill('textarea', '第一行\n第二行\n第三行\n第四行\n第五行')],
  ['first screen, come again', ({ page }) => page.fill('textarea', '').then(() => page.click('#home'))],
  [
    'come back with the number',
    async (at) => {
      await at.page.click('.way-in >> nth=1')
      await at.page.fill('#back-no', at.no)
      await at.page.fill('#back-tail', '0216')
      await answered(at, () => at.page.click('.look-form .button.solid'))
    },
  ],
  ['clear this phone?', ({ page }) => page.click('#menu-open').then(() => page.click('.menu .item >> nth=-1'))],
  ['cleared', ({ page }) => page.click('dialog .button.solid')],
  ['away', ({ page }) => page.click('#leave').then(() => page.waitForURL('**/away'))],
]

describe.skipIf(chromiumPath === undefined)(`every state of the village page${why}`, () => {
  let browser: Browser
  let town: Awaited<ReturnType<typeof startTown>>
  beforeAll(async () => {
    ;[town, browser] = await Promise.all([startTown(), launch()])
  })
  afterAll(async () => {
    await browser?.close()
    await town?.stop()
  })

  test.each([
    ['zh-CN', [phone, larger(phone), desk, laptop]],
    ['en', [phone, larger(phone), desk]],
  ] as const)('nothing is wrong with any: %s', async (lang, views) => {
    const { page, context, errors } = await visit(browser, town.url, { lang })
    const at: At = { page, context, line: 'arrives', no: '' }
    await context.route('**/say?*', (route) => {
      if (at.line === 'arrives') return route.continue()
      if (at.line === 'breaks off') return route.abort()
      return at.line === 'hangs' ? undefined : route.fulfill({ status: 400, json: { say: '这条太长了' } })
    })
    const found: string[] = []
    for (const [name, come] of states) {
      await page.setViewportSize(phone)
      await Promise.resolve(come(at)).catch((error: unknown) => {
        throw new Error(`no way to “${name}”: ${String(error)}`)
      })
      for (const view of views) found.push(...(await faults(page, view)).map((fault) => `${name}, ${fault}`))
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})
