/** Free case numbers: drawn by a key, so the same seed draws the same number until it is taken, and no number tells of another. */
import { digitsFor, numberFrom } from '../town/case-number.ts'
import { casesByNo } from './hot/cases.ts'
import type { Inside } from './inside.ts'

/** A free number for each seed: its first draw that is neither taken nor given to another of them. Call it on the queue. */
export async function freeNumbers(s: Inside, seeds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const free = new Map<string, string>()
  const given = new Set<string>()
  let open = seeds
  for (let n = 0; open.length > 0; n++) {
    const drawn = open.map((seed) => [seed, numberFrom(s.ring.draw(seed, n), digitsFor(s.opened))] as const)
    const rows = await s.engine.writer.all(casesByNo, { nos: drawn.map(([, no]) => no) })
    const taken = new Set(rows.map((r) => r.no))
    for (const [seed, no] of drawn) {
      if (taken.has(no) || given.has(no)) continue
      free.set(seed, no)
      given.add(no)
    }
    open = open.filter((seed) => !free.has(seed))
  }
  return free
}
