/** The front door: looks where a message was said and by whom, and lets the right room decide what follows. Pure. */
import type { Effect, Loaded } from '../store/store.ts'
import type { House } from './house.ts'
import { inPrivate } from './private.ts'
import { atTheDesk } from './staff/desk.ts'
import { enrol } from './staff/enrol.ts'
import { isDeskTalk } from './staff/open-case.ts'
import { readOrder } from './staff/orders.ts'
import { inStaffGroup } from './staff/room.ts'
import { inVillageGroup } from './village-group.ts'

/**
 * What follows from one message.
 * @param loaded the message with everything it is decided with
 * @param now epoch milliseconds
 * @param tooFast this person sends faster than anyone can be answered
 */
export function decide(house: House, loaded: Loaded, now: number, tooFast = false): readonly Effect[] {
  const { row, person, group } = loaded
  if (group?.kind === 'village') return inVillageGroup(house, loaded, group, now)
  if (group?.kind === 'staff') return inStaffGroup(house, loaded, group, now)
  // A group nobody has bound gets nothing.
  if (row.group !== undefined) return []
  if (loaded.code !== undefined) return enrol(house, loaded, loaded.code)
  if (person.staff !== undefined && (isDeskTalk(loaded.talk) || readOrder(row.text) !== undefined))
    return atTheDesk(house, loaded, person.staff, now)
  return inPrivate(house, loaded, now, tooFast)
}
