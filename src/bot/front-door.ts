/** The front door: looks where a message was said and by whom, and lets the right room decide what follows. Pure. */

import type { Effect } from '../store/effect.ts'
import { isOnlyTry } from '../store/enrolment.ts'
import type { Loaded } from '../store/store.ts'
import { readCommand } from '../town/meaning/command.ts'
import type { House } from './house.ts'
import { inPrivate } from './private.ts'
import { answer } from './staff/answer.ts'
import { atTheDesk } from './staff/desk.ts'
import { isForDesk } from './staff/desk-words.ts'
import { enrol, refuse } from './staff/enrol.ts'
import { isDeskTalk } from './staff/open-case.ts'
import { type Order, readOrder } from './staff/orders.ts'
import { inStaffGroup } from './staff/room.ts'
import { inVillageGroup } from './village-group.ts'

/**
 * What follows from one message.
 * @param loaded the message with everything it is decided with
 * @param now epoch milliseconds
 * @param flood when it began that this person sends faster than anyone can be answered (pace.ts); undefined: they do not
 */
export function decide(house: House, loaded: Loaded, now: number, flood?: number): readonly Effect[] {
  const tooFast = flood !== undefined
  const { row, person, group } = loaded
  const isStranger = person.staff === undefined
  if (group?.kind === 'village') return inVillageGroup(house, loaded, group, now, tooFast)
  if (group?.kind === 'staff') return inStaffGroup(house, loaded, group, now, tooFast)
  // A group nobody has bound gets nothing.
  if (row.group !== undefined) return []
  if (loaded.code !== undefined) return enrol(house, loaded, loaded.code)
  // Beyond the pace a stranger's codes and orders are words like any others: kept, and not answered one by one.
  if (loaded.talk === null && isStranger && !tooFast && isOnlyTry(row.text))
    return [answer(loaded, house.words[person.lang].one('staff.badCode'))]
  const order = readOrder(row.text)
  if (person.staff !== undefined && isForDesk(loaded)) return atTheDesk(house, loaded, person.staff, now)
  if (isStranger && !tooFast && order !== undefined && isForeign(loaded, order)) return refuse(house, loaded, order)
  // What is no word for the desk, or of somebody no longer enrolled, belongs to no case that lies on it.
  return inPrivate(house, isDeskTalk(loaded.talk) ? { ...loaded, talk: null } : loaded, now, flood)
}

/** An order about a case that is not the person's own; asking how far a number is is no order. */
const isForeign = ({ row, cases }: Loaded, { no }: Order): boolean =>
  no !== undefined && !cases.some((c) => c.no === no) && readCommand(row.text)?.command !== 'status'
