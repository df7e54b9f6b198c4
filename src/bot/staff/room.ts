/** The staff group: cards are claimed here; an answer typed here is passed on only for ordinary cases and only when it gives nobody away. */

import type { Words } from '../../flows/words.ts'
import type { Effect } from '../../store/effect.ts'
import type { Group, Loaded } from '../../store/store.ts'
import type { Case } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { hearUrgent } from '../../town/danger/hear.ts'
import { isHushed } from '../../town/discreet.ts'
import { findPrivate } from '../../town/private-marks.ts'
import { type House, wordsHere } from '../house.ts'
import { dangerInGroup } from '../village-group.ts'
import { answer, answerAlone } from './answer.ts'
import { refuse } from './enrol.ts'
import { type Order, readOrder } from './orders.ts'
import { orderAnywhere } from './orders-anywhere.ts'
import { claim, close, passOn } from './orders-done.ts'
import { reopen } from './over.ts'
import { isCaseOrder, whichCase } from './which-case.ts'

/** @param tooFast they send faster than anyone can be answered */
export function inStaffGroup(house: House, loaded: Loaded, group: Group, now: number, tooFast: boolean): readonly Effect[] {
  const order = readOrder(loaded.row.text)
  const urgent = order === undefined ? hearUrgent(loaded.row.text) : undefined
  if (urgent?.sure === true) return dangerInGroup(house, loaded, group, urgent.sign, now, tooFast)
  const staff = loaded.person.staff
  if (staff === undefined) return tooFast ? [] : refuse(house, loaded, order)
  // Called by name, but with no order in it.
  if (order === undefined) return [answer(loaded, wordsHere(house, loaded).one('staff.help'))]
  return carryOut(house, loaded, staff.officer, order, now)
}

function carryOut(house: House, loaded: Loaded, officer: string, order: Order, now: number): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const done = orderAnywhere(house, loaded, officer, order, now)
  if (done !== undefined) return done
  // The text never travels in a group.
  if (!isCaseOrder(order) || order.name === 'read' || order.name === 'listen') return [answer(loaded, words.one('staff.inPrivate'))]
  const which = whichCase(house, loaded, officer, order, now)
  if ('say' in which) return which.say
  const one = loaded.named.get(which.no) ?? loaded.open.find(({ no }) => no === which.no)
  if (one === undefined || isHushed(one)) return [answer(loaded, hushedAnswer(words, officer, one, which.no))]
  if (order.name === 'claim') return claim(house, loaded, officer, one, now)
  if (order.name === 'reopen') return reopen(house, loaded, officer, one, now)
  if (order.name === 'close') return close(house, loaded, officer, one, order.rest, now)
  if (isPrivate(house, officer, one, order.rest)) return hold(house, loaded, one, order.rest)
  return passOn(house, loaded, officer, one, order.rest, now)
}

/** Whether the words give somebody away. Their own name officers may say, and that of any office or village. */
function isPrivate({ town }: House, officer: string, one: Case, text: string): boolean {
  const { name } = one.answers
  const people = town.offices.flatMap((office) => office.people)
  return (
    findPrivate(text, {
      names: [...(typeof name === 'string' ? [name] : []), ...people.filter((p) => p.id !== officer).map((p) => p.name)],
      sayable: [
        town.name,
        town.county,
        town.centre,
        ...town.villages.flatMap((village) => [village.name, ...village.also, village.branch]),
        ...town.offices.map((office) => office.name),
        ...people.filter((p) => p.id === officer).map((p) => p.name),
      ],
      phones: [town.phones.duty, ...town.offices.map((office) => office.phone)],
    }).length > 0
  )
}

/** What is held is not lost: it lies in the officer's private chat, ready to be sent from there. */
function hold(house: House, loaded: Loaded, one: Case, text: string): readonly Effect[] {
  const no = sayNumber(one.no)
  const words = house.words[loaded.person.lang]
  return [
    answer(loaded, wordsHere(house, loaded).one('staff.held', { no })),
    answerAlone(loaded, words.one('staff.heldHere'), 1),
    answerAlone(loaded, words.one('staff.heldOrder', { no, text }), 2),
  ]
}

/** A discreet case does not exist in the group; of one whose card lay there before it became discreet no more is said than that. */
function hushedAnswer(words: Words, officer: string, one: Case | undefined, no: string): string {
  if (one === undefined || !one.shown) return words.one('staff.noCase', { no: sayNumber(no) })
  return one.holder === officer ? words.one('staff.inPrivate') : words.one('staff.notHere', { no: sayNumber(no) })
}
