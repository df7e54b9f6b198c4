/** 查: how far the person's own cases are, and which office opened the text. */

import type { Case } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { sayMoment } from '../town/say-time.ts'
import { officeById, officerOf } from '../town/town.ts'
import { type Stage, tell } from './stage.ts'

/** Tells of one case, or of the three newest; a number that is not the person's own is answered as if it did not exist. */
export function tellStatus(stage: Stage, no: string | undefined): void {
  const own = stage.about.cases
  const asked = no === undefined ? own.slice(0, 3) : own.filter((c) => c.no === no)
  if (asked.length === 0) return tell(stage, no === undefined ? 'status.none' : 'status.notYours')
  for (const one of asked) tellOne(stage, one)
}

function tellOne(stage: Stage, one: Case): void {
  const { town, words, zone } = stage.about
  const holder = officerOf(town, one.holder)
  const office = holder === undefined ? undefined : officeById(town, holder.office)
  tell(stage, `status.${one.state}`, {
    no: sayNumber(one.no),
    who: holder === undefined ? words.one('common.theDuty') : `${office?.name ?? ''}${holder.name}`,
    replies: one.replies.length,
  })
  for (const read of one.readBy.slice(0, 2)) {
    const reader = officerOf(town, read.by)
    const of = reader === undefined ? undefined : officeById(town, reader.office)
    if (of !== undefined) tell(stage, 'status.readBy', { office: of.name, time: sayMoment(read.at, zone, words.lang) })
  }
}
