/** Free words after the number: do they belong to the case, or are they another matter? What the bot says is in more-words.zh-CN.yaml. */
import { isOver } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { flow } from './flow.ts'
import { choice, story } from './questions.ts'
import type { About } from './talk.ts'

/** Open cases that words can be added to, newest first. */
export const openCases = (about: About): readonly string[] =>
  about.cases
    .filter((c) => !isOver(c))
    .map((c) => c.no)
    .slice(0, 3)

export const moreWords = flow('more-words', 'held')
  .ask('held', story())
  .ask(
    'where',
    choice((_, about) => [...openCases(about), 'other'], whereLabel),
  )
  .end()

function whereLabel(value: string, about: About): string {
  return value === 'other' ? about.words.one('more-words.where.other') : about.words.one('more-words.where.to', { no: sayNumber(value) })
}
