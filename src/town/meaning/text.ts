/** The first thing done to any text: brought into one shape, counted, and cut where people would cut it. */

/** Signs that are not seen: joiners, direction marks, variation selectors, the keycap around 1️⃣. */
const unseen = /\u00AD|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u2064]|\u20E3|[\uFE00-\uFE0F]|\uFEFF/g

const narrow = (text: string): string => text.normalize('NFKC').replace(unseen, '')

/**
 * One shape for reading: full-width becomes half-width, capitals small, all space one blank, ends trimmed.
 * Traditional signs stay as they are. Any string goes in; folding twice changes nothing.
 */
export const fold = (text: string): string => narrow(narrow(text).toLowerCase()).replace(/\s+/g, ' ').trim()

/** Only letters and digits, everything else between them one blank: 「好的，谢谢！」 -> '好的 谢谢'. Folds first. */
export const bare = (text: string): string =>
  fold(text)
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, ' ')
    .trim()

/** The parts between signs, folded, without apostrophes; blanks mean nothing between Chinese signs. */
export const clausesOf = (text: string): readonly string[] =>
  fold(text)
    .replace(/['’]/g, '')
    .split(/[\p{P}\p{S}]+/u)
    .map((clause) => (/\p{Script=Han}/u.test(clause) ? bare(clause).replace(/ /g, '') : bare(clause)))
    .filter((clause) => clause !== '')

const signs = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** How many signs a person sees: graphemes, so that one emoji or one letter with its accent counts 1. */
export function countSigns(text: string): number {
  let n = 0
  for (const _ of signs.segment(text)) n++
  return n
}

/** Whether a person sees at most so many signs; stops counting there. */
export function fitsIn(text: string, max: number): boolean {
  let n = 0
  for (const _ of signs.segment(text)) if (++n > max) return false
  return true
}

/** So that the longest of several words that begin alike is found. */
export const longestFirst = (words: readonly string[]): readonly string[] => [...words].sort((a, b) => b.length - a.length)

/** A pattern for any of these words. @param words none has a sign that means something in a pattern */
export const oneOf = (words: readonly string[]): string => `(?:${longestFirst(words).join('|')})`

/**
 * The beginning of what somebody said, for reading back.
 * @param text  as typed
 * @param max   most signs (graphemes) of the result
 * @returns     the whole where it fits, else cut at a stop in the second half, else between words, else between signs; no … at the end
 */
export function firstWords(text: string, max: number): string {
  const whole = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (fitsIn(whole, max)) return whole
  let end = 0
  let n = 0
  for (const { segment, index } of signs.segment(whole)) {
    if (++n > max) break
    end = index + segment.length
  }
  const start = whole.slice(0, end)
  const stop = Math.max(...[...'，。！？；、,.!?;'].map((s) => start.lastIndexOf(s)))
  let cut = stop * 2 >= end ? stop : 0
  if (cut === 0) for (const { index } of words.segment(whole)) if (index <= end) cut = index
  if (cut * 2 < end) cut = end
  return start.slice(0, cut).replace(/[\p{P}\s]+$/u, '')
}
