/** W7: a talk left half way is asked about, and the question is laid on its table. */
import type { Say, Talk } from './talk.ts'
import type { Words } from './words.ts'

/** Register what was said, or drop it. */
export const nudgeChoices: readonly string[] = ['asIs', 'stop']

/**
 * @param once once-key of the message that asks
 * @returns the talk with the question on its table, and the message
 */
export function askedAgain(talk: Talk, words: Words, once: string): { readonly talk: Talk; readonly say: Say } {
  const choices = nudgeChoices.map((value, i) => ({ label: words.one(`common.nudge.choices.${value}`), press: `${once}:${i + 1}` }))
  return {
    talk: { ...talk, table: { key: 'nudge?', nonce: once, once, misses: 0, offered: nudgeChoices } },
    say: { text: words.one('common.nudge.ask'), choices },
  }
}
