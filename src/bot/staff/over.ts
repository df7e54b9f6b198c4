/** What staff can still do with a case that is over: open it again. */
import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { type Case, type CaseEvent, happen, isNotFree, isOver } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { officeNameOf, officerOf } from '../../town/town.ts'
import { type House, wordsHere, wordsOfResident } from '../house.ts'
import { answer } from './answer.ts'
import { tellStaff } from './cards.ts'

/** Answers an order that a case which is over cannot follow, and says how it goes on; undefined where it is not over. */
export function refuseOver(house: House, loaded: Loaded, one: Case): readonly Effect[] | undefined {
  if (!isOver(one)) return undefined
  const key = one.state === 'withdrawn' ? 'staff.takenBack' : 'staff.over'
  return [answer(loaded, wordsHere(house, loaded).one(key, { no: sayNumber(one.no) }))]
}

/** 重开: a case that was closed goes on; the person is told, and no longer asked how it went. What the person took back stays taken back. */
export function reopen(house: House, loaded: Loaded, officer: string, one: Case, now: number): readonly Effect[] {
  const no = sayNumber(one.no)
  const words = wordsHere(house, loaded)
  if (one.state !== 'closed') return refuseOver(house, loaded, one) ?? [answer(loaded, words.one('staff.notOver', { no }))]
  const event: CaseEvent = { is: 'reopened' }
  const who = officerOf(house.town, one.holder ?? officer)
  const text = wordsOfResident(house, loaded, one).one('staff.goesOn', { no, who: `${officeNameOf(house.town, who)}${who?.name ?? ''}` })
  return [
    { do: 'happened', no: one.no, event, by: officer },
    { do: 'audit', actor: officer, act: 'reopened', object: one.no },
    ...(one.asked === undefined ? [] : [{ do: 'unsend', once: one.asked } as const]),
    ...(isNotFree(one)
      ? []
      : [
          {
            do: 'send',
            to: { person: one.person },
            message: { text },
            class: 'notice',
            once: `reopened:${loaded.row.id}`,
            no: one.no,
          } as const,
        ]),
    answer(loaded, words.one('staff.reopened', { no })),
    ...tellStaff(house, loaded.post, one, happen(one, { at: now, by: officer, event }), `${loaded.row.id}`, now),
  ]
}
