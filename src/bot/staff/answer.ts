/** A line back to whoever just spoke to the bot. */
import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'

/** A line to whoever just spoke, in private wherever they spoke. */
export const answerAlone = (loaded: Loaded, text: string, n: number): Extract<Effect, { do: 'send' }> => ({
  do: 'send',
  to: { person: loaded.person.id },
  message: { text },
  class: 'reply',
  once: `${loaded.row.id}:${n}`,
})

/** A line to whoever just spoke, in the place where they spoke. */
export const answer = (loaded: Loaded, text: string, n = 0): Effect => ({
  ...answerAlone(loaded, text, n),
  to: loaded.group === undefined ? { person: loaded.person.id } : { group: loaded.group.id },
})
