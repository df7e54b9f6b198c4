/** 打过了: the person was called, back after an alarm or for the first time; then the promised first word is kept. */
import type { Effect, Loaded } from '../../store/store.ts'
import { type Case, type CaseEvent, happen, isOver } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { isHushed } from '../../town/discreet.ts'
import { watchOf } from '../../town/town.ts'
import { type House, wordsHere } from '../house.ts'
import { calledBack } from './alarm.ts'
import { answer } from './answer.ts'
import { tellStaff } from './cards.ts'
import { mayRead } from './rights.ts'

/** Of the alarms that wait for it; where none does, of the case that is named or lies open. */
export function called(house: House, loaded: Loaded, officer: string, no: string | undefined, now: number): readonly Effect[] {
  const back = calledBack(house, loaded, officer, no)
  const ids = new Set(back.flatMap((effect) => (effect.do === 'alarm-called' ? [effect.id] : [])))
  const nos = ids.size > 0 ? loaded.post.alarms.filter((a) => ids.has(a.id)).map((a) => a.no) : [no ?? loaded.talk?.no ?? '']
  const cases = [...new Set(nos)].flatMap((of) => loaded.named.get(of) ?? []).filter((one) => mayBeCalled(house, loaded, officer, one))
  const words = wordsHere(house, loaded)
  const said =
    cases[0] === undefined
      ? answer(loaded, words.one('staff.noAlarm'))
      : answer(loaded, words.one('staff.called', { no: sayNumber(cases[0].no) }))
  return [...(ids.size > 0 ? back : [said]), ...cases.flatMap((one) => note(house, loaded, officer, one, now))]
}

/** In the group a discreet case does not exist. */
const mayBeCalled = (house: House, { group, post }: Loaded, officer: string, one: Case): boolean =>
  !isOver(one) && (group === undefined || !isHushed(one)) && mayRead(house.town, officer, one, watchOf(house.town, post.duty))

function note(house: House, loaded: Loaded, officer: string, one: Case, now: number): readonly Effect[] {
  const event: CaseEvent = { is: 'called' }
  return [
    { do: 'happened', no: one.no, event, by: officer },
    { do: 'audit', actor: officer, act: 'called', object: one.no },
    ...tellStaff(house, loaded.post, one, happen(one, { at: now, by: officer, event }), `${loaded.row.id}`, now),
  ]
}
