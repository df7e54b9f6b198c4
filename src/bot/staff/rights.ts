/** Who may see what. Rights come only from enrolment, never from a name or a group. */

import type { Loaded } from '../../store/store.ts'
import type { Case } from '../../town/case.ts'
import { isHushed, namedForCase } from '../../town/discreet.ts'
import { type Town, watchOf } from '../../town/town.ts'
import type { House } from '../house.ts'

/** Kind as chosen, else as guessed from the words. */
export function kindOf(one: Case): string | undefined {
  const { kind, guess } = one.answers
  return typeof kind === 'string' ? kind : typeof guess === 'string' ? guess : undefined
}

/**
 * Whether this enrolled officer may open the text of a case: anyone for ordinary matters; for the others those named, the holder,
 * and in danger whoever is alarmed, for an alarm that cannot be opened helps nobody. Never who is accused in it.
 */
export const mayRead = (town: Town, officer: string, one: Case, watch: readonly (string | undefined)[]): boolean =>
  !one.accused.includes(officer) &&
  (!isHushed(one) || one.holder === officer || namedForCase(town, one).includes(officer) || (one.urgent && watch.includes(officer)))

/** The open cases that this officer may hear of where they speak: in private what they may open; in the group a discreet case does not exist. */
export const openHere = ({ town }: House, { open, group, post }: Loaded, officer: string): readonly Case[] =>
  open.filter((one) => (group === undefined ? mayRead(town, officer, one, watchOf(town, post.duty)) : !isHushed(one)))
