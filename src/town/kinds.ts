/** What kind of matter a story is about: the 26 kinds, how they are called, and a guess from the words. */
import { fold } from './meaning/text.ts'
import type { Discreet, Lang } from './town.ts'
import { readFacts } from './yaml.ts'

export const kindCodes = [
  'family',
  'elder_support',
  'inherit',
  'neighbor',
  'adjacent',
  'homestead',
  'land_contract',
  'lake_land',
  'net_cage',
  'collective_income',
  'expropriation',
  'village_affairs',
  'pollution',
  'wages',
  'work_injury',
  'traffic',
  'medical',
  'consumer',
  'debt',
  'injury_comp',
  'production',
  'property_fac',
  'school',
  'welfare',
  'litig',
  'other',
] as const
type KindCode = (typeof kindCodes)[number]

export interface Kind {
  readonly code: KindCode
  /** As staff and residents read it. */
  readonly name: string
  /** In plain words: 干活不给钱. */
  readonly plain: string
  readonly en: string
  /** One sentence to the resident where a term may run out; a town's 司法所 approves it. */
  readonly timeBar?: string
  /** Set: no card in any group, the officers named for this are told. */
  readonly discreet?: Discreet
}

interface KindFacts extends Kind {
  readonly words: Readonly<Record<string, readonly string[]>>
}

const facts = readFacts<readonly KindFacts[]>(new URL('./kinds.yaml', import.meta.url))

/** All kinds in the order of domain.md §2.1, `other` last. */
export const kinds: readonly Kind[] = facts.map(({ words: _, ...kind }) => kind)
const byCode = new Map<string, Kind>(kinds.map((k) => [k.code, k]))

/** The kind with this code, or undefined. */
const kindOf = (code: string | undefined): Kind | undefined => (code === undefined ? undefined : byCode.get(code))

/** How a kind is called; an unknown code is called 其他 / Something else. */
export function kindName(code: string | undefined, lang: Lang): string {
  const kind = kindOf(code) ?? kindOf('other')
  return (lang === 'en' ? kind?.en : kind?.name) ?? ''
}

/** Whether cases of this kind get no card in any group, and whom to tell instead. Danger at home and the like are signs (urgent.ts), not kinds. */
export const discreetOf = (code: string | undefined): Discreet | undefined => kindOf(code)?.discreet

interface Hint {
  readonly weight: number
  /** Most signs between two parts. */
  readonly gap: number
  /** The parts of a…b…c, in order. */
  readonly parts: readonly string[]
}
/** Signs between the two parts of a…b. */
const between = 8
/** Signs between the two parts of a……b, over stops too. */
const far = 40

const hints = facts.map((k) => ({
  code: k.code,
  hints: Object.entries(k.words).flatMap(([weight, words]) =>
    words.map((w): Hint => ({ weight: Number(weight), gap: w.includes('……') ? far : between, parts: w.split(/…+/).map(fold) })),
  ),
}))

/** A story is read this far. */
const longest = 2000

/** Where a hint stands in a text: start and end, or undefined. Latin words only whole. */
function standsAt(text: string, { parts, gap }: Hint): readonly [number, number] | undefined {
  const [first = '', ...others] = parts
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    let end = at + first.length
    if (/^[a-z]/.test(first) && (/[a-z]/.test(text[at - 1] ?? '') || /[a-z]/.test(text[end] ?? ''))) continue
    const all = others.every((part) => {
      const next = text.slice(end, end + gap + part.length).indexOf(part)
      if (next < 0 || (gap === between && /[.;!?。；！？]/.test(text.slice(end, end + next)))) return false
      end += next + part.length
      return true
    })
    if (all) return [at, end]
  }
  return undefined
}

/** Of hints that stand in each other only the heaviest counts: 欠工钱 is not also 欠 and 钱. */
function scoreOf(text: string, all: readonly Hint[]): { readonly sum: number; readonly top: number } {
  const found = all.flatMap((hint) => {
    const span = standsAt(text, hint)
    return span === undefined ? [] : [{ weight: hint.weight, from: span[0], to: span[1] }]
  })
  found.sort((a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from))
  const kept: typeof found = []
  for (const f of found) if (!kept.some((k) => f.from < k.to && k.from < f.to)) kept.push(f)
  // What is said again and again in other words adds less and less.
  return { sum: kept.reduce((sum, f, i) => sum + f.weight * (i < 3 ? 1 : 0.3), 0), top: kept[0]?.weight ?? 0 }
}

export interface KindGuess {
  readonly best?: KindCode
  /** Likely ones, the likeliest first, at most four; empty where the best is sure or nothing is known. */
  readonly close: readonly KindCode[]
  readonly sure: boolean
}

/** A word of this weight nearly says the kind. */
const NEARLY_SAID = 4
/** The kinds that words point to, the likeliest first. */
function scoresOf(text: string) {
  const said = fold(text.slice(0, longest))
  return hints
    .map((k, order) => {
      const { sum, top } = scoreOf(said, k.hints)
      return { code: k.code, order, score: sum, top }
    })
    .filter((s) => s.score >= 2)
    .sort((a, b) => b.score - a.score || a.order - b.order)
}

/** The discreet kinds (村务管理) that a text nearly says. */
export const discreetKindsIn = (text: string): readonly Discreet[] =>
  scoresOf(text).flatMap(({ code, top }) => (top >= NEARLY_SAID ? (discreetOf(code) ?? []) : []))

/**
 * Guesses the kind of a story from its words; a person may always say otherwise.
 * @param text  what was told; anything goes in, the first 2000 letters are read
 * @returns     `sure` where one kind is clearly ahead; nothing at all where no word points anywhere
 */
export function guessKind(text: string): KindGuess {
  const scores = scoresOf(text)
  const [first, second] = scores
  if (first === undefined) return { close: [], sure: false }
  // One word that nearly says it, and no other kind near: hints alone, however many, are asked about.
  const sure = first.top >= NEARLY_SAID && (second === undefined || (first.score - second.score >= 2 && first.score >= second.score * 1.35))
  return {
    best: first.code,
    sure,
    close: sure
      ? []
      : scores
          .filter((s) => s.score >= first.score * 0.5)
          .slice(0, 4)
          .map((s) => s.code),
  }
}
