/** Free words after the number: do they belong to the case, or are they another matter? What the bot says is in more-words.zh-CN.yaml. */
import { isNotFree, isOver } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { readWhichMatter } from '../town/meaning/own-words.ts'
import { flow } from './flow.ts'
import { choice, story } from './questions.ts'
import type { About } from './talk.ts'

/** Open cases that words can be added to, newest first; where the person was not free to speak it is not named to whoever writes now. */
export const casesToAddTo = (about: About): readonly string[] =>
  about.cases
    .filter((c) => !isOver(c) && !isNotFree(c))
    .map((c) => c.no)
    .slice(0, 3)

export const moreWords = flow('more-words', 'held')
  .ask('held', story())
  .ask(
    'where',
    choice((_, about) => [...casesToAddTo(about), 'other'], whereLabel, inWords),
  )
  .end()

/** 另外一件; 补充 only where one case is open. */
function inWords(text: string, options: readonly string[]): string | undefined {
  const which = readWhichMatter(text)
  return which === 'other' ? 'other' : which === 'same' && options.length === 2 ? options[0] : undefined
}

function whereLabel(value: string, about: About): string {
  return value === 'other' ? about.words.one('more-words.where.other') : about.words.one('more-words.where.to', { no: sayNumber(value) })
}
