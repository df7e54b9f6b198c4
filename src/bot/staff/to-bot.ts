/** What an officer says to the bot in their own words, with no word for it: 别发, 已打, 她电话多少. None of it is meant for the resident. */
import { findCaseNumbers, likeCaseNumbers } from '../../town/case-number.ts'
import { fold } from '../../town/meaning/text.ts'
import type { Order, OrderName } from './orders.ts'

const end = '(?:了|啦|吧|啊|呀|哈|哦|呢|的|噢|哎)*'
const he = '(?:他|她|本人|人家|对方|这人|那人|这个人|那个人|老人家?)'
const all = (...shapes: readonly string[]): RegExp => new RegExp(`^(?:${shapes.join('|')})$`, 'u')

/** The whole line, without marks, case numbers and what carries nothing. */
const spoken: readonly (readonly [RegExp, OrderName])[] = [
  [
    all(
      `(?:先|快|快点|赶紧|千万|请|哎|等等)?(?:别|不要|不用|甭|不|莫)发(?:出去|过去|走|给${he})?${end}`,
      `(?:先|快|快点|赶紧|请)?(?:收回|撤销|撤掉|撤|收回来|收回去)(?:这句|那句|上一句|刚才那句)?${end}`,
      `(?:你)?(?:先)?(?:等等|等一下|等一等|等会儿?|等下|停|停停|停下|慢着|慢)(?:啊|哈|吧)*`,
      `(?:我)?(?:发|打|写|说)错(?:了|人了|字了|啦)`,
      `(?:please )?(?:stop|wait|hold on|do ?n[o']?t send(?: it| that)?|don t send(?: it| that)?|take (?:it|that) back)`,
    ),
    'undo',
  ],
  [
    all(
      `(?:我|俺)?(?:都|已经|已|刚|刚刚|刚才)?(?:给${he})?(?:电话)?(?:我|俺)?(?:都|已经|已|刚|刚刚|刚才)?(?:给${he})?(?:打过|打完|打通|打)(?:${he})?(?:电话|一遍|一次)?(?:了|啦)`,
      `(?:我|俺)?(?:已经|已)(?:给${he})?打(?:过)?(?:电话)?`,
      `(?:我|俺)?(?:给${he})?打过(?:电话)?`,
      `(?:i )?(?:have |already )*(?:called|phoned|rang)(?: (?:him|her|them|back))?`,
    ),
    'called',
  ],
  [
    all(
      `(?:好的?|行|嗯|恩|哦)?(?:我|俺)?(?:都|已经|已)?(?:收到|看到|看见|瞧见|瞅见)(?:了|啦|哈|的)*`,
      `(?:i )?(?:have )?(?:got it|saw it|seen it|received)`,
    ),
    'seen',
  ],
  [
    all(
      `(?:看看|看下|看一下|查|查下|我要看)?(?:我的|俺的|我手上的?|手上的?|今天的?)?(?:待办|代办|清单|案子列表|案件列表|列表|案子|案件)(?:有哪些|有几件|还有几件|几件)?${end}`,
      `(?:我|俺)?(?:手上)?还有(?:哪些|几件|多少件)(?:没办|没接|案子|事)?${end}`,
      `(?:show )?(?:my )?(?:cases|to ?do|todo list)`,
    ),
    'list',
  ],
]

/** Asked of the bot; each is answered with what to type. */
const asks: readonly (readonly [RegExp, 'handOn' | 'phone' | 'held'])[] = [
  [
    all(
      `(?:把)?(?:这个|这件|这事|案子|它)?(?:移交|转交|转办|移送|转派)(?:给|到)?\\p{Script=Han}{0,8}`,
      `(?:把)?(?:这个|这件|这事|案子)?(?:转给|交给|派给|分给)\\p{Script=Han}{1,8}`,
      `(?:hand|pass) (?:it |this )?(?:over|on)(?: to [a-z ]{1,30})?`,
    ),
    'handOn',
  ],
  [
    all(
      `(?:${he}家?的?|本人的?)?(?:手机|电话|电话号码|手机号码?|号码|联系方式|联系电话)(?:是)?(?:多少|几号|啥|什么|呢|在哪儿?|有没有|有吗)?${end}`,
      `(?:我)?(?:打|拨)(?:哪个|什么|啥)(?:号码?|电话)?${end}`,
      `(?:咋|怎么)(?:联系|找)(?:${he})${end}`,
      `(?:what is |whats )?(?:his|her|their) (?:phone|number|phone number)`,
    ),
    'phone',
  ],
  [
    all(
      `(?:认领|结案|重开|撤回|接班|交班|清单|放下|值班)\\p{Script=Han}{1,12}`,
      `(?:上|下|前|后|另|那)一?(?:件|个|单|条)${end}`,
      `(?:咋|怎么|怎样|如何)(?:发|回|回话|撤|撤回|收回|用|结案|认领|接|操作|打开|关|转|办结)(?:话)?(?:给${he})?(?:的|这个|这件|它|啊|呀|呢)*`,
      `(?:村口|机器人)(?:你|您|在|帮|啊|呀|，)?(?:你|您)?(?:在|在吗|在不在|帮我?|好|听|能|会|是谁|怎么)?\\p{Script=Han}{0,6}(?:吗|不|么|呢|一下)?`,
      `(?:电话)?(?:没|没有|没能)(?:打通|接|人接)${end}|(?:电话)?打不通${end}|(?:${he})(?:不|没|没有)接(?:电话)?${end}|(?:打了)?没人接${end}`,
      `(?:这|这件|这个|这事)?谁(?:在|来|去)?(?:办|接|管|跟|负责|认领)${end}`,
      `(?:这句|上句|刚才那句)?(?:发|送)(?:了|出去|过去|走|到)*(?:吗|没|没有|不)${end}`,
      `(?:${he})(?:是|家|住|在)*(?:哪|哪个|什么|啥|几)(?:儿|里|村|村的|组|组的|人)${end}`,
      `(?:${he})(?:叫|姓|是)(?:啥|什么|谁)(?:名字|名)?${end}`,
    ),
    'held',
  ],
]

/** 村口的路灯, 村口那条沟: the end of the village, not the bot. */
const place = /^村口(?:的|那|这|有|路|东|西|南|北)/u

/** Clauses stay apart by a blank; within one, blanks between Chinese signs mean nothing. */
const plain = (text: string): string =>
  fold(text)
    .replace(/['’]/g, '')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim()
/** Clauses run together: 好的，收到. */
const whole = (text: string): string => plain(text).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')

/**
 * An order in an officer's own words, in private only: in the group 收到 is said among colleagues.
 * @param text as typed; the whole line must be the order, with a case number or none
 */
export function readSpoken(text: string): Order | undefined {
  const [like, ...more] = likeCaseNumbers(text)
  const words = whole(text.replace(/[\d０-９][\d０-９ -]*/gu, ' '))
  const [, name] = spoken.find(([shape]) => shape.test(words)) ?? []
  if (name === undefined || (like === undefined && /\d/.test(fold(text)))) return undefined
  if (like === undefined) return { name, rest: '' }
  const [no] = findCaseNumbers(text)
  return more.length > 0 ? { name, rest: '', amiss: 'two' } : no === undefined ? { name, rest: '', amiss: 'slip' } : { name, no, rest: '' }
}

/** Whether a line asks something of the bot that is no order: to hand the case on, the resident's phone, anything else. */
export const toBot = (text: string): 'handOn' | 'phone' | 'held' | undefined =>
  place.test(fold(text)) ? undefined : asks.find(([shape]) => shape.test(plain(text)))?.[1]
