/** Reads a phone number out of an answer, however it is written or read out. */
import { numbersIn, withDigits } from './digits.ts'
import { saysSkip, smallWords } from './small-talk.ts'
import { countSigns, fold } from './text.ts'

const skips = saysSkip(smallWords.skip.phone)

/**
 * The phone a person gives.
 * @param text  as typed: blanks, dashes, +86, full-width, 幺三八…, inside a sentence; anything goes in
 * @returns     11 digits, or a landline as 0537-1234567; 'skip' where the person will not give one;
 *              undefined where none is read. Of several the one said to be their own (他的是…，俺的是…), else the first that is nobody else's. ID numbers are not phones.
 */
export function readPhone(text: string): string | 'skip' | undefined {
  if (text.length > 500) return undefined
  const [first, ...more] = numbersIn(text).phones
  if (first === undefined) return skips(text) ? 'skip' : undefined
  // 打我儿子电话…，我的是…: they say which one to ring.
  if (more.length === 0 || /^(?:打|找|拨|联系)/u.test(fold(text))) return first
  const said = saidPhones(text, false)
  const own = said.find((s) => s.whose === 'mine') ?? said.find((s) => s.whose !== 'theirs')
  return own?.phone ?? first
}

const others =
  '(?:他|她|它|人家|别人|对方|对家|邻居|隔壁|对门|老板|包工头|工头|房东|骗子|中介|公司|厂|店|村长|书记|会计|主任|干部|同志|司机|律师|法院|儿子?|闺女|女儿|孩子|媳妇|老公|丈夫|男人|老婆|爹|娘|爸|妈|哥|姐|弟|妹|叔|婶|大爷|大娘|亲戚|his|her|their|him|he|she)'
const called = '(?:联系|手机|电话|号码?|微信|方式|联系人)'
/** 我电话…, 打我这个…: says itself whose it is. */
const mine = new RegExp(
  `(?:我|俺|咱|本人)(?:们|家)?(?:的|这个?|是)*${called}|^(?:我|俺|咱|本人)的(?:就)?是?[: ]*$|^(?:打|回|找|联系|拨|ring|call)(?:我|俺|me)|^mine(?: is)? ?$|my (?:phone|number|mobile|cell|tel)`,
  'u',
)
const label = new RegExp(`^(?:${called}|是|为|在|:|tel|phone|number|mobile| )*$`, 'u')
/** What was said just before speaks of somebody's name or number: the phone behind it may be theirs. */
const ofSomebody = new RegExp(`${others}.{0,4}$|叫|姓|是|名字|${called}|骗|诈|短信`, 'u')
const ofMe = /^(?:你好|您好)?(?:我|俺|咱|本人|i am|i m|my name)/u

/** The words speak of another person or number, so that a phone behind them may be theirs. */
export const speaksOfAnother = (text: string): boolean => !ofMe.test(text) && /叫|姓|名字|电话|手机|号码|微信|骗|诈|是.{2,3}$/u.test(text)

/** Parted where people take breath; the phone stands in one part. */
const partsOf = (text: string): readonly string[] =>
  text
    .split(/[,，。;；!！?？、\n]+|\s+(?=\p{Script=Han})/u)
    .map((part) => withDigits(part))
    .filter((part) => part !== '')

interface Said {
  readonly phone: string
  readonly whose: 'mine' | 'theirs' | 'likely' | 'unsaid'
}

/** Each phone in a text, and whose it is by the words around it. */
const saidPhones = (text: string, introduced: boolean): readonly Said[] => {
  const parts = partsOf(text)
  return parts.flatMap((part, i): readonly Said[] => {
    const { phones } = numbersIn(part)
    const before = part.slice(0, part.search(/[+(]?\d/u)).trim()
    const after = part.replace(/^.*\d/u, '')
    if (phones.length === 0) return []
    if (new RegExp(others, 'u').test(before) || new RegExp(`${others}|的`, 'u').test(after))
      return phones.map((phone) => ({ phone, whose: 'theirs' }))
    if (mine.test(before)) return phones.map((phone) => ({ phone, whose: 'mine' }))
    const last = parts[i - 1]
    const alone = parts.length === 1
    const follows = introduced && (last === undefined || ofMe.test(last) || (!ofSomebody.test(last) && countSigns(last) > 4))
    return phones.map((phone) => ({ phone, whose: label.test(before) && after === '' && (alone || follows) ? 'likely' : 'unsaid' }))
  })
}

/**
 * The phone that is surely the speaker's own (我电话…, or 电话… behind 我是王桂花).
 * @param text        as typed, several messages parted by line ends
 * @param introduced  the speaker says in it who they are
 * @returns           as readPhone writes it; undefined where there is none, where two could be meant, and where it may be somebody else's
 */
export function ownPhone(text: string, introduced: boolean): string | undefined {
  const found = saidPhones(text, introduced)
  const own = found.filter((f) => f.whose === 'mine')
  const candidates = own.length > 0 ? own : found.every((f) => f.whose === 'likely') ? found : []
  const [phone, ...more] = new Set(candidates.map((f) => f.phone))
  return more.length === 0 ? phone : undefined
}
