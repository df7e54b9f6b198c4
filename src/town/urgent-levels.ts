/** How strongly each sign is said in a reading, by the patterns, hints and days of urgent.yaml alone. */
import { readDays } from './urgent-deadline.ts'
import { type Hint, weigh } from './urgent-hints.ts'
import { firstFrom, type Hits, listen } from './urgent-match.ts'
import { judge, moodsOf } from './urgent-moods.ts'
import { type Reading, read } from './urgent-read.ts'
import { readRules } from './urgent-rules.ts'

/** weak: a hint or two; perhaps: worth asking; hinted: hints enough; told: a happening in plain words; plain: words that leave no doubt. */
export const WEAK = 1
export const PERHAPS = 2
export const HINTED = 3
export const TOLD = 4
export const PLAIN = 5
/** Days that were counted. */
export const CERTAIN = 6

const rules = readRules(new URL('./urgent.yaml', import.meta.url))
const days = readDays(rules)

export const readingOf = (text: string): Reading => read(text, rules.spelling)

export interface Said {
  readonly level: number
  /** How much is said of it: the sum of its hints, for choosing between signs of one level. */
  readonly much: number
  /** Told in plain words, be it of long ago or what if. */
  readonly ever: boolean
}

/** The signs that were heard at all. */
export function levelsOf(reading: Reading): ReadonlyMap<string, Said> {
  const { found, raw } = listen(reading, rules)
  const said = new Map<string, Said>()
  const raise = (sign: string, level: number, much = 0, ever = false): void => {
    const before = said.get(sign)
    said.set(sign, {
      level: Math.max(level, before?.level ?? 0),
      much: Math.max(much, before?.much ?? 0),
      ever: ever || before?.ever === true,
    })
  }
  const near = days(reading, raw)
  if (near !== undefined) raise('deadline', near ? CERTAIN : PERHAPS)
  if (found.length === 0) return said
  const mood = moodsOf(reading.clause, reading.clauses, rules.moods, raw)
  const hints = new Map<string, Hint[]>()
  for (const { pattern, starts, ends } of found) {
    const { sign, strength } = pattern
    if (strength === 'hint') {
      const list = hints.get(sign) ?? []
      for (let i = 0; i < ends.length; i++) {
        list.push({ at: starts[i] as number, end: ends[i] as number, points: pattern.points, group: pattern.group })
      }
      hints.set(sign, list)
      continue
    }
    const back = pattern.unless === undefined ? undefined : clausesOf(raw(pattern.unless), reading.clause)
    for (let i = 0; i < ends.length && (said.get(sign)?.level ?? 0) < PLAIN; i++) {
      const from = reading.clause[starts[i] as number] as number
      const to = reading.clause[(ends[i] as number) - 1] as number
      if (back && anyBetween(back, from, to)) continue
      if (strength === 'sure' || strength === 'event') raise(sign, 0, 0, true)
      const danger = judge(pattern, mood, from, to)
      if (danger !== undefined) raise(sign, !danger ? PERHAPS : strength === 'sure' ? PLAIN : strength === 'event' ? TOLD : HINTED)
    }
  }
  for (const [sign, list] of hints) {
    const { danger, most } = weigh(list, rules.musts.has(sign), mood, reading.clause)
    if (danger !== undefined) raise(sign, danger ? HINTED : PERHAPS, most)
    else if (list.some((hint) => hint.points > 1)) raise(sign, WEAK, most)
  }
  return said
}

const clausesOf = (hits: Hits, clause: readonly number[]): readonly number[] => hits.starts.map((s) => clause[s] as number)

/** The numbers are in order. */
const anyBetween = (numbers: readonly number[], from: number, to: number): boolean =>
  (numbers[firstFrom(numbers, (n) => n, from)] ?? Number.POSITIVE_INFINITY) <= to
