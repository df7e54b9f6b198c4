/** Orders that mean the same in the group and in private. */
import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { type House, wordsHere } from '../house.ts'
import { answer } from './answer.ts'
import { called, seen } from './called.ts'
import type { Order } from './orders.ts'
import { takeBack, takeDuty, tellList } from './orders-done.ts'

/** Carries out an order that is about no single case, or asks for its number where that was none; undefined where the place decides what it means. */
export function orderAnywhere(house: House, loaded: Loaded, officer: string, order: Order, now: number): readonly Effect[] | undefined {
  const say = (key: string): readonly Effect[] => [answer(loaded, wordsHere(house, loaded).one(key))]
  if (order.amiss !== undefined) return say(order.amiss === 'two' ? 'staff.oneByOne' : 'staff.whichNo')
  switch (order.name) {
    case 'seen':
      return seen(house, loaded, officer, order.no, now)
    case 'called':
      return called(house, loaded, officer, order.no, now)
    case 'duty':
      return takeDuty(house, loaded, officer)
    case 'list':
      return tellList(house, loaded, officer, now)
    case 'undo':
      return takeBack(house, loaded, officer, now)
    case 'help':
      return say('staff.help')
    default:
      return undefined
  }
}
