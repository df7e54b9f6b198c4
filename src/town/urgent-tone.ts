/** The tone of a message: whether it sounds like danger or like an ordinary matter, by small weights learned from the sentences of test/town/tables/urgent-own.yaml (`npm run urgent -- --learn`). It tips the scales where words alone leave doubt. */
import type { Reading } from './urgent-read.ts'
import { readFacts } from './yaml.ts'

/** Weight in hundredths -> the signs and pairs that have it, parted by spaces. */
interface Written {
  readonly start: number
  readonly weights: Readonly<Record<string, string>>
  /** For each sign, among dangers: weight in tenths -> the units that have it. */
  readonly signs: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Longer messages are heard in stretches of this many units, each beginning halfway into the one before. */
const STRETCH = 64

/** The single units and the pairs of a stretch, each once; numbers are one and the same. */
export function gramsOf(units: readonly string[], from: number, to: number): ReadonlySet<string> {
  const grams = new Set<string>()
  let last = '^'
  for (let i = from; i < to; i++) {
    const unit = units[i] as string
    const heard = unit >= '0' && unit <= '9999999' && /^\d/.test(unit) ? '#' : unit
    grams.add(heard)
    grams.add(`${last}${heard}`)
    last = heard
  }
  return grams
}

export type Weights = ReadonlyMap<string, number>

const spread = (groups: Readonly<Record<string, string>>, by: number): Weights =>
  new Map(Object.entries(groups).flatMap(([weight, grams]) => grams.split(' ').map((gram) => [gram, Number(weight) / by] as const)))

/** Above zero: more like danger; one is the usual distance from the middle. Of a long message the most alarming stretch counts, a little less for each doubling. */
export function toneBy(weights: Weights, start: number, { units }: Reading): number {
  const step = STRETCH / 2
  let most = Number.NEGATIVE_INFINITY
  let stretches = 0
  for (let from = 0; from === 0 || from + step < units.length; from += step) {
    let sum = start
    for (const gram of gramsOf(units, from, Math.min(units.length, from + STRETCH))) sum += weights.get(gram) ?? 0
    if (sum > most) most = sum
    stretches++
  }
  return most - Math.log2(stretches) * 0.2
}

const file = readFacts<Written>(new URL('./urgent-tone.yaml', import.meta.url))
const weights = spread(file.weights, 100)
const signs = Object.entries(file.signs).map(([sign, groups]) => [sign, spread(groups, 10)] as const)

export const toneOf = (reading: Reading): number => toneBy(weights, file.start, reading)

/** To which sign the units of a message lean, for choosing between signs that were heard. */
export function leaningsOf({ units }: Reading): ReadonlyMap<string, number> {
  const said = new Set(units.slice(0, 4 * STRETCH))
  const leanings = new Map<string, number>()
  for (const [sign, weights] of signs) {
    let sum = 0
    for (const unit of said) sum += weights.get(unit) ?? 0
    leanings.set(sign, sum)
  }
  return leanings
}
