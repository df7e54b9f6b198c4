/** A Chromium for the tests of the pages. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Set by scripts/test.mjs; without it everything here is skipped, and named as skipped there. */
export const chromiumPath = process.env['CUNKOU_TEST_CHROMIUM']
export const why = chromiumPath === undefined ? ' (skipped: no Chromium, CUNKOU_TEST_CHROMIUM is not set)' : ''

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
