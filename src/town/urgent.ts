/** Hears danger in what a person types: which of the fourteen urgent signs, and whether to raise the alarm at once or to ask first. Pure; the words stand in urgent.yaml. */
import { readDays } from './urgent-deadline.ts'
import { type Hits, listen } from './urgent-match.ts'
import { read } from './urgent-read.ts'
import { type Pattern, readRules } from './urgent-rules.ts'

/** In the order in which they are heard when several are said: what kills first. */
const SIGNS = [
  'self-harm',
  'injured',
  'fire',
  'weapon',
  'missing',
  'domestic',
  'sexual',
  'child',
  'elder',
  'violence',
  'crowd',
  'crisis',
  'fraud',
  'deadline',
] as const

export type Sign = (typeof SIGNS)[number]

export interface Urgent {
  readonly sign: Sign
  /** Alarm at once; if not sure, the bot asks at once whether somebody is hurt or about to strike. */
  readonly sure: boolean
  /** No card in any group: also true when a discreet sign was heard beside a stronger one. */
  readonly discreet: boolean
}

const DISCREET: ReadonlySet<string> = new Set<Sign>(['domestic', 'sexual', 'child', 'elder', 'self-harm'])

export const isDiscreet = (sign: Sign): boolean => DISCREET.has(sign)

const rules = readRules(new URL('./urgent.yaml', import.meta.url))
const days = readDays(rules)

const NOW = 1
const HELP = 2
const PAST = 4
const OVER = 8
const SUPPOSED = 16
const STORY = 32
const AFTER = 64
const LATELY = 128
const OFFICE = 256
const OFTEN = 512
const BITS: Readonly<Record<string, number>> = {
  now: NOW,
  help: HELP,
  past: PAST,
  over: OVER,
  supposed: SUPPOSED,
  story: STORY,
  after: AFTER,
  lately: LATELY,
  office: OFFICE,
  often: OFTEN,
}

/** The strongest sign of danger in the text, or undefined. Never throws. */
export function hearUrgent(text: string): Urgent | undefined {
  const reading = read(text, rules.folds)
  const { found, raw } = listen(reading, rules)
  const near = days(reading, raw)
  if (found.length === 0 && near === undefined) return undefined
  const mood = moodsOf(reading.clause, reading.clauses, raw)
  /** 1 ask, 2 hints enough, 3 plainly said. */
  const level = new Map<string, number>()
  const raise = (sign: string, to: number): void => void level.set(sign, Math.max(to, level.get(sign) ?? 0))
  const hints = new Map<string, Hint[]>()
  for (const { pattern, starts, ends } of found) {
    if (pattern.strength === 'hint') {
      const list = hints.get(pattern.sign) ?? []
      for (let i = 0; i < ends.length; i++)
        list.push({ at: starts[i] as number, end: ends[i] as number, points: pattern.points, group: pattern.group })
      hints.set(pattern.sign, list)
      continue
    }
    if (level.get(pattern.sign) === 3) continue
    const back = pattern.unless === undefined ? undefined : clausesOf(raw(pattern.unless), reading.clause)
    for (let i = 0; i < ends.length; i++) {
      const from = reading.clause[starts[i] as number] as number
      const to = reading.clause[(ends[i] as number) - 1] as number
      if (back && anyBetween(back, from, to)) continue
      const sure = judge(pattern, mood, from, to)
      if (sure !== undefined) raise(pattern.sign, sure ? 3 : 1)
      if (sure) break
    }
  }
  for (const [sign, list] of hints) {
    if (level.get(sign) === 3) continue
    const sure = weigh(list, rules.musts.has(sign), mood, reading.clause)
    if (sure !== undefined) raise(sign, sure ? 2 : 1)
  }
  if (near !== undefined) raise('deadline', near ? 3 : 1)
  const heard = SIGNS.filter((sign) => level.has(sign))
  const top = Math.max(0, ...level.values())
  const first = heard.find((s) => level.get(s) === top)
  // A tool raised hints at both; the words for violence hold those for the hurt.
  const sign = first === 'injured' && level.get('violence') === top ? 'violence' : first
  if (sign === undefined) return undefined
  return { sign, sure: top > 1, discreet: heard.some((s) => isDiscreet(s) && (s === sign || (level.get(s) ?? 0) > 1)) }
}

interface Moods {
  readonly of: Int32Array
  /** What earlier clauses lend to this one: a time until it is said to be now, a tale for two clauses, a supposition for one. */
  readonly before: Int32Array
  readonly later: Int32Array
  readonly anywhere: number
}

/** true: alarm, false: ask, undefined: nothing. */
function judge(pattern: Pattern, mood: Moods, from: number, to: number): boolean | undefined {
  let own = 0
  for (let c = from; c <= to; c++) own |= mood.of[c] as number
  const before = mood.before[from] as number
  const later = mood.later[to] as number
  if ((own | before | (mood.of[to + 1] ?? 0)) & STORY) return undefined
  const isNow = (own & (NOW | HELP | OFTEN)) !== 0
  const self = pattern.sign === 'self-harm'
  const over = !self && ((own | later) & OVER) !== 0
  const past = ((own | before) & PAST) !== 0 && (own & (NOW | HELP | LATELY | OFTEN)) === 0
  if (pattern.strength === 'sure') return over || past ? (over && past ? undefined : false) : true
  if (over || past || (own | before | ((mood.of[to + 1] ?? 0) & SUPPOSED)) & SUPPOSED) return undefined
  if (pattern.strength === 'event') return (mood.anywhere & AFTER) === 0 || isNow || (mood.anywhere & HELP) !== 0
  return (mood.anywhere & HELP) !== 0
}

interface Hint {
  readonly at: number
  readonly end: number
  readonly points: number
  readonly group: number
}

/** How many units before and behind a hint others may add to it. */
const STRETCH = 30
const SURE = 3
const ASK = 2
/** What it takes without any hint of three points. */
const SURE_OF_WEAK = 5
const STRONG = 3

/** Adds to each hint the different ones around it, more for "now", less for money, forms and bygones; the time and mood are those of its own clause. */
function weigh(list: readonly Hint[], must: boolean, mood: Moods, clause: readonly number[]): boolean | undefined {
  const hints = list.filter((hint) => hint.points > 0).sort((a, b) => a.at - b.at)
  const less = list.filter((hint) => hint.points < 0).sort((a, b) => a.at - b.at)
  const counts = new Map<number, number>()
  let sum = 0
  let musts = 0
  let first = 0
  let last = 0
  let ask: boolean | undefined
  const take = (hint: Hint, by: 1 | -1): void => {
    const count = (counts.get(hint.group) ?? 0) + by
    counts.set(hint.group, count)
    if (count !== (by > 0 ? 1 : 0)) return
    sum += by * hint.points
    if (hint.group < 0) musts += by
  }
  for (const hint of hints) {
    for (; last < hints.length && (hints[last] as Hint).at - hint.at <= STRETCH; last++) take(hints[last] as Hint, 1)
    for (; hint.at - (hints[first] as Hint).at > STRETCH; first++) take(hints[first] as Hint, -1)
    if (hint.points < 2 || (must && musts === 0)) continue
    const from = clause[hint.at] as number
    const to = clause[hint.end - 1] as number
    const own = (mood.of[from] as number) | (mood.of[to] as number)
    const before = mood.before[from] as number
    const next = mood.of[to + 1] as number
    if ((own | before | next) & STORY) continue
    let total = sum + lessBetween(less, hint.at - STRETCH, hint.end + STRETCH)
    if (own & NOW) total += 1
    if (mood.anywhere & HELP) total += 2
    if ((own | before) & PAST && !(own & (NOW | LATELY | OFTEN))) total -= 3
    if ((own | (mood.later[to] as number)) & OVER) total -= 3
    if ((own | before) & SUPPOSED) total -= 4
    if (mood.anywhere & AFTER) total -= 2
    if ((own | before | next) & OFFICE) total -= 2
    if (total >= (hint.points >= STRONG ? SURE : SURE_OF_WEAK)) return true
    if (total >= ASK) ask = false
  }
  return ask
}

/** What the first word that speaks against it in the stretch takes off. */
function lessBetween(less: readonly Hint[], from: number, to: number): number {
  let low = 0
  let high = less.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((less[middle] as Hint).at < from) low = middle + 1
    else high = middle
  }
  const one = less[low]
  return one && one.at < to ? one.points : 0
}

function moodsOf(clause: readonly number[], clauses: number, raw: (family: number) => Hits): Moods {
  const of = new Int32Array(clauses + 1)
  for (const [family, name] of rules.moods) {
    for (const start of raw(family).starts) of[clause[start] as number] = (of[clause[start] as number] as number) | (BITS[name] as number)
  }
  const before = new Int32Array(clauses + 1)
  let past = 0
  for (let c = 1; c < clauses; c++) {
    const last = of[c - 1] as number
    past = last & PAST ? PAST : last & (NOW | LATELY | OFTEN) ? 0 : past
    before[c] = past | (last & (STORY | SUPPOSED)) | ((of[c - 2] ?? 0) & STORY)
  }
  const later = new Int32Array(clauses + 1)
  let anywhere = 0
  for (let c = clauses - 1; c >= 0; c--) {
    later[c] = anywhere
    anywhere |= of[c] as number
  }
  return { of, before, later, anywhere }
}

const clausesOf = (hits: Hits, clause: readonly number[]): readonly number[] => hits.starts.map((s) => clause[s] as number)

/** The numbers are in order. */
function anyBetween(numbers: readonly number[], from: number, to: number): boolean {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low < numbers.length && (numbers[low] as number) <= to
}
