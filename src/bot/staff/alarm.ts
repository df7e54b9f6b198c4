/** Alarms to the duty: sent, seen, called back. Sent is not seen, and the person is told the truth at each step. */

import type { Words } from '../../flows/words.ts'
import type { Effect } from '../../store/effect.ts'
import type { Alarm, Loaded } from '../../store/store.ts'
import { type Case, isNotFree, villageOf } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { isHushed, whoAnswersFor } from '../../town/discreet.ts'
import type { Forbidden } from '../../town/meaning/forbidden.ts'
import { dutyFor, officerOf, watchOf } from '../../town/town.ts'
import { type House, wordsForOfficer, wordsHere } from '../house.ts'
import { answer } from './answer.ts'
import { mayRead } from './rights.ts'

/** What an alarm needs of the message that brought it. */
type Alarming = Pick<Loaded, 'post' | 'person'> & { readonly row: Pick<Loaded['row'], 'id'> }

/** Alarms the duty in private, and whoever the case's alarm has reached already. An alarm that is still unseen is sent again, not doubled. */
export function alarmDuty(house: House, loaded: Alarming, one: Case, sign: string, now: number): readonly Effect[] {
  const { post, person, row } = loaded
  const waiting = post.alarms.find((a) => a.no === one.no && a.seenAt === undefined)
  const since = waiting?.sentAt ?? now
  return [
    ...(waiting === undefined ? [{ do: 'alarm', no: one.no, person: person.id, sign } as const] : []),
    ...reachedBy(house, post, one).map((officer) =>
      alarmTo(wordsForOfficer(house, post, officer), officer, one.no, villageOf(one), since, `alarm:${row.id}:${officer}`),
    ),
  ]
}

/** The duty, whoever the case's unseen alarm has climbed to, and whoever has seen one and not called back. */
function reachedBy({ town }: House, { alarms, duty, people }: Alarming['post'], { no, accused }: Pick<Case, 'no' | 'accused'>) {
  const own = alarms.filter((alarm) => alarm.no === no)
  const climbed = Math.max(0, ...own.filter((alarm) => alarm.seenAt === undefined).map((alarm) => alarm.step))
  const others = [...watchOf(town, duty).slice(1, climbed + 1), ...own.map((alarm) => alarm.seenBy)].filter(
    (officer) => officer !== undefined && people.has(officer),
  )
  const first = dutyFor(town, duty, accused, (officer) => people.has(officer))
  const reached = [first, ...others].filter((officer) => officer !== undefined)
  return [...new Set(reached.filter((officer) => !accused.includes(officer)))]
}

/** 没事了, 穿红衣服: who has the alarm hears it and asks again, or reads it; the alarm goes on. */
export const tellAlarmed = (house: House, { post, row }: Loaded, one: Case, what: 'saysCalm' | 'addedWords'): readonly Effect[] =>
  reachedBy(house, post, one).map((officer) => ({
    do: 'send',
    to: { officer },
    message: { text: wordsForOfficer(house, post, officer).one(`staff.${what}`, { no: sayNumber(one.no) }) },
    class: 'alarm',
    once: `${what}:${row.id}:${officer}`,
    no: one.no,
  }))

/**
 * Who may be about to call or write hears at once that the person is not free to speak, or is again: who has the alarm or the case, and
 * who has looked at it; where that is nobody, who answers for it.
 */
export function tellFreedom(house: House, { post, row }: Loaded, one: Case, free: boolean): readonly Effect[] {
  const reachable = (officer: string): boolean => post.people.has(officer)
  const near = [one.urgent ? reachedBy(house, post, one) : [], one.holder ?? [], one.readBy.map(({ by }) => by)].flat().filter(reachable)
  const told = near.length > 0 ? [...new Set(near)] : whoAnswersFor(house.town, post.duty, one, reachable)
  return told.map((officer): Effect => {
    const text = wordsForOfficer(house, post, officer).one(free ? 'staff.freeNow' : 'staff.notFreeNow', { no: sayNumber(one.no) })
    return { do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `freedom:${row.id}:${one.no}:${officer}`, no: one.no }
  })
}

/** The alarm as an officer gets it: number and village; the story only when they ask for it. */
function alarmTo(words: Words, officer: string, no: string, village: string | undefined, since: number, once: string): Effect {
  const text = words.one('staff.alarm', { no: sayNumber(no), village: village ?? words.one('staff.noVillage') })
  return { do: 'send', to: { officer }, message: { text, urgent: true, alarm: { no, state: 'sent', since } }, class: 'alarm', once, no }
}

/** An alarm of this person that is still going on: whoever has it reads what they say. */
export const alarmOut = ({ post, person }: Loaded): Alarm | undefined =>
  post.alarms.find((a) => a.person === person.id && a.calledAt === undefined)

/** A resident wants a human, or was not understood twice. @param cause makes the once-key */
export function callDuty(house: House, loaded: Loaded, { no, accused }: Case, cause: string): readonly Effect[] {
  const { duty, people } = loaded.post
  const officer = dutyFor(house.town, duty, accused, (one) => people.has(one))
  if (officer === undefined) return []
  const text = wordsForOfficer(house, loaded.post, officer).one('staff.wantsHuman', { no: sayNumber(no) })
  return [{ do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `human:${cause}`, no }]
}

/** What the resident takes back is told in private to whoever has the case; where nobody has an ordinary one, to the duty. */
export function tellHolder(house: House, loaded: Loaded, one: Case, what: 'withdrawn' | `forbidden.${Forbidden}`): readonly Effect[] {
  const officer = one.holder ?? (isHushed(one) ? undefined : loaded.post.duty)
  if (officer === undefined) return []
  const text = wordsForOfficer(house, loaded.post, officer).one(`staff.${what}`, { no: sayNumber(one.no) })
  return [{ do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `${what}:${one.no}:${loaded.row.id}`, no: one.no }]
}

/** The alarms that this officer may answer for: those of cases they may open; all of these where no number is said. */
export const alarmsFor = (house: House, { post, named }: Loaded, by: string, no: string | undefined): readonly Alarm[] =>
  post.alarms.filter((alarm) => {
    const one = named.get(alarm.no)
    return (no === undefined || alarm.no === no) && one !== undefined && mayRead(house.town, by, one, watchOf(house.town, post.duty))
  })

/** 看到了: marks the alarms seen and tells the residents who saw them; whoever is not free to speak gets no line that betrays. */
export function seeAlarms(house: House, loaded: Loaded, by: string, no: string | undefined): readonly Effect[] {
  const seen = alarmsFor(house, loaded, by, no).filter((a) => a.seenAt === undefined)
  if (seen.length === 0) return [answer(loaded, wordsHere(house, loaded).one('staff.noAlarm'))]
  const words = house.words[loaded.person.lang]
  return [
    ...seen.map((alarm): Effect => ({ do: 'alarm-seen', id: alarm.id, by })),
    ...seen.filter((alarm) => !isNotFree(loaded.named.get(alarm.no))).map((alarm) => tellPerson(house, loaded, alarm, by)),
    ...seen.map(
      (alarm, i): Effect => ({
        do: 'send',
        to: { person: loaded.person.id },
        message: {
          text: words.one(isNotFree(loaded.named.get(alarm.no)) ? 'staff.seenUntold' : 'staff.seen', { no: sayNumber(alarm.no) }),
          alarm: { no: alarm.no, state: 'seen', since: alarm.sentAt },
        },
        class: 'reply',
        once: `${loaded.row.id}:${i}`,
        no: alarm.no,
      }),
    ),
  ]
}

function tellPerson(house: House, loaded: Loaded, alarm: Alarm, by: string): Effect {
  const officer = officerOf(house.town, by)
  const phone = loaded.named.get(alarm.no)?.answers['phone']
  const key = typeof phone === 'string' && phone !== '' ? 'danger.seen' : 'danger.seenNoPhone'
  const text = house.words[alarm.lang].one(key, { name: officer?.name ?? '', phone: house.town.phones.duty })
  return { do: 'send', to: { person: alarm.person }, message: { text }, class: 'alarm', once: `seen:${alarm.id}`, no: alarm.no }
}

/** 打过了: the person has been called back. @returns nothing where no alarm waits for it */
export function calledBack(house: House, loaded: Loaded, by: string, no: string | undefined): readonly Effect[] {
  const called = alarmsFor(house, loaded, by, no).filter((a) => a.calledAt === undefined)
  if (called.length === 0) return []
  const words = house.words[loaded.person.lang]
  return [
    ...called.map((alarm): Effect => ({ do: 'alarm-called', id: alarm.id, by })),
    {
      do: 'send',
      to: { person: loaded.person.id },
      message: {
        text: words.one('staff.called', { no: [...new Set(called.map((a) => sayNumber(a.no)))].join('、') }),
        alarm: { no: called[0]?.no ?? '', state: 'called', since: called[0]?.sentAt ?? 0 },
      },
      class: 'reply',
      once: `${loaded.row.id}:0`,
    },
  ]
}

/** Whether the case of an alarm must not be named in the group; one that is not known is not named either. */
export const mustBePrivate = (loaded: Loaded, no: string): boolean => {
  const one = loaded.named.get(no)
  return one === undefined || isHushed(one)
}
