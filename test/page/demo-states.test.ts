/** Every state of the demo, one after the other as a visitor comes by them, looked at in every view, on a phone tab by tab, in both languages. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Demo, startDemo } from '../support/demo.ts'
import { chromiumPath, launch, visit, why } from './browser.ts'
import { desk, faults, laptop, larger, phone, type View } from './sound.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 })

interface At {
  readonly page: Page
  readonly context: BrowserContext
}

/** Pressed wherever it is: on a phone the steps lie behind 更多. */
const press = ({ page }: At, selector: string, n = 0): Promise<void> =>
  page.evaluate(([s, i]) => document.querySelectorAll<HTMLElement>(s)[i]?.click(), [selector, n] as const)
const playing = (at: At): Promise<boolean> => at.page.locator('#play').evaluate((e) => /停|Pause|Stop/i.test(e.textContent ?? ''))
async function stop(at: At): Promise<void> {
  if (await playing(at)) await press(at, '#play')
}
/** Plays a step fast: the next one is begun, and stopped as soon as this one is done. */
async function played(at: At, step: number): Promise<void> {
  await press(at, '.pill', step)
  await at.page
    .locator('.pill')
    .nth(step - 1)
    .and(at.page.locator('.done'))
    .waitFor({ state: 'attached', timeout: 90_000 })
  await stop(at)
}
async function eyes(at: At, n: number): Promise<void> {
  await press(at, '#eyes')
  await at.page.locator('.eye').nth(n).click()
  await at.page.locator('.panel .line').first().waitFor({ state: 'attached' })
}

/** How each state comes about, from the one above it. */
const states: readonly (readonly [name: string, come: (at: At) => Promise<unknown>, only?: 'phone'])[] = [
  ['first screen', ({ page }) => page.locator('#panel-group .line').nth(1).waitFor({ state: 'attached' })],
  ['more', (at) => press(at, '#more'), 'phone'],
  ['1 in the group', (at) => played(at, 1)],
  ['2 in private', (at) => played(at, 2)],
  ['3 the number', (at) => played(at, 3)],
  ['4 somebody takes it', (at) => played(at, 4)],
  ['5 the answer', (at) => played(at, 5)],
  ['5 the desk', (at) => press(at, '.panel-tab', 1)],
  [
    '6 the alarm counts',
    async (at) => {
      await press(at, '.pill', 5)
      await at.page.locator('.alarm-press:not([hidden])').waitFor({ state: 'attached', timeout: 60_000 })
      await at.page.waitForFunction(() => document.querySelector<HTMLElement>('.alarm')?.hidden === false)
      await stop(at)
    },
  ],
  [
    '6 the alarm is seen',
    async (at) => {
      await press(at, '.alarm-press')
      await at.page.locator('.alarm.calm').waitFor({ state: 'attached' })
    },
  ],
  ['6 danger', (at) => played(at, 6)],
  [
    '7 cut off',
    async (at) => {
      await at.context.route('**/live?*', (route) => route.abort())
      await at.page.evaluate(() => fetch('/demo/cut', { method: 'POST' }).then(() => undefined))
      await at.page.locator('body.cut').waitFor()
    },
  ],
  [
    '7 said into the dark',
    async (at) => {
      await at.context.route('**/say?*', (route) => route.abort())
      await at.page.locator('#panel-private textarea').evaluate((e: HTMLTextAreaElement) => {
        e.value = '俺先去二婶家坐坐'
        e.form?.requestSubmit()
      })
      await at.page.locator('.again').waitFor({ state: 'attached' })
    },
  ],
  [
    '7 nothing is lost',
    async (at) => {
      await at.context.unroute('**/live?*')
      await at.context.unroute('**/say?*')
      await at.page.locator('body:not(.cut)').waitFor()
      await played(at, 7)
    },
  ],
  [
    '8 who saw it',
    async ({ page }) => {
      const no = (await page.locator('.receipt-no').textContent()) ?? ''
      await page.evaluate(`Promise.all([import('/page/boxes.js'), import('/page/demo-world.js')])
        .then(async ([boxes, world]) => boxes.showSeen('${no}', await world.whoSaw('${no}')))`)
      await page.locator('.seen li').first().waitFor()
    },
  ],
  [
    'the end',
    async (at) => {
      await press(at, '.pill', 7)
      await at.page.locator('.seen').waitFor({ timeout: 60_000 })
      // Impatient: the rest of the step is shortened.
      await press(at, '#next')
      await at.page.locator('.end-ways').waitFor({ timeout: 60_000 })
    },
  ],
  ['how to install', ({ page }) => page.locator('.end-ways .button').nth(1).click()],
  [
    'what it does not do',
    async (at) => {
      await press(at, '.box-buttons .button')
      await press(at, '#next')
      await at.page.locator('.end-ways .button').nth(2).click()
    },
  ],
  ['whose eyes', (at) => press(at, '.box-buttons .button').then(() => press(at, '#eyes'))],
  ['eyes of the resident', (at) => press(at, '.box-buttons .button').then(() => eyes(at, 1))],
  ['eyes of the neighbour', (at) => eyes(at, 2)],
  ['eyes of the duty', (at) => eyes(at, 3)],
  ['eyes of another officer', (at) => eyes(at, 4)],
  ['eyes of the leader', (at) => eyes(at, 5)],
  ['eyes of the village secretary', (at) => eyes(at, 6)],
  [
    'no world yet',
    async ({ page, context }) => {
      await context.route('**/demo/world', (route) => route.fulfill({ status: 503, json: {} }))
      await page.reload()
      await page.waitForTimeout(1500)
    },
  ],
]

/** On a phone one panel after the other, unless a box stands in front of all. */
async function looks(at: At, view: View): Promise<readonly string[]> {
  const found = [...(await faults(at.page, view))]
  const down = await at.page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)
  if (down > 0) found.push(`${view.name}: moves down by ${down} px`)
  if (view.width > 1023 || (await at.page.locator('dialog[open], body.more').count()) > 0) return found
  const front = await at.page.locator('.tab[aria-current]').count()
  if (front === 0) return found
  const now = await at.page.evaluate(() => [...document.querySelectorAll('.tab')].findIndex((tab) => tab.hasAttribute('aria-current')))
  for (const tab of [0, 1, 2].filter((n) => n !== now)) {
    await press(at, '.tab', tab)
    found.push(...(await faults(at.page, view)).map((fault) => `tab ${tab}: ${fault}`))
  }
  await press(at, '.tab', now)
  return found
}

describe.skipIf(chromiumPath === undefined)(`every state of the demo${why}`, () => {
  let browser: Browser
  let demo: Demo
  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launch()])
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  test.each([
    ['zh-CN', [desk, larger(desk), laptop, phone, larger(phone)]],
    ['en', [desk, phone, larger(phone)]],
  ] as const)('nothing is wrong with any: %s', async (lang, views) => {
    const { page, context, errors } = await visit(browser, demo.url, { ...desk, lang })
    const at: At = { page, context }
    const found: string[] = []
    for (const [name, come, only] of states) {
      if (only === 'phone') await page.setViewportSize(phone)
      await Promise.resolve(come(at)).catch((error: unknown) => {
        throw new Error(`no way to “${name}”: ${String(error)}`)
      })
      for (const view of views)
        if (only === undefined || view.width === phone.width) found.push(...(await looks(at, view)).map((fault) => `${name}, ${fault}`))
      if (name === 'more') await press(at, '#more')
      await page.setViewportSize(desk)
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})
