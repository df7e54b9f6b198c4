/** Enrolment: a one-time code, said in private, binds this account to a named officer. */

import type { Effect, Loaded, Role } from '../../store/store.ts'
import { fold } from '../../town/meaning/text.ts'
import { officerOf } from '../../town/town.ts'
import type { House } from '../house.ts'
import { answer } from './alarm.ts'

/** @param code whom the store found the code to be for */
export function enrol(house: House, loaded: Loaded, code: { readonly officer: string; readonly role: Role }): readonly Effect[] {
  const name = officerOf(house.town, code.officer)?.name ?? code.officer
  return [
    { do: 'enrol', person: loaded.person.id, officer: code.officer, role: code.role, code: fold(loaded.row.text) },
    { do: 'audit', actor: code.officer, act: 'enrolled', object: code.officer },
    answer(loaded, house.words[loaded.person.lang].one('staff.enrolled', { name })),
  ]
}
