/** A Chromium for the tests of the pages, and what is looked for on every page. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Set by scripts/test.mjs; without it everything here is skipped, and named as skipped there. */
export const chromiumPath = process.env['CUNKOU_TEST_CHROMIUM']
export const why = chromiumPath === undefined ? ' (skipped: no Chromium, CUNKOU_TEST_CHROMIUM is not set)' : ''

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })

export interface Visit {
  readonly width?: number
  readonly height?: number
  readonly big?: boolean
  readonly lang?: 'zh-CN' | 'en'
}

/** A visitor of their own. Whatever the page reports as an error is kept in `errors`. */
export async function visit(browser: Browser, url: string, { width = 360, height = 740, big = false, lang }: Visit = {}) {
  const options: BrowserContextOptions = { viewport: { width, height }, locale: 'zh-CN', permissions: ['microphone'] }
  const context = await browser.newContext(options)
  // Once only: a page that is loaded anew keeps what was chosen meanwhile.
  if (big || lang !== undefined) {
    const look = JSON.stringify({ big, ...(lang === undefined ? {} : { lang }) })
    await context.addInitScript(`localStorage.getItem('cunkou.look') ?? localStorage.setItem('cunkou.look', '${look}')`)
  }
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(url)
  return { page, context, errors }
}

/** Rules that a page breaks, with the elements. */
export async function findings(page: Page): Promise<readonly string[]> {
  // What is still fading in has no colour to judge yet.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((a) => a.finished)).then(() => undefined))
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[]
  }
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
}

/** How far the page could be moved sideways, px. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** How far the page itself could be moved down, px. */
export const downwards = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)

/** What can be pressed and is smaller than 48 px in either direction. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const hidden = (e: Element): boolean => e.closest('.unseen, .pick, [hidden]') !== null || !(e as HTMLElement).checkVisibility()
    return [...document.querySelectorAll('button, a[href], textarea, input, label.button')]
      .filter((e) => !hidden(e))
      .map((e) => ({ box: e.getBoundingClientRect(), name: `${e.className} ${e.textContent?.trim().slice(0, 20)}` }))
      .filter(({ box }) => box.width < 47.5 || box.height < 47.5)
      .map(({ box, name }) => `${name}: ${Math.round(box.width)}x${Math.round(box.height)}`)
  })

/** Presses Tab until what has the focus says this. @throws when it never does */
export async function tabTo(page: Page, text: string, most = 60): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab')
    const named = await page.evaluate(() => {
      const e = document.activeElement?.matches('button, a, textarea, input') ? document.activeElement : null
      return `${e?.getAttribute('aria-label') ?? ''} ${e?.textContent ?? ''}`
    })
    if (named.includes(text)) return
  }
  throw new Error(`no way with Tab to: ${text}`)
}
