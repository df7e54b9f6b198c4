/** Reads urgent.yaml once and makes of it a tree of words and a list of patterns; a mistake in the file stops the start with the line in question. */
import type { Slip, Spelling } from './urgent-read.ts'
import { readFacts } from './yaml.ts'

/** sure: said so plainly that only a no, a tale or a bygone time takes it back. event: also taken back by "what if" and by talk of money afterwards. maybe: only asked about. hint: a few different ones near each other add up. */
export type Strength = 'sure' | 'event' | 'maybe' | 'hint'

export interface Step {
  readonly family: number
  /** How many units may stand between the step before and this one. */
  readonly gap: number
  /** Whether a pause may stand between. */
  readonly across: boolean
  readonly optional: boolean
}

export interface Pattern {
  readonly sign: string
  readonly strength: Strength
  readonly steps: readonly Step[]
  /** Family of words that take it back when they stand in the same or a neighbouring clause. */
  readonly unless: number | undefined
  /** Of a hint: its weight, and its group, which counts once; below zero where nothing counts without it. */
  readonly points: number
  readonly group: number
}

export interface Node {
  readonly next: Map<string, Node>
  families: number[]
}

export interface Rules {
  readonly spelling: Spelling
  readonly words: Node
  /** Read from right to left. */
  readonly noes: Node
  readonly fillers: Node
  readonly masks: readonly Pattern[]
  /** Patterns by the family of their rarest step. */
  readonly byFamily: ReadonlyMap<number, readonly Pattern[]>
  /** Signs of which some hints must be there. */
  readonly musts: ReadonlySet<string>
  /** The families that set a clause in its time or mood. */
  readonly moods: ReadonlyMap<number, string>
  readonly family: (name: string) => number
}

interface Written {
  folds: Record<string, string>
  emoji: Record<string, string>
  soundsLike: Record<string, string>
  slips: Record<string, string[]>
  words: Record<string, string[]>
  moods: Record<string, string[]>
  no: string[]
  fillers: string[]
  harmless: string[]
  signs: Record<string, { source: string; rules: Written.Rule[]; hints?: { points: number; must?: boolean; say: string[] }[] }>
}
declare namespace Written {
  interface Rule {
    sure?: string[]
    event?: string[]
    maybe?: string[]
    unless?: string[]
  }
}

const NEAR = 7
const FAR = 18
const LOOSE = 2

export function readRules(path: URL): Rules {
  const file = readFacts<Written>(path)
  const folds = new Map(
    [...Object.entries(file.folds), ...Object.entries(file.emoji)].flatMap(([to, from]) => [...from].map((one) => [one, to] as const)),
  )
  const folded = (word: string): string[] => unitsOf([...word].map((sign) => folds.get(sign) ?? sign).join(''))
  const words: Node = { next: new Map(), families: [] }
  const names = new Map<string, number>()
  const sizes = new Map<number, number>()
  const lists = new Map<string, readonly string[]>()

  const fail = (what: string): never => {
    throw new Error(`urgent.yaml: ${what}`)
  }
  /** The words of a family; a word may name other families: <打><我>. */
  const wordsOf = (name: string, inside: readonly string[] = []): readonly string[] => {
    const known = lists.get(name)
    if (known) return known
    if (inside.includes(name)) fail(`<${name}> names itself`)
    const written = file.words[name] ?? fail(`no words <${name}>`)
    const list = [...new Set(written.flatMap((word) => spelled(word, [...inside, name])))]
    lists.set(name, list)
    return list
  }
  /** All words that a spelling with <families> and (a|b) stands for. */
  const spelled = (word: string, inside: readonly string[] = []): string[] =>
    pieces(word).reduce<string[]>(
      (sofar, piece) => {
        const choices = piece.startsWith('<')
          ? wordsOf(piece.slice(1, -1), inside)
          : piece.startsWith('(')
            ? choicesOf(piece).flatMap((choice) => (choice === '' ? [''] : spelled(choice, inside)))
            : [piece]
        return sofar.flatMap((s) => choices.map((c) => s + c))
      },
      [''],
    )
  const family = (name: string, list: () => readonly string[]): number => {
    const known = names.get(name)
    if (known !== undefined) return known
    const id = names.size
    names.set(name, id)
    const all = list().filter((word) => word !== '')
    sizes.set(id, all.length)
    for (const word of all) for (const heard of [word, ...typosOf(word, file.soundsLike)]) plant(words, folded(heard), id)
    return id
  }
  const steps = (pattern: string): Step[] => {
    const out: Step[] = []
    let gap = 0
    let across = false
    for (const piece of pieces(pattern)) {
      if (piece.includes('…')) [gap, across] = [FAR, true]
      else if (piece.trim() === '') gap = Math.max(gap, NEAR)
      else if (piece === '~') gap = Math.max(gap, LOOSE)
      else if (piece !== '_') {
        const optional = piece.startsWith('(') && choicesOf(piece).includes('')
        const list = (): readonly string[] => (piece.startsWith('<') ? wordsOf(piece.slice(1, -1)) : spelled(piece))
        if (!optional || out.length > 0) out.push({ family: family(piece, list), gap, across, optional })
        gap = 0
        across = false
      }
    }
    while (out[out.length - 1]?.optional) out.pop()
    return out.length > 0 ? out : fail(`nothing in ${pattern}`)
  }

  const byFamily = new Map<number, Pattern[]>()
  const enlist = (pattern: Pattern): void => {
    const rarest = pattern.steps
      .filter((step) => !step.optional)
      .reduce((a, b) => ((sizes.get(b.family) ?? 0) < (sizes.get(a.family) ?? 0) ? b : a))
    const list = byFamily.get(rarest.family)
    if (list) list.push(pattern)
    else byFamily.set(rarest.family, [pattern])
  }
  let group = 0
  for (const [sign, { rules, hints }] of Object.entries(file.signs)) {
    for (const { points, must, say } of hints ?? []) {
      group++
      for (const written of say)
        enlist({ sign, strength: 'hint', steps: steps(written), unless: undefined, points, group: must ? -group : group })
    }
    for (const [i, rule] of rules.entries()) {
      const unless = rule.unless && family(`unless ${sign} ${i}`, () => rule.unless?.flatMap((w) => spelled(w)) ?? [])
      for (const strength of ['sure', 'event', 'maybe'] as const) {
        for (const written of rule[strength] ?? []) {
          enlist({ sign, strength, steps: steps(written), unless, points: 0, group: 0 })
        }
      }
    }
  }
  const moods = new Map(
    Object.entries(file.moods).map(([mood, list]) => [family(`mood ${mood}`, () => list.flatMap((w) => spelled(w))), mood] as const),
  )
  const masks = file.harmless.map(
    (written): Pattern => ({ sign: '', strength: 'sure', steps: steps(written), unless: undefined, points: 0, group: 0 }),
  )
  const backwards = (list: readonly string[]): Node => {
    const root: Node = { next: new Map(), families: [] }
    for (const word of list) plant(root, folded(word).reverse(), 0)
    return root
  }
  return {
    spelling: { folds, slips: slipsOf(file.slips, folded) },
    words,
    noes: backwards(file.no),
    fillers: backwards(file.fillers),
    masks,
    byFamily,
    musts: new Set(Object.keys(file.signs).filter((sign) => file.signs[sign]?.hints?.some((hint) => hint.must))),
    moods,
    family: (name) => names.get(`<${name}>`) ?? family(`<${name}>`, () => wordsOf(name)),
  }
}

/** A pattern's parts: <family>, (group), gaps and plain signs. */
function pieces(pattern: string): string[] {
  const out: string[] = []
  let depth = 0
  let kind = ''
  for (const sign of pattern) {
    const of =
      depth > 0
        ? kind
        : sign === '('
          ? '('
          : sign === '<' || kind === '<'
            ? '<'
            : /[\s…]/.test(sign)
              ? ' '
              : sign === '~' || sign === '_'
                ? sign
                : 'a'
    if (of === kind && out.length > 0) out[out.length - 1] += sign
    else out.push(sign)
    kind = of
    if (sign === '(') depth++
    if (sign === ')' && --depth === 0) kind = ''
    if (sign === '>' && depth === 0) kind = ''
  }
  return out
}

/** What stands between the bars of a (group), groups inside it left whole. */
function choicesOf(group: string): string[] {
  const out = ['']
  let depth = 0
  for (const sign of group.slice(1, -1)) {
    if (sign === '|' && depth === 0) out.push('')
    else out[out.length - 1] += sign
    if (sign === '(') depth++
    if (sign === ')') depth--
  }
  return out
}

const unitsOf = (word: string): string[] => word.match(/[a-z]+|\d+|./gu) ?? []

function plant(root: Node, units: readonly string[], family: number): void {
  let node = root
  for (const unit of units) {
    if (unit === '_') continue
    let next = node.next.get(unit)
    if (!next) {
      next = { next: new Map(), families: [] }
      node.next.set(unit, next)
    }
    node = next
  }
  if (!node.families.includes(family)) node.families.push(family)
}

function slipsOf(written: Readonly<Record<string, readonly string[]>>, folded: (word: string) => string[]): Map<string, Slip[]> {
  const slips = new Map<string, Slip[]>()
  for (const [right, wrongs] of Object.entries(written)) {
    for (const wrong of wrongs.map(folded)) {
      const first = wrong[0] as string
      slips.set(first, [...(slips.get(first) ?? []), { wrong, right: folded(right) }])
    }
  }
  for (const list of slips.values()) list.sort((a, b) => b.wrong.length - a.wrong.length)
  return slips
}

/** A word of three signs or more is also heard with one sign replaced by another of the same sound (喝农要). */
function typosOf(word: string, soundsLike: Readonly<Record<string, string>>): string[] {
  const signs = [...word]
  if (signs.length < 3) return []
  return signs.flatMap((sign, i) =>
    [...(soundsLike[sign] ?? '')].map((wrong) => [...signs.slice(0, i), wrong, ...signs.slice(i + 1)].join('')),
  )
}
