/** Cases as they stand: their events are opened, folded and, on the writer's side, remembered. */
import { type Case, type CaseEvent, caseOf, type Happened, happen, newCase } from '../town/case.ts'
import type { Draft } from './fold.ts'
import { type CaseFileRow, type EventRow, eventsOf } from './hot/cases.ts'
import type { Asker } from './hot/hot.ts'
import type { Inside } from './inside.ts'
import { attempt, type Keyring } from './keyring.ts'
import { learnKeys } from './learn.ts'

const happenedOf = (ring: Keyring, row: EventRow, person: number): Happened => ({
  at: row.at,
  event: ring.unsealJson(row.body, ['case_event', 'body', row.id], undefined, person) as CaseEvent,
  ...(row.officer === null ? {} : { by: row.officer }),
})

/** The cases of these rows, in their order, without those that were damaged. */
export async function readCases(asker: Asker, ring: Keyring, rows: readonly CaseFileRow[]): Promise<readonly Case[]> {
  if (rows.length === 0) return []
  await learnKeys(
    asker,
    ring,
    rows.map((r) => r.person),
  )
  const histories = new Map(rows.map((row): [string, EventRow[]] => [row.no, []]))
  for (const event of await asker.all(eventsOf, { nos: [...histories.keys()] })) histories.get(event.no)?.push(event)
  return rows.flatMap((row) => {
    const happened = attempt(() => histories.get(row.no)?.map((event) => happenedOf(ring, event, row.person)))
    if (happened === undefined) return []
    return [caseOf({ no: row.no, person: row.person, openedAt: row.opened_at, reach: row.reach as Case['reach'] }, happened)]
  })
}

/** The same for the writer, who remembers what it has opened. */
export async function casesOfRows(s: Inside, rows: readonly CaseFileRow[]): Promise<ReadonlyMap<string, Case>> {
  const cases = new Map<string, Case>()
  for (const { no } of rows) {
    const known = s.cases.get(no)
    if (known !== undefined) cases.set(no, known)
  }
  const unknown = rows.filter((row) => !cases.has(row.no))
  for (const one of await readCases(s.engine.writer, s.ring, unknown)) {
    s.cases.set(one.no, one)
    cases.set(one.no, one)
  }
  return cases
}

/** After a commit: what was written is added to what is remembered. */
export function remember(s: Inside, draft: Draft, now: number): void {
  s.opened += draft.cases.length
  for (const { no, person, reach } of draft.cases) s.cases.set(no, newCase({ no, person, openedAt: now, reach }))
  for (const { no, event, by } of draft.events) {
    const known = s.cases.get(no)
    if (known !== undefined) s.cases.set(no, happen(known, { at: now, event, ...(by === null ? {} : { by }) }))
  }
}
