/** An alarm that nobody has seen climbs: after 3 minutes to the deputy, after 5 to the leader; the person is told the truth at each step. */
import { tongueOf } from '../store/post.ts'
import type { Alarm, Effect } from '../store/store.ts'
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
  due: async (watching) => {
    const owing = watching.post.alarms.filter((a) => a.seenAt === undefined && stepDue(a, watching.now) > 0)
    const effects = await Promise.all(owing.map(async (a) => climb(watching, a, isNotFree(await watching.store.caseByNo(a.no)))))
    return effects.flat()
  },
}

/** Pure: which steps an alarm owes at this moment. After a long stop both come at once. */
export function stepDue(alarm: Pick<Alarm, 'sentAt' | 'step'>, now: number): 0 | 1 | 2 {
  const unseen = now - alarm.sentAt
  if (unseen >= leaderAfter && alarm.step < 2) return 2
  return unseen >= deputyAfter && alarm.step < 1 ? 1 : 0
}

/** @param notFree the person is not free to speak: no line that betrays */
function climb(watching: Watching, alarm: Alarm, notFree: boolean): readonly Effect[] {
  const { town, words, post, now } = watching
  const step = stepDue(alarm, now)
  if (step === 0) return []
  const officer = officerOf(town, watchOf(town, post.duty)[step])
  const known = officer !== undefined && post.people.has(officer.id)
  const line =
    step === 1 && known
      ? words[alarm.lang].one('danger.deputy', { name: officer.name, phone: town.phones.duty })
      : words[alarm.lang].one('danger.unseen', { phone: town.phones.duty })
  return [
    { do: 'alarm-step', id: alarm.id, step },
    ...(known ? [toOfficer(watching, alarm, officer.id, step)] : []),
    ...(notFree
      ? []
      : [
          {
            do: 'send',
            to: { person: alarm.person },
            message: { text: line },
            class: 'alarm',
            once: `alarm-step:${alarm.id}:${step}`,
            no: alarm.no,
          } as const,
        ]),
  ]
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
