/** What must be true of every state of both pages, looked at on a desk, a laptop and a phone, with both sizes of letters. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface View {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly big?: boolean
}

export const desk: View = { name: '1280x720', width: 1280, height: 720 }
export const laptop: View = { name: '1366x768', width: 1366, height: 768 }
export const phone: View = { name: '360 px', width: 360, height: 740 }
export const larger = (view: View): View => ({ ...view, name: `${view.name}, 大字`, big: true })

/** Shows the page so, and says what is wrong with it: `axe`, contrast, width, targets below 48 px, what a keyboard does not reach. */
export async function faults(page: Page, view: View): Promise<readonly string[]> {
  await page.setViewportSize(view)
  await page.evaluate((big) => document.documentElement.classList.toggle('big', big), view.big === true)
  const found = [
    ...(await findings(page)),
    ...(await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth > clientWidth ? [`moves sideways by ${scrollWidth - clientWidth} px`] : []
    })),
    ...(await smallTargets(page)),
    ...(await cutShort(page)),
    ...(await unreached(page)),
  ]
  return found.map((fault) => `${view.name}: ${fault}`)
}

/** Why axe leaves a contrast open where there is nothing to see: a sign or a single digit, or what is just being scrolled out of sight. */
const harmless = ['nonBmp', 'shortTextContent', 'elmPartiallyObscured', 'elmPartiallyObscuring', 'bgOverlap']

/** Rules that the page breaks, with the elements; a contrast that axe cannot judge counts as broken. */
async function findings(page: Page): Promise<readonly string[]> {
  // What is still fading in has no colour to judge yet.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    return Promise.allSettled(ending.map((a) => a.finished)).then(() => undefined)
  })
  await page.evaluate(axe)
  type Found = { readonly id: string; readonly nodes: readonly Node[] }
  type Node = {
    readonly html: string
    readonly failureSummary?: string
    readonly any: readonly { readonly data?: { messageKey?: string } }[]
  }
  const { violations, incomplete } = (await page.evaluate('axe.run(document, { resultTypes: ["violations", "incomplete"] })')) as {
    violations: readonly Found[]
    incomplete: readonly Found[]
  }
  const told = ({ id, nodes }: Found): string[] => nodes.map((n) => `${id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`)
  const unsure = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .map(({ id, nodes }) => ({ id, nodes: nodes.filter((n) => !n.any.some(({ data }) => harmless.includes(data?.messageKey ?? ''))) }))
  return [...violations, ...unsure].flatMap(told)
}

/** What can be pressed or written in, is shown, and does not lie behind a box. */
const pressable = `(() => {
  const hidden = (e) => e.closest('.unseen, [hidden]') !== null || !(e.closest('label') ?? e).checkVisibility({ visibilityProperty: true })
  const within = document.querySelector('dialog[open]') ?? document
  return [...within.querySelectorAll('button, a[href], textarea, input, select, summary, [role="button"], [tabindex="0"]')]
    .filter((e) => !hidden(e) && !e.disabled)
})()`

const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`${pressable}
    .filter((e) => !e.matches('[tabindex="0"]'))
    .map((e) => [e, (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([, box]) => box.width < 47.5 || box.height < 47.5)
    .map(([e, box]) => 'too small: ' + e.outerHTML.slice(0, 120) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height))`)

/** Words that do not fit on what is pressed. */
const cutShort = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`${pressable}
    .filter((e) => e.matches('button, a') && e.scrollWidth > e.clientWidth + 1)
    .map((e) => 'cut short: ' + e.outerHTML.slice(0, 120) + ' ' + e.scrollWidth + '>' + e.clientWidth)`)

/** Goes round the page with Tab: what is never come by, and where nobody would see that they are. */
async function unreached(page: Page): Promise<readonly string[]> {
  const stops = (await page.evaluate(`(() => {
    const seen = (e) => getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2
    window.tabbed = new Map()
    window.noteFocus ??= ({ target }) => window.tabbed.set(target, seen(target) || (target.closest('label') !== null && seen(target.closest('label'))))
    document.activeElement?.blur()
    document.addEventListener('focusin', window.noteFocus)
    return ${pressable}.length
  })()`)) as number
  for (let i = 0; i < stops + 6; i += 1) await page.keyboard.press('Tab')
  return page.evaluate(`(() => {
    document.removeEventListener('focusin', window.noteFocus)
    return [
      ...${pressable}.filter((e) => !window.tabbed.has(e)).map((e) => 'no way by keyboard: ' + e.outerHTML.slice(0, 120)),
      ...[...window.tabbed].filter(([, seen]) => !seen).map(([e]) => 'focus not seen: ' + e.outerHTML.slice(0, 120)),
    ]
  })()`)
}
