/** Adds up the hints of one sign: single words that mean little alone and much together. */
import { firstFrom } from './urgent-match.ts'
import { AFTER, HELP, LATELY, type Moods, NOW, OFFICE, OFTEN, OVER, PAST, STORY, SUPPOSED } from './urgent-moods.ts'

export interface Hint {
  readonly at: number
  readonly end: number
  /** Below zero: speaks against it. */
  readonly points: number
  /** Counts once in a stretch; below zero: nothing counts without a hint of this group. */
  readonly group: number
}

/** How many units before and behind a hint others may add to it. */
const STRETCH = 30
const SURE = 3
const ASK = 2
/** What it takes without any hint of three points. */
const SURE_OF_WEAK = 5
const STRONG = 3

/**
 * Adds to each hint the different ones around it, more for "now", less for money, forms and bygones; the time and mood are those of its own clause.
 * @param must  whether this sign has hints without which nothing counts
 * @returns     danger true: alarm, false: perhaps, undefined: nothing; most: the greatest sum
 */
export function weigh(
  list: readonly Hint[],
  must: boolean,
  mood: Moods,
  clause: readonly number[],
): { readonly danger: boolean | undefined; readonly most: number } {
  const hints = list.filter((hint) => hint.points > 0).sort((a, b) => a.at - b.at)
  const less = list.filter((hint) => hint.points < 0).sort((a, b) => a.at - b.at)
  const counts = new Map<number, number>()
  let sum = 0
  let musts = 0
  let first = 0
  let last = 0
  let most = 0
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
    const mend = moodPoints(mood, clause[hint.at] as number, clause[hint.end - 1] as number)
    if (mend === undefined) continue
    const total = sum + mend + against(less, hint.at - STRETCH, hint.end + STRETCH)
    // A sum without a strong hint is held below SURE until it is great.
    most = Math.max(most, hint.points >= STRONG || total >= SURE_OF_WEAK ? total : Math.min(total, ASK))
  }
  return { danger: most >= SURE ? true : most >= ASK ? false : undefined, most }
}

/** What the mood of the clauses from … to gives or takes; undefined in a tale. */
function moodPoints(mood: Moods, from: number, to: number): number | undefined {
  const own = (mood.of[from] as number) | (mood.of[to] as number)
  const before = mood.before[from] as number
  const next = mood.of[to + 1] as number
  if ((own | before | next) & STORY) return undefined
  let points = 0
  if (own & NOW) points += 1
  if (mood.anywhere & HELP) points += 2
  if ((own | before) & PAST && !(own & (NOW | LATELY | OFTEN))) points -= 3
  if ((own | (mood.later[to] as number)) & OVER) points -= 3
  if ((own | before) & SUPPOSED) points -= 4
  if (mood.anywhere & AFTER) points -= 2
  if ((own | before | next) & OFFICE) points -= 2
  return points
}

/** What the first word that speaks against it in the stretch takes off. */
function against(less: readonly Hint[], from: number, to: number): number {
  const one = less[firstFrom(less, (hint) => hint.at, from)]
  return one && one.at < to ? one.points : 0
}
