/** In what time and mood a clause stands (now, long ago, what if, a tale, money afterwards …), and whether a pattern found there means danger. */
import type { Hits } from './urgent-match.ts'
import type { Pattern } from './urgent-rules.ts'

export const NOW = 1
export const HELP = 2
export const PAST = 4
export const OVER = 8
export const SUPPOSED = 16
export const STORY = 32
export const AFTER = 64
export const LATELY = 128
export const OFFICE = 256
export const OFTEN = 512
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

export interface Moods {
  readonly of: Int32Array
  /** What earlier clauses lend to this one: a time until it is said to be now, a tale for two clauses, a supposition for one. */
  readonly before: Int32Array
  readonly later: Int32Array
  readonly anywhere: number
}

/**
 * @param families  the word families that set a mood, with its name
 * @param hitsOf    where a family's words stand
 */
export function moodsOf(
  clause: readonly number[],
  clauses: number,
  families: ReadonlyMap<number, string>,
  hitsOf: (family: number) => Hits,
): Moods {
  const of = new Int32Array(clauses + 1)
  for (const [family, name] of families) {
    for (const start of hitsOf(family).starts)
      of[clause[start] as number] = (of[clause[start] as number] as number) | (BITS[name] as number)
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

/** true: danger, false: perhaps, undefined: nothing. The pattern was found in the clauses from … to. */
export function judge(pattern: Pattern, mood: Moods, from: number, to: number): boolean | undefined {
  let own = 0
  for (let c = from; c <= to; c++) own |= mood.of[c] as number
  const before = mood.before[from] as number
  const later = mood.later[to] as number
  const next = mood.of[to + 1] ?? 0
  if ((own | before | next) & STORY) return undefined
  const isNow = (own & (NOW | HELP | OFTEN)) !== 0
  const over = pattern.sign !== 'self-harm' && ((own | later) & OVER) !== 0
  const past = ((own | before) & PAST) !== 0 && (own & (NOW | HELP | LATELY | OFTEN)) === 0
  if (pattern.strength === 'sure') return over && past ? undefined : !(over || past)
  if (over || past || (own | before | next) & SUPPOSED) return undefined
  if (pattern.strength === 'event') return (mood.anywhere & AFTER) === 0 || isNow || (mood.anywhere & HELP) !== 0
  return (mood.anywhere & HELP) !== 0
}
