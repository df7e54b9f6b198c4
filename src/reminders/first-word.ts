/** The first word that a receipt promised: whoever answers for the case is reminded on its day, and once more when it has passed. */

import type { Effect } from '../store/effect.ts'
import { tongueOf } from '../store/post.ts'
import { sayDay } from '../town/calendar.ts'
import { type Case, remindedBy } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { whoAnswersFor } from '../town/discreet.ts'
import { mayGoNow } from '../town/quiet-hours.ts'
import { localOf, momentOf } from '../town/zone.ts'
import type { Reminder, Watching } from './reminder.ts'

const minutesOfDay = 24 * 60

export const firstWord: Reminder = {
  id: 'first-word',
  async *due(watching) {
    const { store, now, zone, calendar } = watching
    // Marked as reminded is only what they can be told at this hour: the person is told of it (查).
    if (!mayGoNow('reminder', 'staff', now, zone, calendar)) return
    for (const one of await store.casesDue(momentOf(localOf(now, zone).date, minutesOfDay, zone)))
      yield async () => ({ effects: remind(watching, one) })
  },
}

/** Where nobody can be told the case waits until somebody can. */
function remind({ town, words, post, zone, now }: Watching, one: Case): readonly Effect[] {
  const due = remindedBy(one)
  if (due === undefined) return []
  const when = due < now ? 'past' : 'today'
  const told = whoAnswersFor(town, post.duty, one, (officer) => post.people.has(officer))
  if (one.urged === when || told.length === 0) return []
  const { no } = one
  return [
    { do: 'happened', no, event: { is: 'urged', when } },
    ...told.map((officer): Effect => {
      const tongue = tongueOf(post, officer)
      const text = words[tongue].one(`first-word.${when}`, { no: sayNumber(no), day: sayDay(localOf(due, zone).date, tongue) })
      return { do: 'send', to: { officer }, message: { text }, class: 'reminder', once: `first-word:${no}:${due}:${when}:${officer}`, no }
    }),
  ]
}
