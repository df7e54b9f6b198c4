/** Finds the patterns of urgent.yaml in a reading, in time that grows with its length only. */
import type { Reading } from './urgent-read.ts'
import type { Node, Pattern, Rules } from './urgent-rules.ts'

/** Starts and ends (exclusive) of a family's words, in order of their end. */
export interface Hits {
  readonly starts: number[]
  readonly ends: number[]
}

export interface Found {
  readonly pattern: Pattern
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

export interface Heard {
  readonly found: readonly Found[]
  /** All words of a family, masked ones left out, no or not. */
  readonly raw: (family: number) => Hits
}

const NONE: Hits = { starts: [], ends: [] }

export function listen(reading: Reading, rules: Rules): Heard {
  const { units } = reading
  const all = scan(units, rules.words)
  if (all.size === 0) return { found: [], raw: () => NONE }
  const masked = maskOf(reading, rules, all)
  const unmasked = new Map<number, Hits>()
  const raw = (family: number): Hits => {
    const known = unmasked.get(family)
    if (known) return known
    const kept = filter(all.get(family) ?? NONE, (s, e) => !masked || !covered(masked, s, e))
    unmasked.set(family, kept)
    return kept
  }
  const said = new Map<number, Hits>()
  const notDenied = (family: number): Hits => {
    const known = said.get(family)
    if (known) return known
    const kept = filter(raw(family), (s) => !denied(units, s, rules, masked))
    said.set(family, kept)
    return kept
  }
  const found: Found[] = []
  for (const family of all.keys()) {
    for (const pattern of rules.byFamily.get(family) ?? []) {
      if (!pattern.steps.every((step) => step.optional || all.has(step.family))) continue
      const hits = walk(pattern, notDenied, raw, reading)
      if (hits.ends.length > 0) found.push({ pattern, ...hits })
    }
  }
  return { found, raw }
}

function scan(units: readonly string[], words: Node): Map<number, Hits> {
  const all = new Map<number, Hits>()
  for (let i = 0; i < units.length; i++) {
    let node = words.next.get(units[i] as string)
    for (let j = i + 1; node; j++) {
      for (const family of node.families) {
        const hits = all.get(family)
        if (hits) {
          hits.starts.push(i)
          hits.ends.push(j)
        } else all.set(family, { starts: [i], ends: [j] })
      }
      node = j < units.length ? node.next.get(units[j] as string) : undefined
    }
  }
  return all
}

/** For each step only the nearest word before it can matter, so one pass over the words of each step is enough. A word right behind the step before is one saying with it, so no "no" is looked for between. */
function walk(pattern: Pattern, said: (family: number) => Hits, raw: (family: number) => Hits, reading: Reading): Hits {
  let reached: Hits | undefined
  for (const step of pattern.steps) {
    if (!reached) {
      reached = said(step.family)
      continue
    }
    const hits = step.gap === 0 ? raw(step.family) : said(step.family)
    const next: Hits = { starts: [], ends: [] }
    const latest = nearestBefore(reached)
    for (let i = 0; i < hits.starts.length; i++) {
      const start = hits.starts[i] as number
      const from = latest(start)
      if (from < 0) continue
      const end = reached.ends[from] as number
      if (start - end > step.gap) continue
      if (!step.across && start > end && reading.clause[end - 1] !== reading.clause[start]) continue
      next.starts.push(reached.starts[from] as number)
      next.ends.push(hits.ends[i] as number)
    }
    if (step.optional) {
      next.starts.push(...reached.starts)
      next.ends.push(...reached.ends)
    }
    if (next.starts.length === 0) return next
    reached = next
  }
  return reached ?? NONE
}

/** Answers, for growing places, the number of the hit that ends last at or before the place. */
function nearestBefore(hits: Hits): (place: number) => number {
  const order = hits.ends.map((_, i) => i).sort((a, b) => (hits.ends[a] as number) - (hits.ends[b] as number))
  let at = -1
  return (place) => {
    while (at + 1 < order.length && (hits.ends[order[at + 1] as number] as number) <= place) at++
    return at < 0 ? -1 : (order[at] as number)
  }
}

/** For each unit the number of the harmless phrase it belongs to, or 0. */
function maskOf(reading: Reading, rules: Rules, all: ReadonlyMap<number, Hits>): Mask | undefined {
  let mask: Mask | undefined
  for (const pattern of rules.masks) {
    if (!pattern.steps.every((step) => step.optional || all.has(step.family))) continue
    const any = (family: number): Hits => all.get(family) ?? NONE
    const hits = walk(pattern, any, any, reading)
    for (let i = 0; i < hits.starts.length; i++) {
      mask ??= { of: new Int32Array(reading.units.length), starts: [], ends: [] }
      mask.starts.push(hits.starts[i] as number)
      mask.ends.push(hits.ends[i] as number)
      mask.of.fill(mask.starts.length, hits.starts[i], hits.ends[i])
    }
  }
  return mask
}

interface Mask {
  readonly of: Int32Array
  readonly starts: number[]
  readonly ends: number[]
}

/** A word is covered when it touches a harmless phrase and does not reach out over both its ends (or equal one end and over the other). */
function covered(mask: Mask, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const no = mask.of[i] as number
    if (no === 0) continue
    const from = mask.starts[no - 1] as number
    const to = mask.ends[no - 1] as number
    if (!(start <= from && end >= to && end - start > to - from)) return true
  }
  return false
}

const MOST_FILLERS = 3

/** Whether a no stands right before, with at most a few small words between (没 真 打). */
function denied(units: readonly string[], start: number, rules: Rules, mask: Mask | undefined): boolean {
  let at = start
  for (let k = 0; k <= MOST_FILLERS; k++) {
    const no = longest(units, at, rules.noes)
    if (no > 0 && !(mask && covered(mask, at - no, at))) return true
    const filler = longest(units, at, rules.fillers)
    if (filler === 0) return false
    at -= filler
  }
  return false
}

function longest(units: readonly string[], end: number, root: Node): number {
  let node: Node | undefined = root
  let length = 0
  for (let i = end - 1; i >= 0; i--) {
    node = node.next.get(units[i] as string)
    if (!node) break
    if (node.families.length > 0) length = end - i
  }
  return length
}

function filter(hits: Hits, keep: (start: number, end: number) => boolean): Hits {
  const kept: Hits = { starts: [], ends: [] }
  for (let i = 0; i < hits.starts.length; i++) {
    const [s, e] = [hits.starts[i] as number, hits.ends[i] as number]
    if (!keep(s, e)) continue
    kept.starts.push(s)
    kept.ends.push(e)
  }
  return kept
}

/** The first place of an ordered list whose number is not below `from`; the length where there is none. */
export function firstFrom<T>(list: readonly T[], numberOf: (one: T) => number, from: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberOf(list[middle] as T) < from) low = middle + 1
    else high = middle
  }
  return low
}
