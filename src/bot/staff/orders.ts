/** What staff say to the bot: an order at the beginning of the line, a case number, and words. */
import { findCaseNumbers } from '../../town/case-number.ts'
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
  /** What stands after the order and the number. */
  readonly rest: string
}

/** First word -> order, longest first. */
const orders: readonly (readonly [string, OrderName])[] = [
  ['认领', 'claim'],
  ['claim', 'claim'],
  ['结案', 'close'],
  ['close', 'close'],
  ['重开', 'reopen'],
  ['reopen', 'reopen'],
  ['看到了', 'seen'],
  ['seen', 'seen'],
  ['打过了', 'called'],
  ['called', 'called'],
  ['回话', 'reply'],
  ['reply', 'reply'],
  ['接班', 'duty'],
  ['on duty', 'duty'],
  ['清单', 'list'],
  ['list', 'list'],
  ['撤回', 'undo'],
  ['undo', 'undo'],
  ['放下', 'leave'],
  ['leave', 'leave'],
  ['值班帮助', 'help'],
  ['听', 'listen'],
  ['listen', 'listen'],
  ['看', 'read'],
  ['read', 'read'],
  ['回', 'reply'],
]

/** Orders that mean nothing without a number, so that 看电视 or 听说 is no order. */
const wantNumber: ReadonlySet<string> = new Set(['听', '看', '回', '重开', 'listen', 'read', 'reply', 'reopen'])

/** Reads an order, or undefined where the line is none. */
export function readOrder(text: string): Order | undefined {
  const line = fold(text)
  const found = orders.find(([word]) => line.startsWith(word))
  if (found === undefined) return undefined
  const [word, name] = found
  const after = line.slice(word.length).trim()
  const no = findCaseNumbers(after)[0]
  if (no === undefined && wantNumber.has(word)) return undefined
  // 结案了吗, 结案还早: words about it, no order.
  if (name === 'close' && /^\p{Script=Han}/u.test(line.slice(word.length))) return undefined
  const exact = ['看到了', '打过了', '接班', '清单', '撤回', '放下'].includes(word)
  if (exact && no === undefined && after !== '' && !/^[，。！!.]+$/.test(after)) return undefined
  return { name, rest: original(text, no), ...(no === undefined ? {} : { no }) }
}

/** The words behind the order and the number, as they were written. */
function original(text: string, no: string | undefined): string {
  if (no === undefined) return text.trim().replace(/^\S+\s*/, '')
  const digits = [...no].join('[\\s\\-－]*')
  const wide = digits.replace(/\d/g, (d) => `[${d}${String.fromCharCode(0xff10 + Number(d))}]`)
  return text
    .replace(new RegExp(`^.*?${wide}`, 's'), '')
    .replace(/^[\s:：,，]+/, '')
    .trim()
}
