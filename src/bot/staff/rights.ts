/** Who may see what. Rights come only from enrolment, never from a name or a group. */
import type { Case } from '../../town/case.ts'
import { isHushed } from '../../town/discreet.ts'
import { namedFor, type Town } from '../../town/town.ts'

/** Kind as chosen, else as guessed from the words. */
export function kindOf(one: Case): string | undefined {
  const { kind, guess } = one.answers
  return typeof kind === 'string' ? kind : typeof guess === 'string' ? guess : undefined
}

/**
 * Whether this enrolled officer may open the text of a case: anyone for ordinary matters; for the others those named, the holder,
 * and in danger whoever is alarmed, for an alarm that cannot be opened helps nobody.
 */
export const mayRead = (town: Town, officer: string, one: Case, watch: readonly (string | undefined)[]): boolean =>
  !isHushed(one) ||
  one.holder === officer ||
  one.matters.some((matter) => namedFor(town, matter).includes(officer)) ||
  (one.urgent && watch.includes(officer))
