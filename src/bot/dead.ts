/** A message that was given up: kept where staff read it, the person told so, and somebody called who looks. */
import { alarmLines } from '../flows/danger.ts'
import { pieceOf } from '../flows/questions.ts'
import { reportDispute } from '../flows/report-dispute.ts'
import type { Effect, To } from '../store/effect.ts'
import { tongueTo } from '../store/post.ts'
import type { Dead } from '../store/store.ts'
import { beginning, type Case, type CaseEvent, happen, isNotFree, isOver, newCase } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { hearUrgent, type Sign } from '../town/danger/hear.ts'
import { isHushed, listened, namedForCase } from '../town/discreet.ts'
import { watchOf } from '../town/town.ts'
import type { House } from './house.ts'
import { dutyOf, filesOf } from './private.ts'
import { alarmDuty } from './staff/alarm.ts'
import { tellStaff } from './staff/cards.ts'
import { mayRead } from './staff/rights.ts'

/**
 * What is told of a message given up. Its words are only kept, never read again but for danger: whatever could not be done with them
 * would fail here too.
 * @param now epoch milliseconds
 */
export function tellOfDead(house: House, dead: Dead, now: number): readonly Effect[] {
  const { row, person, group, post, lost } = dead
  if (lost === 'person') return toStaff(house, dead, [post.duty], 'lost')
  if (person.staff !== undefined || group?.kind === 'staff') return [toPerson(dead, house.words[person.lang].one('staff.notDone'))]
  const { before, after, effects } = keep(house, dead, now)
  const sign = dangerIn(dead)
  const whole = sign === undefined ? after : happen(after, { at: now, event: { is: 'urgent', sign } })
  return [
    ...effects,
    ...(row.group === undefined ? tellPerson(house, dead, whole, sign) : []),
    ...tellStaff(house, post, before, whole, `${row.id}`, now),
    ...(sign === undefined
      ? toStaff(house, dead, readersOf(house, dead, whole), lost === 'words' ? 'damaged' : 'unreadable', whole)
      : [{ do: 'happened', no: after.no, event: { is: 'urgent', sign } } as const, ...alarmDuty(house, dead, whole, sign, now)]),
  ]
}

/** A message that ended the program is not looked at again; where it was hearing danger that failed, the duty looks anyway. */
function dangerIn({ code, row }: Dead): Sign | undefined {
  if (code === 'stopped') return undefined
  try {
    const urgent = hearUrgent(row.text)
    return urgent?.sure === true ? urgent.sign : undefined
  } catch {
    return undefined
  }
}

interface Kept {
  readonly before: Case | undefined
  readonly after: Case
  readonly effects: readonly Effect[]
}

/** The words go to the case of the open talk, else to the newest open one, else to a new one. A report half told becomes a case and goes on as it was. */
function keep(house: House, dead: Dead, now: number): Kept {
  const { row, person, talk, cases, number, lost } = dead
  const half = talk?.flow === reportDispute.name && talk.no === undefined ? talk : undefined
  const open = half === undefined ? cases.filter((c) => !isOver(c)) : []
  const before = open.find((c) => c.no === talk?.no) ?? open[0]
  const files = filesOf(row)
  const more: CaseEvent = { is: 'more', text: row.text, files, ...(row.edits === undefined ? {} : { edit: true }) }
  const village = row.village ?? dead.group?.village ?? person.village
  const answers = half?.answers ?? {
    ...(lost === undefined ? { what: { pieces: pieceOf({ text: row.text, files }) } } : {}),
    ...(village === undefined ? {} : { village: { village } }),
  }
  const events = [
    ...(before === undefined ? beginning('unreadable', Object.entries(answers)).map(listened(house.town)) : []),
    ...(lost === undefined && (before !== undefined || half !== undefined) ? [listened(house.town)(more)] : []),
  ]
  const no = before?.no ?? number
  const start = before ?? newCase({ no, person: person.id, openedAt: now, reach: 'chat' })
  return {
    before,
    after: events.reduce((one, event) => happen(one, { at: now, event }), start),
    effects: [
      ...(before === undefined ? [{ do: 'open-case', no, person: person.id, reach: 'chat' } as const] : []),
      ...events.map((event): Effect => ({ do: 'happened', no, event })),
      ...(half === undefined ? [] : [{ do: 'talk', person: person.id, talk: { ...half, no }, quiet: true } as const]),
    ],
  }
}

const toPerson = ({ row, person }: Dead, text: string, n = 0, urgent = false): Effect => ({
  do: 'send',
  to: { person: person.id },
  message: { text, ...(urgent ? { urgent } : {}) },
  class: 'reply',
  once: `dead:${row.id}:${n}`,
})

/** In danger the right words first; to somebody who is not free to speak only neutral ones. */
function tellPerson(house: House, dead: Dead, one: Case, sign: Sign | undefined): readonly Effect[] {
  const words = house.words[dead.person.lang]
  if (dead.talk?.hush === true || isNotFree(one)) return [toPerson(dead, words.one('danger.hushed'))]
  const duty = dutyOf(house, dead)
  const urgent = sign === undefined ? [] : alarmLines(sign, duty !== undefined)
  const kept = dead.lost === 'words' ? 'common.damaged' : 'common.unreadable'
  const values = { phone: house.town.phones.duty, name: duty?.name ?? '' }
  return [...urgent, kept].map((key, n) => toPerson(dead, words.one(key, values), n, n === 0 && urgent.length > 0))
}

/** Who is told that words wait to be read: the duty, who holds the case and, of a discreet one, who is named for it; nobody who may not open it. */
function readersOf(house: House, { post }: Dead, one: Case): readonly string[] {
  const asked = [post.duty, one.holder, ...namedForCase(house.town, one)]
  const watch = watchOf(house.town, post.duty)
  return asked.filter((officer) => officer !== undefined).filter((officer) => mayRead(house.town, officer, one, watch))
}

/** To each of these officers in private; where there is none, to the staff group, unless the case does not exist there. */
function toStaff(
  house: House,
  { row, post }: Dead,
  officers: readonly (string | undefined)[],
  what: 'lost' | 'damaged' | 'unreadable',
  one?: Case,
): readonly Effect[] {
  const known = [...new Set(officers.filter((officer) => officer !== undefined))]
  const group = known.length > 0 || (one !== undefined && isHushed(one)) ? undefined : post.staffGroup
  const tos: readonly Exclude<To, { person: number }>[] =
    group === undefined ? known.map((officer) => ({ officer })) : [{ group: group.id }]
  return tos.map((to, n) => {
    const words = house.words[tongueTo(post, to)]
    return {
      do: 'send',
      to,
      message: { text: words.one(`staff.${what}`, one === undefined ? {} : { no: sayNumber(one.no) }) },
      class: 'alarm',
      once: `dead:${row.id}:staff:${n}`,
      ...(one === undefined ? {} : { no: one.no }),
    }
  })
}
