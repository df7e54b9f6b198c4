/** Learns from labelled sentences what danger sounds like: logistic regression over the grams of a sentence, each weighted as naive Bayes would. Deterministic. */
import { SIGNS } from '../src/town/danger/hear.ts'
import { type Ear, gramsOf, type Tone, toneBy } from '../src/town/danger/tone.ts'

export interface Example {
  readonly units: readonly string[]
  /** Empty where there is no danger. */
  readonly signs: readonly string[]
}

export interface Ears {
  readonly danger: Ear
  readonly signs: ReadonlyMap<string, Ear>
}

const PASSES = 120
const PACE = 0.05
/** How strongly great weights are held down. */
const HOLD = 0.5

function learnEar(grams: readonly (readonly string[])[], yes: readonly boolean[]): Ear {
  const seen = new Map<string, [no: number, yes: number]>()
  grams.forEach((list, i) => {
    for (const gram of list) {
      const count = seen.get(gram) ?? [0, 0]
      count[yes[i] ? 1 : 0]++
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
    rows.forEach((row, e) => {
      let sum = weight[size] as number
      for (const i of row) sum += (weight[i] as number) * (ratio[i] as number)
      const miss = 1 / (1 + Math.exp(-sum)) - (yes[e] ? 1 : 0)
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

/** The ears for danger, and among dangers for each sign. */
export function learn(examples: readonly Example[]): Ears {
  const grams = examples.map(({ units }) => [...gramsOf(units)])
  const dangers = examples.flatMap(({ signs }, i) => (signs.length > 0 ? [i] : []))
  const ofDangers = dangers.map((i) => (grams[i] as string[]).filter((gram) => [...gram].length < 3 || /[a-z]/.test(gram)))
  return {
    danger: learnEar(
      grams,
      examples.map(({ signs }) => signs.length > 0),
    ),
    signs: new Map(
      SIGNS.map((sign) => [
        sign,
        learnEar(
          ofDangers,
          dangers.map((i) => examples[i]?.signs.includes(sign) === true),
        ),
      ]),
    ),
  }
}

const PARTS = 8

/** The tone of each example, heard by ears that learned from the others only. */
export function heldOut(examples: readonly Example[]): Tone[] {
  const tones: Tone[] = new Array(examples.length)
  for (let part = 0; part < PARTS; part++) {
    const { danger, signs } = learn(examples.filter((_, i) => i % PARTS !== part))
    examples.forEach(({ units }, i) => {
      if (i % PARTS === part) tones[i] = toneBy(danger, signs, units)
    })
  }
  return tones
}

function lines({ start, weights }: Ear, indent: string, least: number): string[] {
  const groups = new Map<number, string[]>()
  for (const [gram, weight] of weights) {
    const rounded = Math.round(weight * 100)
    if (Math.abs(rounded) < least) continue
    const group = groups.get(rounded)
    if (group) group.push(gram)
    else groups.set(rounded, [gram])
  }
  return [
    `${indent}start: ${start.toFixed(2)}`,
    `${indent}weights:`,
    ...[...groups].sort(([a], [b]) => b - a).map(([weight, grams]) => `${indent}  "${weight}": ${JSON.stringify(grams.sort().join(' '))}`),
  ]
}

/** The whole of tone.yaml. */
export function written({ danger, signs }: Ears): string {
  return [
    '# Learned by `npm run urgent -- --learn` from test/town/tables/danger-own.yaml; do not edit by hand: mend the table and learn anew.',
    '# weights: in hundredths, the units and rows of units that speak for it (above zero) or against it (below).',
    '# danger: whether there is danger at all; signs: of which kind, provided that there is.',
    'danger:',
    ...lines(danger, '  ', 2),
    'signs:',
    ...[...signs].flatMap(([sign, ear]) => [`  ${sign}:`, ...lines(ear, '    ', 10)]),
    '',
  ].join('\n')
}
