/** Enrolment: a one-time code, said in private, binds this account to a named officer; whoever is not enrolled is refused. */

import type { Effect, Role } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { fold } from '../../town/meaning/text.ts'
import { officerOf } from '../../town/town.ts'
import { type House, wordsHere } from '../house.ts'
import { answer } from './answer.ts'
import type { Order } from './orders.ts'

/** @param code whom the store found the code to be for */
export function enrol(house: House, loaded: Loaded, code: { readonly officer: string; readonly role: Role }): readonly Effect[] {
  const name = officerOf(house.town, code.officer)?.name ?? code.officer
  return [
    { do: 'enrol', person: loaded.person.id, officer: code.officer, role: code.role, code: fold(loaded.row.text) },
    { do: 'audit', actor: code.officer, act: 'enrolled', object: code.officer },
    answer(loaded, house.words[loaded.person.lang].one('staff.enrolled', { name })),
  ]
}

/** An order of somebody who is not enrolled: nothing is done, nothing of the case is told, and the try is in the audit log. */
export const refuse = (house: House, loaded: Loaded, order: Order | undefined): readonly Effect[] => [
  answer(loaded, wordsHere(house, loaded).one('staff.notEnrolled')),
  { do: 'audit', actor: `person:${loaded.person.id}`, act: 'denied', object: order?.no ?? order?.name ?? 'group' },
]
