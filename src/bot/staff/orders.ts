/** What staff say to the bot: an order at the beginning of the line, or behind a case number, and words. */
import { findCaseNumbers, likeCaseNumbers } from '../../town/case-number.ts'
import { fold } from '../../town/meaning/text.ts'

export type OrderName =
  | 'claim'
  | 'read'
  | 'listen'
  | 'close'
  | 'reopen'
  | 'reply'
  | 'seen'
  | 'called'
  | 'duty'
  | 'list'
  | 'undo'
  | 'leave'
  | 'help'

export interface Order {
  readonly name: OrderName
  readonly no?: string
  /** slip: what stands where the number should is none; two: more than one is named. */
  readonly amiss?: 'slip' | 'two'
  /** What stands after the order and the number, as it was written. */
  readonly rest: string
}

/** First word -> order, longest first. */
const orders: readonly (readonly [string, OrderName])[] = [
  ['值班帮助', 'help'],
  ['看到了', 'seen'],
  ['打过了', 'called'],
  ['重新打开', 'reopen'],
  ['再打开', 'reopen'],
  ['认领', 'claim'],
  ['结案', 'close'],
  ['重开', 'reopen'],
  ['回话', 'reply'],
  ['接班', 'duty'],
  ['清单', 'list'],
  ['撤回', 'undo'],
  ['放下', 'leave'],
  ['打开', 'read'],
  ['听', 'listen'],
  ['看', 'read'],
  ['回', 'reply'],
  ['on duty', 'duty'],
  ['called', 'called'],
  ['listen', 'listen'],
  ['reopen', 'reopen'],
  ['claim', 'claim'],
  ['close', 'close'],
  ['reply', 'reply'],
  ['leave', 'leave'],
  ['seen', 'seen'],
  ['list', 'list'],
  ['undo', 'undo'],
  ['open', 'read'],
  ['read', 'read'],
]

/** 我来, 这个我接了, 483216我来办: taken on without the word for it. */
const mine =
  /^(?:这个|这件|这事|这单|那个|那件|那|就|行|好)*(?:我|俺)(?:来|接|来接|认领|来认领|来办|来处理|来跟|接了|接手|负责)(?:吧|了|啦|哈|啊|的)*$/u
const mineInEnglish = /^(?:i ?(?:'ll|will) ?)?take (?:it|this|this one)$|^mine$/

/** What may hang on behind a word or a number and says nothing. */
const tail = /^(?:[\s\p{P}]|的|吧|了|啊|哈|啦|号|这个|那个|这件|那件|一下)*$/u
const between = '(?:[\\s\\p{P}#]|编号|单号|no\\.?|case|number|号|的|一下|这个|那个|这件|那件)*'
const numberFirst = new RegExp(`^${between}(?<number>\\d{3,4}[ -]?\\d{3,4})(?!\\d)${between}`, 'iu')
const nextNumber = /^[\s\p{P}和跟与]*(?<number>\d{3,4}[ -]?\d{3,4})(?![\d元块])/u
/** Digits that were meant for a number: not a year, a day or an amount. */
const likeNumber = new RegExp(`^${between}\\d[\\d -]{2,}\\d(?![\\d年月日元块万点:%.])`, 'iu')

/** 认领1, 听 第2个: as if the cards were numbered. */
const ofAList = /^[\s\p{P}#]*第?\d{1,2}[号个件]?$/u
/** 认领全部; 全部认领 begins with it. */
const everyOne = /^[\s\p{P}]*(?:全部|所有的?|全都)(?:吧|了)*$/u
const claimEvery = /^(?:我|俺)?(?:把)?(?:全部?|都|全都|所有的?|统统)(?:认领|接)(?:了|吧|啊)*$/u

/** Reads an order, or undefined where the line is none. */
export function readOrder(text: string): Order | undefined {
  const said = text.replace(/^\s*[@＠]?\s*村口[\s\p{P}]+/u, '')
  const line = fold(said)
  const [word, name] = orders.find(([start]) => startsWith(line, start)) ?? []
  const order = word === undefined || name === undefined ? withoutWord(said, line) : behindWord(said, line, word, name)
  return order === undefined || takesWords(order.name) ? order : { ...order, rest: '' }
}

const takesWords = (name: OrderName): boolean => name === 'reply' || name === 'close'

/** A word in Latin letters is a word of its own: close, not closely. */
const startsWith = (line: string, word: string): boolean =>
  line.startsWith(word) && !(/[a-z]$/.test(word) && /^[a-z']/.test(line.slice(word.length)))

function behindWord(said: string, line: string, word: string, name: OrderName): Order | undefined {
  const after = line.slice(word.length)
  const first = numberFirst.exec(after)
  const no = findCaseNumbers(first?.groups?.number ?? '')[0]
  if (no !== undefined) {
    const behind = after.slice(first?.[0].length)
    const rest = { no, rest: original(said, no) }
    return nextNumber.test(behind) ? { name, ...rest, amiss: 'two' } : { name, ...rest }
  }
  const rest = said
    .trim()
    .slice(word.length)
    .replace(/^[\s:：,，]+/, '')
  if (everyOne.test(after) && name === 'claim') return { name, rest, amiss: 'two' }
  if (ofAList.test(after) && !takesWords(name)) return { name, rest, amiss: 'slip' }
  if (likeNumber.test(after) || likeCaseNumbers(first?.groups?.number ?? '').length > 0) return { name, rest, amiss: 'slip' }
  if (tail.test(after)) return word === '回' ? undefined : { name, rest: '' }
  // 认领 那个路灯的: meant, but which is not clear. 认领的事回头再说, 结案还早: words about it, no order.
  const apart = /^[\s:：,，]/.test(after)
  if (name === 'claim' && apart) return { name, rest, amiss: 'slip' }
  if (word === '结案' && apart) return { name, rest }
  return word === '回话' || word === 'reply' ? { name, rest } : undefined
}

/** 483216我来, 我接483216, 483216 结案 修好了. */
function withoutWord(said: string, line: string): Order | undefined {
  const numbers = findCaseNumbers(line)
  const [no] = numbers
  const words = line
    .replace(/\d[\d -]*/g, ' ')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
    .replace(/^(?:号|的) ?/u, '')
  if (mine.test(words.replace(/ /g, '')) || mineInEnglish.test(line)) {
    if (no === undefined) return /\d/.test(line) ? { name: 'claim', rest: '', amiss: 'slip' } : { name: 'claim', rest: '' }
    return { name: 'claim', no, rest: '', ...(numbers.length > 1 ? ({ amiss: 'two' } as const) : {}) }
  }
  if (claimEvery.test(words.replace(/ /g, ''))) return { name: 'claim', rest: '', amiss: 'two' }
  const first = numberFirst.exec(line)
  const led = findCaseNumbers(first?.groups?.number ?? '')[0]
  if (first === null || led === undefined) return undefined
  const after = line.slice(first[0].length)
  const [word, name] = orders.find(([start]) => startsWith(after, start)) ?? []
  if (word === undefined || name === undefined) return undefined
  const behind = after.slice(word.length)
  if (!tail.test(behind) && !(takesWords(name) && /^[\s:：,，]/.test(behind))) return undefined
  const rest = original(said, led)
  return { name, no: led, rest: rest.slice(rest.toLowerCase().indexOf(word) + word.length).replace(/^[\s:：,，]+/, '') }
}

/** The words behind the number, as they were written. */
function original(text: string, no: string): string {
  const digits = [...no].map((d) => `[${d}${String.fromCharCode(0xff10 + Number(d))}]`).join('[\\s\\-－]*')
  return text
    .replace(new RegExp(`^.*?${digits}`, 's'), '')
    .replace(/^[\s:：,，]+/, '')
    .trim()
}
