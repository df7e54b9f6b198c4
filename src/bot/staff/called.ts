/** 看到了, and 打过了: the person was called, back after an alarm or for the first time; then the promised first word is kept. */
import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { type Case, type CaseEvent, happen, isOver } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { isHushed } from '../../town/discreet.ts'
import { watchOf } from '../../town/town.ts'
import { type House, wordsHere } from '../house.ts'
import { calledBack, seeAlarms } from './alarm.ts'
import { answer } from './answer.ts'
import { tellStaff } from './cards.ts'
import { mayRead } from './rights.ts'
import { whichAlarm } from './which-case.ts'

/** The case that is named; else the one that waits for it, by an alarm or lying open. More than one is asked back: nobody is called by mistake. */
export function called(house: House, loaded: Loaded, officer: string, no: string | undefined, now: number): readonly Effect[] {
  const which = whichAlarm(house, loaded, officer, 'called', no, now)
  if ('say' in which) return which.say
  const back = calledBack(house, loaded, officer, which.no)
  const one = loaded.named.get(which.no)
  const words = wordsHere(house, loaded)
  if (one === undefined || !mayBeCalled(house, loaded, officer, one))
    return back.length > 0 ? back : [answer(loaded, words.one('staff.noAlarm'))]
  const said = back.length > 0 ? back : [answer(loaded, words.one('staff.called', { no: sayNumber(one.no) }))]
  return [...said, ...note(house, loaded, officer, one, now)]
}

/** 看到了, of the alarm that is named; else of the only one that is unseen. */
export function seen(house: House, loaded: Loaded, officer: string, no: string | undefined, now: number): readonly Effect[] {
  const which = whichAlarm(house, loaded, officer, 'seen', no, now)
  return 'say' in which ? which.say : seeAlarms(house, loaded, officer, which.no)
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
