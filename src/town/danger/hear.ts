/** Hears danger in what a person types: which of the fourteen urgent signs (domain.md 2.3), and whether to raise the alarm at once or to ask first. Pure. */
import { isWholeCommand } from '../meaning/command.ts'
import { onlyWaits } from '../meaning/complaint.ts'
import { isCourtesy } from '../meaning/courtesy.ts'
import { isGreeting } from '../meaning/greeting.ts'
import { fitsIn } from '../meaning/text.ts'
import { read } from './reading.ts'
import { type Tone, toneOf } from './tone.ts'

/** In the order in which they are heard when two are equally likely: what kills first. */
export const SIGNS = [
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

/** Signs of a matter that becomes no card in a group (discreet.ts says of which). */
const DISCREET = ['domestic', 'sexual', 'child', 'elder', 'self-harm'] as const satisfies readonly Sign[]
export type DiscreetSign = (typeof DISCREET)[number]

/** Signs whose first words the discreet ones say too (get away, 110, 120). */
const HANDS: ReadonlySet<Sign> = new Set(['violence', 'injured', 'weapon'])
const MONEY: ReadonlySet<Sign> = new Set(['fraud', 'deadline'])

export const isDiscreet = (sign: Sign): sign is DiscreetSign => DISCREET.some((one) => one === sign)

/** Odds, as logarithms: from where on a message is danger (a miss costs more than a false alarm, so a little below even), and from where on it is asked about. */
const SURE = -0.25
const ASK = -1.25
/** A sign this likely is heard beside a likelier one. */
const BESIDE = -2

/** The likeliest sign of danger in the text, or undefined. What is nothing but a word to the bot (返回, 告诉我那人电话), a greeting, thanks, or that nobody has come (根本没来人) is none. Never throws. */
export function hearUrgent(text: string): Urgent | undefined {
  const heard = decide(toneOf(read(text)))
  return heard === undefined || isForTheBot(text) || onlyWaits(text) ? undefined : heard
}

const isForTheBot = (text: string): boolean =>
  fitsIn(text, /\p{Script=Han}/u.test(text) ? 12 : 24) && (isWholeCommand(text) || isGreeting(text) || isCourtesy(text))

/** What a tone means. */
export function decide(tone: Tone): Urgent | undefined {
  if (tone.danger < ASK) return undefined
  const heard = SIGNS.filter((sign) => tone.of(sign) >= BESIDE)
  let sign = likeliestOf(SIGNS, tone) as Sign
  // A life comes before money.
  if (MONEY.has(sign))
    sign =
      likeliestOf(
        heard.filter((one) => !MONEY.has(one)),
        tone,
      ) ?? sign
  // A blow at home or to a child is a blow, and more than that: it must not become a card in a group.
  // Who lies hurt by their own hand (喝农药了) needs 120 before good words; that it is no card either, hearDiscreet knows.
  if (HANDS.has(sign)) {
    const more = heard.filter((one) => isDiscreet(one) && (one !== 'self-harm' || tone.of(one) >= 0))
    sign = likeliestOf(more, tone) ?? sign
  }
  return { sign, sure: tone.danger >= SURE }
}

/** The discreet signs that sound in the text: of sure danger beside a likelier one too, of likely danger only the likeliest. Never throws. */
export function hearDiscreet(text: string): readonly Sign[] {
  const tone = toneOf(read(text))
  const heard = decide(tone)
  return SIGNS.filter((sign) => isDiscreet(sign) && (sign === heard?.sign || (heard?.sure === true && tone.of(sign) >= BESIDE)))
}

const likeliestOf = (signs: readonly Sign[], tone: Tone): Sign | undefined =>
  signs.reduce<Sign | undefined>((best, one) => (best === undefined || tone.of(one) > tone.of(best) ? one : best), undefined)
