/** Hears that somebody waits for the first word (怎么还没人打电话), or that a matter is not settled after all (又来闹了). Source: ours, 2026-11-25, after face.md §3 (W8, W13). */
import { clausesOf, countSigns, fold } from './text.ts'

export interface Complaint {
  /** waiting: nobody has been in touch; undone: what was to be done is not done; again: it has begun anew. */
  readonly is: 'waiting' | 'undone' | 'again'
  /** Only a complaint; else it may as well answer what was asked (什么时候的事？都三天了). */
  readonly sure: boolean
}

/** More than a short sentence is a story. */
const longest = 30

const about =
  '(?:喂|唉|哎|那|可|你们|您们|你|您|咱|我们|俺们|我|俺|这个?|那个?|这件|那件|上次|上回|之前|给|跟|说|报|反映|登记|的|事儿|事情|事|编号|\\d{6}号?|其实|不对|说实话|实际上?|刚才|反正|可是|但是?)*'
const how = '(?:怎么|咋|为啥|为什么|到现在|到今天|现在|今天|今儿|一直|都|还是|还|就|也|又|是不是|到底|根本|压根)*'
const end = '(?:了|啊|呀|呢|吗|么|嘛|吧|哩|呗|哦|我|俺|我们|一下)*'
const me = '(?:给|跟|和|找|来)?(?:我们|俺们|我|俺)?'
const touch =
  '(?:来看|来瞧|上门|到场|露面|露头|打个?电话|来个?电话|回个?电话|打过来|联系|找|来|回个?话|回个?信|给个?信|管|理|理睬|搭理|过问|问|接手?|办|处理|看)'
const news = '(?:电话|信儿?|消息|动静|回话|回音|音儿?|说法|下文|影儿?|人影儿?)'
const number = '(?:[一二两俩三仨四五六七八九十几半\\d]+|好几|多少)'
const span = `${number}(?:多|来)?个?(?:工作日|天|日|周|星期|礼拜|月|个月)`

const whole = (...parts: readonly string[]): RegExp => new RegExp(`^${about}${how}(?:${parts.join('|')})${end}$`, 'u')

const waiting = whole(
  `(?:没有?|不见|没见)(?:个|一个)?人?${me}${touch}(?:过|来|过?人)?`,
  `(?:没有?|不见|没见)(?:个|一个)?人?${me}(?:打|来|回)过?(?:个|一个)?${news}(?:来|过来|过)?`,
  `(?:(?:等|都|已经)*(?:了)?${span}(?:了|过去了)?)?(?:连)?(?:一|半|1)(?:个|点|句|声|条)?(?:${news}|人|面|话)(?:都|也)?(?:没有?|没(?:接|等|见|收|听|回|打|来)(?:到|着|过)?)`,
  `没有?(?:一点|半点|个)?${news}`,
  `没有?(?:接到|收到|等到|接着|等着|见到|见着|听到)(?:你们的?|谁的|任何|过)*(?:${news}|人)`,
  '(?:说好|讲好|说定|答应|约好)(?:了|的)*(?:今天|昨天|前天|明天|周|星期|礼拜|\\p{N}|[一二三四五六日天号月上下午班前后内就要会能来打找联系给回电话我俺人个])*(?:呢|的?人呢|的?电话呢)',
  '(?:不是)(?:说|讲|答应)(?:好|过|了)*.{0,14}(?:吗|么|嘛)',
  `(?:${news}|人|结果)呢`,
  `(?:啥|什么|多)(?:时候|会儿|时间|咱|久)(?:才|能|会|有|给|跟|我|俺|个|人)*${touch}`,
  '(?:管不管|不管|没人管得?|有没有人管)(?:这事|俺|我)?(?:了|啦|的)+',
  '(?:帮|给|替)?(?:我|俺)?(?:催一?催|催一下|催催)(?:他们|办事的|值班的)?',
)
const tired = whole(
  '(?:没有?)(?:我|俺)?(?:找|管|问|过问|理|看|电话)(?:过)?',
  '(?:你们?的?|给的|留的|那个?)?(?:电话|号码?)?(?:也|都|老|总|一直)*(?:打不通|没人接|不接|占线|不通|接不通)',
  '(?:没有?)(?:个|一个)?人(?:管|理|问)(?:我|俺)?(?:这|的|事)*',
  `(?:都|已经|这都|这|等|过|过去|白等)*${span}(?:了|过去了|了都)`,
  `(?:都|已经|白)?等(?:了|到|得)?(?:太久|好久|半天|很久|这么久|${span})`,
)
/** Said to the bot; of an officer it is more than a wait. */
const cheated = whole(
  '(?:都是?|净|又|就会|就是|光|在)*(?:骗人|骗(?:我|俺)们?|骗老百姓|糊弄(?:我|俺)们?|忽悠(?:我|俺|人)们?|哄(?:我|俺|人)|说话不算(?:数|话))',
)
const notDone = whole(
  '(?:办|弄|修|处理|解决)好?(?:了)?个?(?:屁|啥|什么|鬼|毛|锤子)',
  '(?:谁说|哪里|哪儿?)(?:就|是)?(?:办|弄|修|处理|解决)(?:好|完)?了',
  '(?:啥|什么|一点儿?|半点|根本|压根)(?:也|都|事)*(?:没有?|未)(?:给|把)?(?:我|俺)?(?:办|弄|干|做|管|变|动|解决|修)',
  '(?:问题|毛病)(?:还|依然|照样|都)*(?:在|没解决)',
  '(?:那样|那个样|这样|原样)(?:子)?',
  '(?:办|弄|修|处理|搞)得?(?:不好|不行|不中|太差|不咋样)',
  '(?:凭啥|凭什么)?(?:就|给)*(?:结|结案|办结|了结|算完|销案)',
  '(?:没有?|未)(?:给|把)?(?:我|俺)?(?:这)?(?:办|弄|修|解决|处理|搞|整|调解|谈|落实)(?:好|完|成|妥|彻底|到位|下来)?',
  '(?:不太?|不大|不怎么|很不|太不|一点也?不)(?:满意|管用|顶用|顶事)',
  '(?:老样子|跟?(?:以前|原来)一样|一点没变|没变化?|没变样|白办|白说|等于没办|糊弄(?:人|我|俺|事)|应付(?:人|我|俺|事))',
)
const begunAgain =
  /^\P{P}{0,8}(?:又|还在|还是|照样|照旧|仍然|接着)(?:过?来|在|去|给)?(?:闹|吵|堵|占|漏|坏|臭|响|打|骂|欠|拖|偷|排|倒|挖|盖|停|断|塌|淹|犯|那样|这样|开始|找事|欺负|反悔|变卦|不认账|赖账)\P{P}{0,8}$/u
const wentBack = /^\P{P}{0,6}(?:反悔|变卦|不认账|赖账|不认了)\P{P}{0,3}$/u

const english: readonly (readonly [RegExp, Complaint])[] = [
  [
    /^(?:why (?:has|did|does) )?(?:still )?(?:nobody|no one|no-one)(?: has| have)?(?: still)?(?: ever| yet)? (?:called|call|phoned|phone|contacted|contact|come|came|answered|answer|been in touch|got in touch)(?: me| us| back| yet)*$/,
    { is: 'waiting', sure: true },
  ],
  [/^(?:i am|im|we are|were)?(?: ?still)? ?waiting(?: for (?:a|the|your) (?:call|answer))?$/, { is: 'waiting', sure: true }],
  [
    /^(?:you (?:said|promised)|it was promised(?: for)?)(?: it would be| by)? ?(?:monday|tuesday|wednesday|thursday|friday|today|yesterday)?$/,
    { is: 'waiting', sure: true },
  ],
  [/^(?:nobody|no one|no-one) cares?$/, { is: 'waiting', sure: false }],
  [/^(?:its|it has|it is) been (?:\w+) (?:days?|weeks?)(?: now| already)?$/, { is: 'waiting', sure: false }],
  [
    /^(?:it is|its|that is|thats|this is)?(?: ?still)? ?not (?:done|settled|fixed|solved|resolved|finished)(?: yet| at all)?$/,
    { is: 'undone', sure: true },
  ],
  [/^(?:i am|im) not (?:happy|satisfied|content)(?: with (?:it|this|that))?$/, { is: 'undone', sure: true }],
  [
    /^(?:it|he|she|they)(?: is| has|s| are| have)? (?:started|begun|happened|at it|back|come back|came back|broken) ?(?:again)?$/,
    { is: 'again', sure: true },
  ],
  [/^nothing (?:has )?changed$/, { is: 'undone', sure: true }],
]

/**
 * What a short message complains of, by its first part that does; undefined where it does not.
 * @param staff names of officers and offices: 刘明没来 is a complaint, 老赵没来 is none
 */
export function readComplaint(text: string, staff: readonly string[] = []): Complaint | undefined {
  const plain = staff.reduce((said, name) => said.replaceAll(name, '你们'), text)
  const named = plain !== text
  const found = partsOf(plain).filter((complaint) => complaint !== undefined)
  const first = found.find((complaint) => complaint.sure) ?? found[0]
  if (!named || first === undefined) return first
  return clausesOf(plain).some((clause) => cheated.test(clause)) ? undefined : { ...first, sure: true }
}

/** Whether a message says nothing else than that they wait (都三天了). */
export function onlyWaits(text: string): boolean {
  const parts = partsOf(text)
  return parts.length > 0 && parts.every((complaint) => complaint?.is === 'waiting')
}

/** Each part between signs by itself. */
function partsOf(text: string): readonly (Complaint | undefined)[] {
  const said = fold(text).replace(/['’]/g, '')
  const han = /\p{Script=Han}/u.test(said)
  if (said === '' || countSigns(said) > (han ? longest : longest * 3)) return []
  return clausesOf(text).map((clause) => (han ? inChinese(clause) : english.find(([pattern]) => pattern.test(clause))?.[1]))
}

function inChinese(clause: string): Complaint | undefined {
  if (waiting.test(clause)) return { is: 'waiting', sure: !tired.test(clause) }
  if (tired.test(clause) || cheated.test(clause)) return { is: 'waiting', sure: false }
  if (notDone.test(clause)) return { is: 'undone', sure: true }
  return begunAgain.test(clause) || wentBack.test(clause) ? { is: 'again', sure: true } : undefined
}
