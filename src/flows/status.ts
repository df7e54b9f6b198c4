/** 查: how far the person's own cases are, and which office opened the text. */

import { sayDay } from '../town/calendar.ts'
import { awaitsContact, type Case } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { sayMoment } from '../town/say-time.ts'
import { officeNameOf, officerOf } from '../town/town.ts'
import { localOf } from '../town/zone.ts'
import { type Stage, tell } from './stage.ts'
import type { About } from './talk.ts'

/** Tells of one case, or of the three newest; a number that is not the person's own is answered as if it did not exist. */
export function tellStatus(stage: Stage, no: string | undefined): void {
  const own = stage.about.cases
  const asked = no === undefined ? own.slice(0, 3) : own.filter((c) => c.no === no)
  if (asked.length === 0) return tell(stage, no === undefined ? 'status.none' : 'status.notYours')
  for (const one of asked) tellOne(stage, one)
}

/** Office and name of whoever has the case, else of the duty; undefined where there is neither. */
export function whoHas({ town, words, duty }: About, holder: string | undefined): string | undefined {
  const officer = officerOf(town, holder)
  if (officer === undefined) return duty === undefined ? undefined : words.one('common.theDuty')
  return `${officeNameOf(town, officer)}${officer.name}`
}

/** Who has it, and what they have done. */
export function tellHowFar(stage: Stage, one: Case): void {
  const { about } = stage
  const key = one.state === 'reopened' && one.holder === undefined ? 'reopenedFree' : one.state
  tell(stage, `status.${key}`, {
    no: sayNumber(one.no),
    who: whoHas(about, one.holder) ?? about.words.one('common.theDuty'),
    replies: one.replies.length,
  })
}

/** By when somebody was to be in touch; nothing where nobody promised, or somebody was. */
export function tellPromise(stage: Stage, one: Case): void {
  const { now, zone, words } = stage.about
  if (one.due === undefined || !awaitsContact(one)) return
  const key = one.due >= now ? 'promised' : one.urged === 'past' ? 'lateUrged' : 'late'
  tell(stage, `status.${key}`, { day: sayDay(localOf(one.due, zone).date, words.lang) })
}

function tellOne(stage: Stage, one: Case): void {
  const { town, words, zone, now } = stage.about
  tellHowFar(stage, one)
  if (one.due !== undefined && one.due < now) tellPromise(stage, one)
  for (const read of one.readBy.slice(0, 2)) {
    const office = officeNameOf(town, officerOf(town, read.by))
    if (office !== '') tell(stage, 'status.readBy', { office, time: sayMoment(read.at, zone, words.lang) })
  }
}
