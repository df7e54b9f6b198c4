/** At 08:00 and 18:00 the duty changes hands: a card lists what is unseen. */
import { sayNumber } from '../town/case-number.ts'
import { localOf } from '../town/zone.ts'
import type { Reminder } from './reminder.ts'

/** Minutes after midnight in the town. */
const hours = [8 * 60, 18 * 60]
/** The machine was off at 08:00: still said until two hours later. */
const lateBy = 120

export const handOver: Reminder = {
  id: 'hand-over',
  due: async ({ now, zone, post, words }) => {
    const { date, minute } = localOf(now, zone)
    const slot = hours.find((hour) => minute >= hour && minute < hour + lateBy)
    const unseen = post.alarms.filter((a) => a.seenAt === undefined)
    if (slot === undefined || unseen.length === 0 || post.staffGroup === undefined) return []
    const text = words['zh-CN'].one('staff.handOver', { count: unseen.length, list: unseen.map((a) => sayNumber(a.no)).join('、') })
    return [{ do: 'send', to: { group: post.staffGroup.id }, message: { text }, class: 'alarm', once: `hand-over:${date}:${slot}` }]
  },
}
