/** The pages in Chromium: no axe findings, no sideways scrolling, large enough to hit, usable by keyboard; and the demo's first steps are lived through. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A real town (the made-up one with phones that can be dialled), the ordinary program. */
async function startTown(): Promise<{ url: string; stop(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'cunkou-page-'))
  const town = readFileSync(here('src/demo/qinghewan.yaml'), 'utf8')
  writeFileSync(join(data, 'town.yaml'), town.replaceAll('0000-', '0537-').replaceAll('1990000', '1380531'))
  const child = spawn(process.execPath, [here('dist/main.js')], {
    env: { ...process.env, CUNKOU_DATA: data, CUNKOU_DEMO: 'off', PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(String(line).trim()))
    child.once('exit', (code) => reject(new Error(`the town ended with ${code}`)))
  })
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

describe.skipIf(chromiumPath === undefined)(`the pages${chromiumPath === undefined ? ' (Chromium missing)' : ''}`, () => {
  let browser: Browser
  let world: { url: string; stop(): Promise<void> }
  let town: { url: string; stop(): Promise<void> }

  beforeAll(async () => {
    world = await startTestWorld()
    town = await startTown()
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.stop()
    await town?.stop()
  }, 60_000)

  /** A browser of its own; scripts of the test are let past the page's policy. */
  async function open(path: '/demo' | '/resident', width: number, height: number): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(path === '/demo' ? world.url : town.url, { waitUntil: 'load' })
    // The demo's buttons get their names once the visitor's world has answered.
    if (path === '/demo') await page.locator('#play:not(:empty)').waitFor({ state: 'attached', timeout: 30_000 })
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
    ['/demo', 1280, 720],
    ['/demo', 360, 740],
    ['/resident', 1280, 720],
    ['/resident', 360, 740],
  ] as const)('%s at %ix%i has no axe findings and does not scroll sideways', { timeout: 90_000 }, async (path, width, height) => {
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
