/** Digits as people write them: full-width, circled, Chinese, with blanks and dashes; and the phones and ID numbers among them. */
import { fold } from './text.ts'

const read = new Map<string, string>(
  Object.entries({
    零: '0',
    〇: '0',
    洞: '0',
    一: '1',
    幺: '1',
    壹: '1',
    二: '2',
    两: '2',
    贰: '2',
    三: '3',
    叁: '3',
    四: '4',
    肆: '4',
    五: '5',
    伍: '5',
    六: '6',
    陆: '6',
    七: '7',
    柒: '7',
    拐: '7',
    八: '8',
    捌: '8',
    九: '9',
    玖: '9',
    勾: '9',
  }),
)
const asDigit = (sign: string): string => read.get(sign) ?? sign

/** Chinese digits read out one by one, mixed with others: at least seven, so that 一二三四五六日 and 三五个人 stay words. */
const readOut = new RegExp(`(?:[\\d${[...read.keys()].join('')}][ \\-,.、]?){7,}`, 'gu')

/** Folded, with numbers that are read out sign by sign (幺三八零零…) as digits. Any string goes in. */
export const withDigits = (text: string): string =>
  fold(text).replace(readOut, (run) => ([...run].filter((s) => read.has(s)).length < 2 ? run : run.replace(/./gu, asDigit)))

const gap = '[ \\-.·]?'
const spaced = (count: number): string => `(?:${gap}\\d){${count}}`

/** 18 signs with a date of birth in them (the last may be X), or 15 digits of the old kind; blanks and dashes between allowed. */
const idNumber = new RegExp(
  `(?<!\\d)[1-9]${spaced(5)}(?:${gap}(?:1${gap}9|2${gap}0)${spaced(2)}${gap}(?:0${gap}[1-9]|1${gap}[0-2])${gap}[0-3]${spaced(4)}${gap}[\\dx×]|${spaced(2)}${gap}(?:0${gap}[1-9]|1${gap}[0-2])${gap}[0-3]${spaced(4)})(?!\\d)`,
  'g',
)
/** A long number with no date in it: a bank card, or an ID number with a slip. */
const longNumber = new RegExp(`(?<!\\d)\\d${spaced(14)}(?:${gap}\\d){0,4}(?!\\d)`, 'g')
const mobile = new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${gap})?(1${gap}[3-9]${spaced(9)})(?!\\d)`, 'g')
/** Area codes of the biggest cities have three digits (010, 02x), all others four; seven or eight follow. */
const landline = /(?<!\d)(?:\+86[ -]?)?\(?(010|02\d|0(?!10|2\d)\d{3})[) -]{0,2}([1-9](?:[ -]?\d){6,7})(?![ -]?\d)/g

export interface Numbers {
  /** Mobile phones as 11 digits, landlines as 0537-1234567, in the order they stand. */
  readonly phones: readonly string[]
  /** ID numbers and other numbers of 15 to 19 digits, without blanks. */
  readonly ids: readonly string[]
}

/** The phones and ID numbers written in a text; an ID number is never taken for a phone. Any string goes in. */
export function numbersIn(text: string): Numbers {
  const ids: string[] = []
  const phones: { at: number; phone: string }[] = []
  let rest = fold(text)
  const take = (pattern: RegExp, keep: (match: readonly string[], at: number) => void): void => {
    rest = rest.replace(pattern, (...args) => {
      keep(args.slice(0, -2) as string[], args.at(-2) as number)
      return '#'.repeat((args[0] as string).length)
    })
  }
  const takeId = ([all = '']: readonly string[]): void => {
    ids.push(all.replace(/[^\dx×]/g, ''))
  }
  // First the numbers as they stand: in 13800138000二楼 the last sign is none of them.
  for (const pass of [(t: string) => t, withDigits]) {
    rest = pass(rest)
    take(idNumber, takeId)
    take(mobile, ([, phone = ''], at) => phones.push({ at, phone: phone.replace(/\D/g, '') }))
    take(landline, ([, area = '', local = ''], at) => phones.push({ at, phone: `${area}-${local.replace(/\D/g, '')}` }))
  }
  take(longNumber, takeId)
  return { ids, phones: phones.sort((a, b) => a.at - b.at).map((p) => p.phone) }
}
