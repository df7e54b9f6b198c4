/** Who may see what. Rights come only from enrolment, never from a name or a group. */
import type { Case } from '../../town/case.ts'
import type { Discreet, Town } from '../../town/town.ts'

const discreetSigns: Readonly<Record<string, Discreet>> = {
  domestic: 'domestic',
  sexual: 'sexual',
  child: 'child',
  elder: 'elder',
  'self-harm': 'self_harm',
}

/** The matter of face.md §1 that a case touches, if it touches one: then no group sees a card of it. */
export function discreetOf(one: Case): Discreet | undefined {
  for (const sign of one.signs) if (discreetSigns[sign] !== undefined) return discreetSigns[sign]
  return kindOf(one) === 'village_affairs' ? 'officials' : undefined
}

/** Kind as chosen, else as guessed from the words. */
export function kindOf(one: Case): string | undefined {
  const { kind, guess } = one.answers
  return typeof kind === 'string' ? kind : typeof guess === 'string' ? guess : undefined
}

/** Whether this enrolled officer may open the text of a case: anyone for ordinary matters, only those named for the others (and the holder). */
export function mayRead(town: Town, officer: string, one: Case, watch: readonly (string | undefined)[]): boolean {
  const discreet = discreetOf(one)
  if (discreet === undefined || one.holder === officer) return true
  return (town.named[discreet] ?? []).includes(officer) || (discreet !== 'officials' && one.urgent && watch.includes(officer))
}
