/** Numbers of cases: random, with a check digit, so that a slip of the pen never opens a stranger's case; they say nothing about the case. */
import { fold } from './meaning/text.ts'

/** A totally anti-symmetric quasigroup of order ten (Damm, doctoral thesis, Marburg 2004): every wrong digit and every swap of neighbours is caught. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** How many cases are taken before numbers get eight digits (face.md §1): then two in nine six-digit numbers with a right check digit would hit. */
const crowded = 20_000

/** Damm's walk, with each digit read one lower and begun at 1: as strong, and the numbers in the town's pictures and posters (483216, 519074) hold. */
function walk(digits: string): number {
  let at = 1
  for (const d of digits) at = Number(damm[at]?.[(Number(d) + 9) % 10])
  return at
}

/** The one digit that ends the walk at 0. */
const checkDigit = (digits: string): string => {
  for (let d = 0; d < 10; d++) if (walk(digits + d) === 0) return String(d)
  throw new RangeError(`not digits: ${digits}`)
}

/**
 * A case number.
 * @param seed    randomness, any bigint; the same seed gives the same number, all numbers equally likely for an even seed
 * @param digits  length of the number (see digitsFor)
 * @returns       digits only, the first 1-9, the last the check digit; whether it is taken the store knows
 */
export function numberFrom(seed: bigint, digits: 6 | 8): string {
  const room = 9n * 10n ** BigInt(digits - 2)
  const body = String(10n ** BigInt(digits - 2) + (((seed % room) + room) % room))
  return body + checkDigit(body)
}

/** How long a new number is, given how many are taken. */
export const digitsFor = (taken: number): 6 | 8 => (taken < crowded ? 6 : 8)

/** Whether this is a case number: 6 or 8 plain digits, the first not 0, the check digit right. Whether the case exists is not known here. */
export const isCaseNumber = (text: string): boolean => /^[1-9](\d{5}|\d{7})$/.test(text) && walk(text) === 0

/** Digits in groups, with single blanks or dashes between; not behind a point or a letter (but No.), not an amount, a time or a share. */
const groups = /(?<![\d:/$¥])(?<!\d\.|(?<!n)[a-z]|[a-mo-z]o)(?<!\d[ -])\d+(?:[ -]\d+)*(?!\d|[ -]\d|[:/%]|\.\d|[块元万斤亩米])/g

/** The groups as numbers of six or eight digits, whole or in two halves; nothing where they do not come out even (a phone, an ID). */
function numbersIn(run: string): readonly string[] {
  const found: string[] = []
  let half = ''
  for (const group of run.split(/[ -]/)) {
    if (half !== '' && group.length !== half.length) return []
    if (half !== '') {
      found.push(half + group)
      half = ''
    } else if (group.length === 6 || group.length === 8) found.push(group)
    else if (group.length === 3 || group.length === 4) half = group
    else return []
  }
  return half === '' ? found : []
}

/** As it was typed: the numbers of a text that look like a case number, whether the check digit is right or not, in order. */
export const likeCaseNumbers = (text: string): readonly string[] =>
  [...fold(text).matchAll(groups)].flatMap((m) => numbersIn(m[0])).filter((n) => !n.startsWith('0'))

/**
 * The case numbers written in a text, each once, in order: 483216, 483 216, 483-216, full-width digits too.
 * @returns  plain digits; only those whose check digit is right
 */
export const findCaseNumbers = (text: string): readonly string[] => [...new Set(likeCaseNumbers(text).filter(isCaseNumber))]

/** As it is shown and read aloud: '483 216', with eight digits '4832 1650'. */
export const sayNumber = (no: string): string => `${no.slice(0, no.length / 2)} ${no.slice(no.length / 2)}`
