/** At 08:00 and 18:00 the duty changes hands: a card lists what is unseen; the discreet ones the duty is told in private. */

import type { Effect, To } from '../store/effect.ts'
import { tongueTo, whoSeesCards } from '../store/post.ts'
import { sayNumber } from '../town/case-number.ts'
import { isHushed } from '../town/discreet.ts'
import { localOf, momentOf } from '../town/zone.ts'
import type { Reminder } from './reminder.ts'

/** Minutes after midnight in the town. */
const hours = [8 * 60, 18 * 60]
/** The machine was off at 08:00: still said until two hours later. */
const lateBy = 120

export const handOver: Reminder = {
  id: 'hand-over',
  async *due({ store, now, zone, post, words }) {
    const { date, minute } = localOf(now, zone)
    const slot = hours.find((hour) => minute >= hour && minute < hour + lateBy)
    if (slot === undefined) return
    const change = momentOf(date, slot, zone)
    // What was raised after the change is in the hands of the new duty.
    const unseen = post.alarms.filter((a) => a.seenAt === undefined && a.sentAt <= change).map((a) => a.no)
    const cases = await Promise.all(unseen.map((no) => store.caseByNo(no)))
    // A case that cannot be opened may be one of which the group does not hear.
    const aloud = cases.flatMap((one) => (one === undefined || isHushed(one) ? [] : [one.no]))
    const alone = unseen.filter((no) => !aloud.includes(no))
    const tell = (to: Exclude<To, { person: number }> | undefined, nos: readonly string[], once: string): readonly Effect[] => {
      if (to === undefined || nos.length === 0) return []
      const text = words[tongueTo(post, to)].one('staff.handOver', {
        count: nos.length,
        list: nos.map(sayNumber).join('、'),
      })
      return [{ do: 'send', to, message: { text }, class: 'alarm', once: `hand-over:${date}:${slot}${once}` }]
    }
    yield async () => ({ effects: tell(whoSeesCards(post), aloud, '') })
    yield async () => ({ effects: tell(post.duty === undefined ? undefined : { officer: post.duty }, alone, ':alone') })
  },
}
