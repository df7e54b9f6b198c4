/** An alarm that nobody has seen climbs: after 3 minutes to the deputy, after 5 to the leader; the person is told the truth at each step. */

import type { Effect } from '../store/effect.ts'
import { isManned, tongueOf } from '../store/post.ts'
import type { Alarm } from '../store/store.ts'
import { isNotFree } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { officerOf, watchOf } from '../town/town.ts'
import type { Reminder, Watching } from './reminder.ts'

const minute = 60_000
/** Minutes unseen until each step (issue A). */
const deputyAfter = 3 * minute
const leaderAfter = 5 * minute

export const unseenAlarm: Reminder = {
  id: 'unseen-alarm',
  async *due(watching) {
    const manned = isManned(watching.post)
    for (const alarm of watching.post.alarms) {
      if (alarm.seenAt !== undefined || stepDue(alarm, watching.now, manned) === 0) continue
      yield async () => {
        const one = await watching.store.caseByNo(alarm.no)
        const { up, toPerson } = climb(watching, alarm, one?.accused ?? [])
        // A case that cannot be opened (nor can anything be written to its person) may be of somebody who is not free to speak: no line that betrays.
        return one === undefined || isNotFree(one) ? { effects: up } : { effects: [...up, ...toPerson] }
      }
    }
  },
}

/** Pure: which steps an alarm owes at this moment. After a long stop both come at once. @param manned somebody enrolled is on duty; else nobody is waited for */
export function stepDue(alarm: Pick<Alarm, 'sentAt' | 'step'>, now: number, manned = true): 0 | 1 | 2 {
  const unseen = now - alarm.sentAt + (manned ? 0 : deputyAfter)
  if (unseen >= leaderAfter && alarm.step < 2) return 2
  return unseen >= deputyAfter && alarm.step < 1 ? 1 : 0
}

/** The step up and who is told of it; and the line for the person. */
function climb(
  watching: Watching,
  alarm: Alarm,
  accused: readonly string[],
): { readonly up: readonly Effect[]; readonly toPerson: readonly Effect[] } {
  const { town, words, post, now } = watching
  const manned = isManned(post)
  const step = stepDue(alarm, now, manned)
  if (step === 0) return { up: [], toPerson: [] }
  const officer = officerOf(town, watchOf(town, post.duty)[step])
  const known = officer !== undefined && post.people.has(officer.id) && !accused.includes(officer.id)
  const line = lineFor(step, manned, known)
  const text = line && words[alarm.lang].one(`danger.${line}`, { name: officer?.name ?? '', phone: town.phones.duty })
  const send = (said: string): Effect => ({
    do: 'send',
    to: { person: alarm.person },
    message: { text: said },
    class: 'alarm',
    once: `alarm-step:${alarm.id}:${step}`,
    no: alarm.no,
  })
  return {
    up: [{ do: 'alarm-step', id: alarm.id, step }, ...(known ? [toOfficer(watching, alarm, officer.id, step)] : [])],
    toPerson: text === undefined ? [] : [send(text)],
  }
}

/** What the person hears of a step; nothing where nobody is on duty, which they know already, and nobody could be called. */
const lineFor = (step: 1 | 2, manned: boolean, known: boolean): 'called' | 'deputy' | 'unseen' | undefined => {
  if (!manned) return known ? 'called' : undefined
  return step === 1 && known ? 'deputy' : 'unseen'
}

function toOfficer({ words, post }: Watching, alarm: Alarm, officer: string, step: 1 | 2): Effect {
  const text = words[tongueOf(post, officer)].one('staff.climbed', { no: sayNumber(alarm.no) })
  return {
    do: 'send',
    to: { officer },
    message: { text, urgent: true, alarm: { no: alarm.no, state: 'sent', since: alarm.sentAt } },
    class: 'alarm',
    once: `alarm-climb:${alarm.id}:${step}`,
    no: alarm.no,
  }
}
