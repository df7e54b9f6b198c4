/** The pages in Chromium: no axe findings, no sideways scrolling, large enough to hit, usable by keyboard; and the demo's first steps are lived through. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestWorld } from '../support/world.ts'

const chromiumPath = process.env['CUNKOU_TEST_CHROMIUM']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(chromiumPath === undefined)(`the pages${chromiumPath === undefined ? ' (Chromium missing)' : ''}`, () => {
  let browser: Browser
  let world: { url: string; stop(): Promise<void> }

  beforeAll(async () => {
    world = await startTestWorld()
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.stop()
  }, 60_000)

  /** A browser of its own; scripts of the test are let past the page's policy. */
  async function open(path: string, width: number, height: number): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${world.url}${path}`, { waitUntil: 'load' })
    await page.waitForTimeout(1500)
    return page
  }

  async function findings(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe)
    const result = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)
  }

  const sideways = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as Promise<number>

  it.each([
    ['/', 1280, 720],
    ['/', 360, 740],
    ['/resident', 1280, 720],
    ['/resident', 360, 740],
  ])('%s at %ix%i has no axe findings and does not scroll sideways', { timeout: 90_000 }, async (path, width, height) => {
    const page = await open(path, width, height)
    expect(await findings(page)).toEqual([])
    expect(await sideways(page)).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  it('the resident page can be used by keyboard alone, up to the first answer', { timeout: 90_000 }, async () => {
    const page = await open('/resident', 360, 740)
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab')
      if (((await page.evaluate('document.activeElement.textContent')) as string).includes('说件事')) break
    }
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
    await page.locator('textarea, input[type=text]').first().focus()
    await page.keyboard.type('邻居把俺家水沟堵了')
    await page.keyboard.press('Enter')
    await page.getByText('有没有人受伤').first().waitFor({ timeout: 20_000 })
    await page.context().close()
  })
})
