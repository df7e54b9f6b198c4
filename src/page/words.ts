/** Finds the pages' own texts in the language the reader chose; what the bot says comes from the bot. */
import { lang } from './look.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh-CN.ts'

type Key = keyof typeof zh

/** The text under a key, with {names} filled in. */
export function say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  const text: string = (lang() === 'en' ? en : zh)[key]
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
}

/** A text in both languages, as the story has them. */
export type Both = readonly [zh: string, en: string]
export const either = (both: Both): string => both[lang() === 'en' ? 1 : 0]

/** Fills `data-say` of a page's HTML; `data-say-label` names a control for screen readers. */
export function sayPage(root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-say]')) element.textContent = say(element.dataset['say'] as Key)
  for (const element of root.querySelectorAll<HTMLElement>('[data-say-label]'))
    element.setAttribute('aria-label', say(element.dataset['sayLabel'] as Key))
}

/** 483216 as it is read aloud: 483 216. */
export const spaced = (no: string): string =>
  (no.length === 6 ? `${no.slice(0, 3)} ${no.slice(3)}` : `${no.slice(0, 4)} ${no.slice(4)}`).trim()

const zone = 'Asia/Shanghai'
export const clock = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
const dayKey = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)

/** A moment as people say it: 14:03, 昨天 14:03, 11月23日 14:03. */
export function moment(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return clock(at)
  if (dayKey(at) === dayKey(now - 86_400_000)) return `${say('yesterday')} ${clock(at)}`
  return `${new Intl.DateTimeFormat(lang(), { timeZone: zone, month: lang() === 'en' ? 'short' : 'long', day: 'numeric' }).format(at)} ${clock(at)}`
}

/** How long ago, in one unit. */
export function ago(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 2) return say('justNow')
  if (minutes < 60) return say('minutesAgo', { n: minutes })
  if (minutes < 24 * 60) return say('hoursAgo', { n: Math.floor(minutes / 60) })
  return say('daysAgo', { n: Math.floor(minutes / 1440) })
}
