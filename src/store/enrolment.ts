/** One-time codes as people type them: eight Crockford characters, in any case, perhaps in two halves. */

const hour = 60 * 60 * 1000
const tries = 5

/** The code in its one spelling: capitals, O as 0, I and L as 1. */
export const spellCode = (code: string): string =>
  code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/** Codes that a short message may hold. */
export function codesIn(text: string): readonly string[] {
  if (text.length > 60) return []
  const found = text.normalize('NFKC').matchAll(/(?<![a-z\d])[a-z\d]{4}[ -]?[a-z\d]{4}(?![a-z\d])/gi)
  return [...found].map((m) => spellCode(m[0]))
}

/** A code that is given out has digits and letters, so that no word and no number is taken for one. */
export const isCode = (spelt: string): boolean => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(spelt) && /\d/.test(spelt) && /[A-Z]/.test(spelt)

/** Whether the message holds something like a code: when it opens nothing, that was a try. */
export const isTry = (text: string): boolean => codesIn(text).some(isCode)

/** Whether it is nothing but that. */
export const isOnlyTry = (text: string): boolean => isTry(text) && /^\s*\S{4}[ -]?\S{4}\s*$/.test(text.normalize('NFKC'))

interface Misses {
  readonly code_misses: number
  readonly code_missed_at: number
}

/** Whether this person has guessed too often within the hour. */
export const mustWait = ({ code_misses, code_missed_at }: Misses, now: number): boolean =>
  code_misses >= tries && now - code_missed_at < hour

/** The count after one more miss; an hour after the first of them it begins anew. */
export const oneMore = ({ code_misses, code_missed_at }: Misses, now: number): { misses: number; at: number } =>
  now - code_missed_at < hour ? { misses: code_misses + 1, at: code_missed_at } : { misses: 1, at: now }
