/** The tone of a message: whether it sounds like danger, and of which kind, by small weights learned from labelled sentences (`npm run urgent -- --learn`). */
import { readFacts } from '../yaml.ts'

/** Longer messages are heard in stretches of this many units, each beginning halfway into the one before. */
const STRETCH = 64
/** Greater numbers are one and the same; up to here "in 3 days" and "in 30 days" are told apart. */
const GREATEST_NUMBER = 10

/** The single units, pairs and threes of a stretch, each once. */
export function gramsOf(units: readonly string[], from = 0, to = units.length): ReadonlySet<string> {
  const grams = new Set<string>()
  let [before, last] = ['', '^']
  for (let i = from; i < to; i++) {
    const unit = units[i] as string
    const heard = /^\d/.test(unit) && Number(unit) > GREATEST_NUMBER ? '#' : unit
    grams.add(heard)
    grams.add(`${last}${heard}`)
    if (before !== '') grams.add(`${before}${last}${heard}`)
    before = last
    last = heard
  }
  return grams
}

/** A learned ear: above zero is more likely than not. */
export interface Ear {
  readonly start: number
  readonly weights: ReadonlyMap<string, number>
}

const sum = ({ start, weights }: Ear, grams: ReadonlySet<string>): number => {
  let all = start
  for (const gram of grams) all += weights.get(gram) ?? 0
  return all
}

export interface Tone {
  /** Natural logarithm of the odds that it is danger, of the most alarming stretch, a little less for each doubling of the length. */
  readonly danger: number
  /** The same for a sign, of that stretch, provided that there is danger. */
  readonly of: (sign: string) => number
}

/** How a message sounds to the ears for danger and for each sign. */
export function toneBy(danger: Ear, signs: ReadonlyMap<string, Ear>, units: readonly string[]): Tone {
  const step = STRETCH / 2
  let most = Number.NEGATIVE_INFINITY
  let loudest: ReadonlySet<string> = new Set()
  let stretches = 0
  for (let from = 0; from === 0 || from + step < units.length; from += step) {
    const grams = gramsOf(units, from, Math.min(units.length, from + STRETCH))
    const heard = sum(danger, grams)
    if (heard > most) [most, loudest] = [heard, grams]
    stretches++
  }
  const ofSign = (sign: string): number => {
    const ear = signs.get(sign)
    return ear === undefined ? Number.NEGATIVE_INFINITY : sum(ear, loudest)
  }
  return { danger: most - Math.log2(stretches) * LENGTH_COSTS, of: ofSign }
}
/** In a long message something sounds alarming sooner or later. */
const LENGTH_COSTS = 0.4

/** As learned: weight in hundredths -> the grams that have it, parted by spaces. */
interface Written {
  readonly start: number
  readonly weights: Readonly<Record<string, string>>
}

const earOf = ({ start, weights }: Written): Ear => ({
  start,
  weights: new Map(
    Object.entries(weights).flatMap(([weight, grams]) => grams.split(' ').map((gram) => [gram, Number(weight) / 100] as const)),
  ),
})

const file = readFacts<{ readonly danger: Written; readonly signs: Readonly<Record<string, Written>> }>(
  new URL('./tone.yaml', import.meta.url),
)
const dangerEar = earOf(file.danger)
const signEars = new Map(Object.entries(file.signs).map(([sign, ear]) => [sign, earOf(ear)] as const))

/** How the units of a message sound. */
export const toneOf = (units: readonly string[]): Tone => toneBy(dangerEar, signEars, units)
