/** Words that sound as if a matter that was closed is not settled: is it that one? What the bot says is in open-again.zh-CN.yaml. */
import { sayNumber } from '../town/case-number.ts'
import { flow } from './flow.ts'
import { casesToAddTo } from './more-words.ts'
import { choice, story } from './questions.ts'
import { type Stage, tell } from './stage.ts'
import { whoHas } from './status.ts'
import type { About } from './talk.ts'

/** Cases that staff have closed, newest first; two leave room for the open ones. */
export const closedCases = (about: About): readonly string[] =>
  about.cases
    .filter((c) => c.state === 'closed')
    .map((c) => c.no)
    .slice(0, 2)

export const openAgain = flow('open-again', 'held')
  .ask('held', story())
  .ask(
    'where',
    choice((_, about) => [...closedCases(about), ...casesToAddTo(about).slice(0, 2), 'other'], whereLabel),
  )
  .end()

function whereLabel(value: string, about: About): string {
  const what = value === 'other' ? 'other' : closedCases(about).includes(value) ? 'notDone' : 'to'
  return about.words.one(`open-again.where.${what}`, { no: sayNumber(value) })
}

/** The case goes on: whoever answers for it is told, and the person hears who that is. */
export function goOnWith(stage: Stage, no: string): void {
  const { about } = stage
  const who = whoHas(about, about.cases.find((c) => c.no === no)?.holder)
  stage.acts.push({ do: 'reopen', no })
  tell(stage, who === undefined ? 'open-again.nobody' : 'open-again.again', { no: sayNumber(no), who: who ?? '' })
}
