/** What must not stand in a group: phones, ID numbers, names. Holds a staff answer typed there and warns a resident. */
import { numbersIn } from './meaning/digits.ts'
import { fold } from './meaning/text.ts'
import { isFullName, namesSomebody } from './names-in-text.ts'

export type PrivateMark = 'phone' | 'id' | 'name'

/** Only the digits that make a phone what it is, however it is written. */
const digitsOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^(?:00)?86(?=1[3-9]\d{9}$)/, '')

const letters = /[\p{Script=Latin}\p{N}]/u

/** Chinese names may stand anywhere; a name in Latin letters only as a word of its own. */
function stands(name: string, text: string): boolean {
  if (name === '' || /^[\p{P}\p{S}\s]*$/u.test(name)) return false
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/\p{Script=Han}/u.test(name)) return true
    if (!letters.test(text[at - 1] ?? '') && !letters.test(text[at + name.length] ?? '')) return true
  }
  return false
}

/** What a text is held against. */
export interface Known {
  /** Names that must not be said, as they are kept (李秀英, 王大爷); of one sign they are left alone. */
  readonly names?: readonly string[]
  /** What may be said though it is made like a name: offices, villages, the town, who speaks. */
  readonly sayable?: readonly string[]
  /** Phones everybody may know (the offices'): not counted. */
  readonly phones?: readonly string[]
}

/**
 * Private things written in a text.
 * @param text    as typed
 * @returns       each kind once, in the order phone, id, name. 'id' are ID numbers (18 or 15 signs, Chinese digits and blanks too)
 *                and other numbers of 15 to 19 digits, which are bank cards or ID numbers with a slip
 */
export function findPrivate(text: string, { names = [], sayable = [], phones: open = [] }: Known): readonly PrivateMark[] {
  const { phones, ids } = numbersIn(text)
  const known = new Set(open.map(digitsOf))
  const folded = fold(text)
  const marks: PrivateMark[] = []
  if (phones.some((p) => !known.has(digitsOf(p)))) marks.push('phone')
  if (ids.length > 0) marks.push('id')
  if (names.flatMap(withoutFamily).some((name) => [...name].length > 1 && stands(name, folded)) || namesSomebody(text, sayable))
    marks.push('name')
  return marks
}

/** 李秀英 is also called 秀英. */
function withoutFamily(name: string): readonly string[] {
  const said = fold(name)
  return /^\p{Script=Han}{3}$/u.test(said) && isFullName(said) ? [said, said.slice(1)] : [said]
}
