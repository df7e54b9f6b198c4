/** Hears that less than seven days are left to sue, to arbitrate, to appeal: days told (还有三天), named (后天, 周五) or to be counted (六十天，今天第五十八天). */
import type { Hits } from './urgent-match.ts'
import type { Reading } from './urgent-read.ts'
import type { Rules } from './urgent-rules.ts'

const SOON = 7
/** How far apart, in units, the road (上诉), the day and its end (到期) may stand. */
const REACH = 30

/** true: less than seven days are left; false: perhaps; undefined: nothing of the kind. */
export type Days = (reading: Reading, raw: (family: number) => Hits) => boolean | undefined

export function readDays(rules: Rules): Days {
  const [road, due, day, left, unit] = ['官司', '到期', '近日', '剩', '天'].map((name) => rules.family(name)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const [not, passed, term] = ['还早', '过去', '期'].map((name) => rules.family(name)) as [number, number, number]
  return (reading, raw) => {
    const roads = raw(road)
    if (roads.starts.length === 0) return undefined
    const { units, clause } = reading
    const near = (a: number, hits: Hits): boolean => hits.starts.some((s) => Math.abs(s - a) <= REACH)
    const counted: { at: number; days: number; kind: 'left' | 'passed' | 'term' | 'plain' }[] = []
    const units7 = raw(unit)
    for (let i = 0; i < units7.starts.length; i++) {
      const end = units7.starts[i] as number
      const number = numberBefore(units, end)
      if (!number) continue
      const is = (hits: Hits, reach: number): boolean =>
        hits.ends.some((e) => e <= number.start && number.start - e <= reach && clause[e - 1] === clause[end])
      const behind = `${units[units7.ends[i] as number] ?? ''}${units[(units7.ends[i] as number) + 1] ?? ''}`
      const kind =
        is(raw(left), 2) || /^(之内|内|以内)/.test(behind)
          ? 'left'
          : is(raw(passed), 2) || behind.startsWith('了')
            ? 'passed'
            : is(raw(term), 4) || is(roads, 6)
              ? 'term'
              : 'plain'
      const days = units[end] === '小' ? number.value / 24 : number.value
      counted.push({ at: number.start, days, kind })
    }
    const bad = raw(not)
    if (bad.starts.length > 0) return undefined
    for (const { at, days, kind } of counted) {
      if (kind === 'left' && days < SOON && near(at, roads)) return true
      if (kind === 'passed' && near(at, roads)) {
        const whole = counted.find((c) => c.kind !== 'passed' && c.kind !== 'left' && c.days >= days)
        const term = whole?.days ?? termOf(units)
        if (term !== undefined && term >= days && term - days < SOON) return true
      }
    }
    const dues = raw(due)
    const named = raw(day)
    for (let i = 0; i < named.starts.length; i++) {
      const at = named.starts[i] as number
      if (!near(at, roads)) continue
      if (dues.starts.some((s) => Math.abs(s - at) <= REACH / 2)) return true
      if (['到', '至', 'by'].includes(units[at - 1] ?? '') || ['前', '之', '到', '满'].includes(units[named.ends[i] as number] ?? ''))
        return true
    }
    const [today, ...others] = dates(units)
    if (today !== undefined && others.some((date) => date >= today && date - today < SOON)) return true
    return undefined
  }
}

/** The terms that everybody has: appeal against a judgment 15 days, review 60. */
function termOf(units: readonly string[]): number | undefined {
  const text = units.join('')
  return /上诉|裁决/.test(text) ? 15 : text.includes('复议') ? 60 : undefined
}

/** Days of the month told with 号: the one of today first. Nothing unless today is told. */
function dates(units: readonly string[]): number[] {
  const found: number[] = []
  let today: number | undefined
  for (let i = 1; i < units.length; i++) {
    if (units[i] !== '号') continue
    const number = numberBefore(units, i)
    if (!number || number.value < 1 || number.value > 31) continue
    const told = units.slice(Math.max(0, number.start - 4), number.start).join('')
    if (/今天|今儿|今日/.test(told)) today = number.value
    else if (/到|至|前|截|期/.test(units.slice(Math.max(0, number.start - 6), number.start).join('') + (units[i + 1] ?? '')))
      found.push(number.value)
  }
  return today === undefined ? [] : [today, ...found]
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six']

/** The number that ends right before the place: 58, 五十八, 两三 (the greater counts). */
function numberBefore(units: readonly string[], end: number): { start: number; value: number } | undefined {
  const last = units[end - 1] ?? ''
  const english = ENGLISH.indexOf(last)
  if (english >= 0) return { start: end - 1, value: english }
  if (/^\d{1,4}$/.test(last)) return { start: end - 1, value: Number(last) }
  let start = end
  while (
    start > 0 &&
    end - start < 6 &&
    (units[start - 1] === '十' || units[start - 1] === '百' || DIGITS[units[start - 1] as string] !== undefined)
  )
    start--
  if (start === end) return undefined
  let value = 0
  let digit = 0
  for (let i = start; i < end; i++) {
    const sign = units[i] as string
    if (sign === '十') [value, digit] = [value + (digit || 1) * 10, 0]
    else if (sign === '百') [value, digit] = [value + (digit || 1) * 100, 0]
    else digit = DIGITS[sign] ?? 0
  }
  return { start, value: value + digit }
}
