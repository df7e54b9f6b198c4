/** Reads a phone number out of an answer, however it is written or read out. */
import { numbersIn } from './digits.ts'
import { saysSkip, smallWords } from './small-talk.ts'

const skips = saysSkip(smallWords.skip.phone)

/**
 * The phone a person gives.
 * @param text  as typed: blanks, dashes, +86, full-width, 幺三八…, inside a sentence; anything goes in
 * @returns     11 digits, or a landline as 0537-1234567; 'skip' where the person will not give one;
 *              undefined where none is read. The first of several. ID numbers are not phones.
 */
export function readPhone(text: string): string | 'skip' | undefined {
  if (text.length > 500) return undefined
  return numbersIn(text).phones[0] ?? (skips(text) ? 'skip' : undefined)
}
