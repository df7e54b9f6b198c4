/** Thanks, 好的, 嗯, a thumb: words that need no answer. */
import { madeOf, smallWords } from './small-talk.ts'
import { fitsIn, fold } from './text.ts'

const words = madeOf(smallWords.courtesy, 30)
/** Signs that thank or agree where they stand alone. */
const kind = /^[\s👍👌🙏🤝🌹💐😊🙂😄😁☺🥰❤💯✅👏🫡\p{Emoji_Modifier}]+$/u

/**
 * Whether a text is nothing but courtesy and needs no answer; asked only where no question is on the table (好的 may be a yes there).
 * Any string goes in; the empty one and everything with a content of its own are false.
 */
export const isCourtesy = (text: string): boolean => words(text) || (fitsIn(text, 12) && fold(text) !== '' && kind.test(fold(text)))
