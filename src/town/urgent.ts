/** Hears danger in what a person types: which of the fourteen urgent signs, and whether to raise the alarm at once or to ask first. Pure; the words stand in urgent.yaml. */
import { CERTAIN, HINTED, levelsOf, PERHAPS, PLAIN, readingOf, type Said, TOLD, WEAK } from './urgent-levels.ts'
import { leaningsOf, toneOf } from './urgent-tone.ts'

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
}

const DISCREET: ReadonlySet<string> = new Set<Sign>(['domestic', 'sexual', 'child', 'elder', 'self-harm'])

/** Signs whose first words the discreet ones say too (get away, 110, 120). */
const HANDS: ReadonlySet<Sign> = new Set(['violence', 'injured', 'weapon'])

export const isDiscreet = (sign: Sign): boolean => DISCREET.has(sign)

/** What the words of the strongest sign add to the tone; measured on sentences that neither had seen. */
const WORTH: Readonly<Record<number, number>> = {
  0: -0.05,
  [WEAK]: -0.05,
  [PERHAPS]: 0.08,
  [HINTED]: 0.55,
  [TOLD]: 0.85,
  [PLAIN]: 0.95,
  [CERTAIN]: 1.8,
}
const SURE = 0.55
const ASK = 0.35
/** How much the learned leaning counts beside the words when one sign is chosen. */
const LEAN = 0.6

/** The strongest sign of danger in the text, or undefined. Never throws. */
export function hearUrgent(text: string): Urgent | undefined {
  const reading = readingOf(text)
  return decide(levelsOf(reading), toneOf(reading), () => leaningsOf(reading))
}

/** The discreet signs that are heard in the text at all: beside a stronger one too, only likely too, and told of long ago. Never throws. */
export function hearDiscreet(text: string): readonly Sign[] {
  const reading = readingOf(text)
  const said = levelsOf(reading)
  const chosen = decide(said, toneOf(reading), () => leaningsOf(reading))?.sign
  return SIGNS.filter((sign) => {
    const heard = said.get(sign)
    return isDiscreet(sign) && (sign === chosen || heard?.ever === true || (heard?.level ?? 0) >= HINTED)
  })
}

/** What words and tone mean together; `leaning` is asked only when there is danger. */
export function decide(said: ReadonlyMap<string, Said>, tone: number, leaning: () => ReadonlyMap<string, number>): Urgent | undefined {
  const level = (sign: Sign): number => said.get(sign)?.level ?? 0
  const score = (WORTH[Math.max(0, ...SIGNS.map(level))] ?? 0) + tone
  if (score < ASK) return undefined
  const leanings = leaning()
  const strength = (sign: Sign): number => level(sign) + (said.get(sign)?.much ?? 0) + LEAN * (leanings.get(sign) ?? 0)
  const strongest = SIGNS.reduce((best, one) => (strength(one) > strength(best) ? one : best))
  const hushed = SIGNS.filter((s) => isDiscreet(s) && level(s) >= HINTED)
  // A blow at home or to a child is a blow, and more than that: it must not become a card in a group.
  const sign = HANDS.has(strongest) ? (hushed.sort((a, b) => strength(b) - strength(a))[0] ?? strongest) : strongest
  return { sign, sure: score >= SURE }
}
