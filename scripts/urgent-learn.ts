/** Learns the tone of danger from labelled sentences: which signs and pairs speak for it and which against. Logistic regression on word counts weighted as naive Bayes would. */

import type { Reading } from '../src/town/urgent-read.ts'
import { gramsOf, toneBy, type Weights } from '../src/town/urgent-tone.ts'

export interface Example {
  readonly reading: Reading
  readonly danger: boolean
  readonly signs: readonly string[]
}

const PASSES = 250
const PACE = 0.05
/** How strongly great weights are held down. */
const HOLD = 2

interface Learned {
  readonly start: number
  readonly weights: Weights
}

export function learn(examples: readonly Example[]): Learned {
  const seen = new Map<string, [ordinary: number, danger: number]>()
  const grams = examples.map(({ reading }) => [...gramsOf(reading.units, 0, reading.units.length)])
  examples.forEach(({ danger }, i) => {
    for (const gram of grams[i] as string[]) {
      const count = seen.get(gram) ?? [0, 0]
      count[danger ? 1 : 0]++
      seen.set(gram, count)
    }
  })
  const names = [...seen].filter(([, [a, b]]) => a + b > 1).map(([gram]) => gram)
  const number = new Map(names.map((gram, i) => [gram, i]))
  const total = [0, 1].map((side) => names.reduce((sum, gram) => sum + (seen.get(gram)?.[side] ?? 0) + 0.5, 0)) as [number, number]
  const ratio = Float64Array.from(names, (gram) => {
    const [a, b] = seen.get(gram) ?? [0, 0]
    return Math.log((b + 0.5) / total[1] / ((a + 0.5) / total[0]))
  })
  const rows = grams.map((list) => Int32Array.from(list.flatMap((gram) => number.get(gram) ?? [])))
  const size = names.length
  const weight = new Float64Array(size + 1)
  const first = new Float64Array(size + 1)
  const second = new Float64Array(size + 1)
  for (let pass = 1; pass <= PASSES; pass++) {
    const slope = Float64Array.from(weight, (w, i) => (i < size ? HOLD * w : 0))
    examples.forEach(({ danger }, e) => {
      const row = rows[e] as Int32Array
      let sum = weight[size] as number
      for (const i of row) sum += (weight[i] as number) * (ratio[i] as number)
      const miss = 1 / (1 + Math.exp(-sum)) - (danger ? 1 : 0)
      slope[size] = (slope[size] as number) + miss
      for (const i of row) slope[i] = (slope[i] as number) + miss * (ratio[i] as number)
    })
    for (let i = 0; i <= size; i++) {
      first[i] = 0.9 * (first[i] as number) + 0.1 * (slope[i] as number)
      second[i] = 0.999 * (second[i] as number) + 0.001 * (slope[i] as number) ** 2
      weight[i] =
        (weight[i] as number) -
        (PACE * ((first[i] as number) / (1 - 0.9 ** pass))) / (Math.sqrt((second[i] as number) / (1 - 0.999 ** pass)) + 1e-8)
    }
  }
  return { start: weight[size] as number, weights: new Map(names.map((gram, i) => [gram, (weight[i] as number) * (ratio[i] as number)])) }
}

const PARTS = 8

/** The tone of each example, heard by weights learned from the others only. */
export function heldOut(examples: readonly Example[]): number[] {
  const tones: number[] = new Array(examples.length).fill(0)
  for (let part = 0; part < PARTS; part++) {
    const { start, weights } = learn(examples.filter((_, i) => i % PARTS !== part))
    examples.forEach(({ reading }, i) => {
      if (i % PARTS === part) tones[i] = toneBy(weights, start, reading)
    })
  }
  return tones
}

const LEAST = 4
const DOUBT = 0.3

/** For each sign the units that speak for or against it among the dangers: naive Bayes. */
function leanings(examples: readonly Example[]): Map<string, Map<string, number>> {
  const dangers = examples.filter(({ danger }) => danger)
  const all = new Map<string, number>()
  const of = new Map<string, Map<string, number>>()
  const share = new Map<string, number>()
  for (const { reading, signs } of dangers) {
    for (const sign of signs) share.set(sign, (share.get(sign) ?? 0) + 1 / signs.length)
    for (const unit of new Set(reading.units)) {
      all.set(unit, (all.get(unit) ?? 0) + 1)
      for (const sign of signs) {
        const counts = of.get(sign) ?? new Map<string, number>()
        counts.set(unit, (counts.get(unit) ?? 0) + 1 / signs.length)
        of.set(sign, counts)
      }
    }
  }
  return new Map(
    [...share].map(([sign, total]) => {
      const weights = [...all].flatMap(([unit, count]): [string, number][] => {
        const own = of.get(sign)?.get(unit) ?? 0
        const ratio = Math.log((own + DOUBT) / (total + 1) / ((count - own + DOUBT) / (dangers.length - total + 1)))
        return count < LEAST || Math.abs(ratio) < 0.5 ? [] : [[unit, ratio]]
      })
      return [sign, new Map(weights)]
    }),
  )
}

const grouped = (weights: Weights, by: number, least: number): [number, string][] => {
  const groups = new Map<number, string[]>()
  for (const [gram, weight] of weights) {
    const rounded = Math.round(weight * by)
    if (Math.abs(rounded) < least) continue
    const group = groups.get(rounded)
    if (group) group.push(gram)
    else groups.set(rounded, [gram])
  }
  return [...groups].sort(([a], [b]) => b - a).map(([weight, grams]) => [weight, grams.sort().join(' ')])
}

/** The whole of urgent-tone.yaml. `usual`: the usual distance of a tone from the middle, which becomes one. */
export function written(examples: readonly Example[], usual: number): string {
  const { start, weights } = learn(examples)
  const lines = (groups: [number, string][], indent: string): string[] =>
    groups.map(([weight, grams]) => `${indent}"${weight}": ${JSON.stringify(grams)}`)
  return [
    '# Learned by `npm run urgent -- --learn` from test/town/tables/urgent-own.yaml; do not edit by hand: mend the table and learn anew.',
    '# weights: in hundredths, the signs and pairs of signs that speak for danger (above zero) or for an ordinary matter (below).',
    '# signs: in tenths, the signs that speak for one kind of danger rather than another.',
    `start: ${(start / usual).toFixed(3)}`,
    'weights:',
    ...lines(grouped(weights, 100 / usual, 2), '  '),
    'signs:',
    ...[...leanings(examples)].flatMap(([sign, units]) => [`  ${sign}:`, ...lines(grouped(units, 10, 5), '    ')]),
    '',
  ].join('\n')
}
