/** Short words of somebody whose alarm is out: 他又来了, 快点, 来了没有, 打过110了, 没事了. Read only where an alarm is out. */
import { bare, fitsIn } from './text.ts'

/** calls: it goes on or is urged; asks: does somebody come; police: they were called or have come; gone: who did it has left; calm: it is over. */
export type ToAlarm = 'calls' | 'asks' | 'police' | 'gone' | 'calm'

const who = '(?:他们?|她们?|那人|那家伙|人家?|人|对方|这人|几个人)'
const patterns: readonly (readonly [ToAlarm, RegExp])[] = [
  [
    'police',
    /(?:打(?:过|了|完)?|报(?:过|了)?)(?:电话)?(?:了)?(?:110|120|119|警)(?:了|过)?(?:电话)?了?$|(?:警察|民警|派出所的?|救护车|消防车?|110|120|119)(?:都|已经)?(?:来|到)(?:过)?了$|police (?:is|are) here|called (?:110|120|119|the police)/,
  ],
  [
    'asks',
    /(?:来|到)了?(?:没有?|没来|没到|吗|不)$|来没来|到没到|到哪(?:儿|里)?了?|(?:啥|什么)时候(?:能|才)?(?:来|到)|(?:多久|几分钟)(?:能|才)?(?:来|到)?|(?:怎么|咋|为啥|为什么)(?:还|都|就)?(?:没|不|木)(?:有)?(?:人)?(?:来|到|管|回|接|打|见)|(?:还|都|咋)没(?:有)?(?:人|见人)(?:来|到|管|回)?|没(?:有)?人(?:来|管|理|接|回)|电话(?:也|都)?(?:没人接|打不通|不通|占线)|打不通|不接电话|有人(?:来|管|在)(?:没|吗|不)|有没有人(?:来|管)|^人呢?$|is (?:any|some)(?:one|body) coming|nobody (?:came|comes|answers)|how long/,
  ],
  [
    'calls',
    new RegExp(
      `^${who}?(?:就)?(?:又|还|正)(?:在|来|回来|打|砍|骂|砸|闹|烧|追|堵|没走|不走)|还没(?:走|停|完)|^(?:你们?|您)?(?:快|赶紧|赶快|抓紧|麻溜|急|救)|快(?:点|些|来|呀|啊|吧)|来人|救命|(?:顶|撑|挺|拦|等)不(?:住|及|了)|要出(?:人命|事)|hurry|quick|help|still (?:here|there|going)|(?:is|are|s) back`,
    ),
  ],
  [
    'gone',
    new RegExp(
      `^${who}?(?:都|已经|自己|刚)?(?:走|跑|回家|回去|散|离开)了?(?:了|啦)$|(?:he|she|they)(?: ha[sv]e?| is| are| s)? (?:left|gone)`,
    ),
  ],
  [
    'calm',
    /^(?:好了|现在|这会儿?|这下|已经|都|我们?|俺们?|家里|人)*(?:没(?:啥|什么)?(?:大)?事(?:儿)?|和好|好了|讲和|说开|消停|不闹|不打|不吵|完事|平息|劝开|拉开|不用(?:再)?来人?|别来|甭来|安全)(?:了|啦)?$|^(?:it s|its|i m|im|we re|all) (?:ok|okay|fine|over|safe)(?: now)?$|false alarm/,
  ],
]
/** In this order where several are said: what raises comes before what lowers. */
const order: readonly ToAlarm[] = ['calls', 'asks', 'police', 'gone', 'calm']
/** Denied or doubted, it is not over: 不是没事了, 说没事了我不信. */
const doubted = /不是|不信|才怪|谁说/

/**
 * What short words to an alarm mean. Any string goes in; a longer one (over 16 signs) tells something new and is undefined.
 * @returns  the strongest of what is said; `whole`: nothing else is. Beside other words only those count that raise.
 */
export function readToAlarm(text: string): { readonly means: ToAlarm; readonly whole: boolean } | undefined {
  if (!fitsIn(text, 16) && !/^[\p{Script=Latin}\s'’,.!?]{1,40}$/u.test(text)) return undefined
  const said = bare(text)
  const clauses = /\p{Script=Han}/u.test(said) ? said.split(' ') : [said]
  const heard = clauses.map((clause) => patterns.find(([, pattern]) => pattern.test(clause.replace(/[呀啊吧呢嘛哦噢哎唉]+$/u, '')))?.[0])
  const strongest = order.find((one) => heard.includes(one))
  const whole = !heard.includes(undefined)
  const raises = strongest === 'calls' || strongest === 'asks'
  return strongest === undefined || (!raises && (!whole || doubted.test(said))) ? undefined : { means: strongest, whole }
}
