/** Somebody opens one case after the other: from the eleventh in an hour on their words are kept with the newest, and a person looks. */
import { sayNumber } from '../town/case-number.ts'
import { besideCase } from './beside-case.ts'
import { casesToAddTo } from './more-words.ts'
import { reportDispute } from './report-dispute.ts'
import { addToStory, beginTalk, caseOfTalk, type Stage, tell } from './stage.ts'
import type { About } from './talk.ts'

/** Cases of one person in an hour (reliability §4). */
const most = 10
const hourMs = 3_600_000

export const hasTooMany = ({ cases, now }: About): boolean => cases.filter((c) => now - c.openedAt < hourMs).length >= most

/** Keeps what was said, in a case that a person will look at; nothing is asked. */
export function leaveToAPerson(stage: Stage): void {
  const [open] = casesToAddTo(stage.about)
  const flow = open === undefined ? reportDispute : besideCase
  beginTalk(stage, flow, {}, open)
  const no = caseOfTalk(stage, 'flood')
  addToStory(stage, flow)
  stage.acts.push({ do: 'call-human', no, hourly: true })
  tell(stage, 'common.tooMany', { no: sayNumber(no) })
  stage.talk = null
}
