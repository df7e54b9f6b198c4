/** Hears whether somebody is free to speak: 现在不方便, 他就在跟前, 待会说; 他不在, 就我一个人. Read only where that was asked. Source: ours, 2026-11-25. */
import { readCommand } from './command.ts'
import { clausesOf, fitsIn } from './text.ts'
import { readYesNo } from './yes-no.ts'

const them =
  '(?:他们?|她们?|人家|那人|那个人|(?:我|俺)?家?(?:男人|老公|丈夫|对象|那口子|那位|当家的|老头子?|媳妇|老婆|婆婆|公公|婆家人|儿子)|孩子他?(?:爸|爹|妈)|老头子)'
const still = '(?:就|还|正|又|也|都|快|要|马上|这会儿?|现在|刚|一直|老)*'
const near = '(?:家里?|屋里?|里屋|外屋|堂屋|院里|院子里|跟前|旁边|边上|身边|身旁|眼前|门口|楼下|床上|炕上|这儿?|家门口|隔壁屋)'
const doing = '(?:呢|哩|啊|了|坐着|站着|看着|听着|盯着|守着|睡着?|躺着|吃饭|喝酒|看电视|我|俺)*'
const phone = '(?:我|俺)?(?:的)?手机'

/** Said like this nobody disturbs: it takes back what sounds otherwise. */
const free: readonly RegExp[] = [
  /^(?:现在|这会儿?)?(?:没啥|没什么|没有什么|没有|没|不是|没有啥)不方便/u,
  new RegExp(`(?<!等|待|趁|会|会儿)${them}${still}(?:不在|没在|没回来?|没来|出去|出门|走了?|下地|上班|外地|不住)`, 'u'),
  new RegExp(`${them}${still}在(?!外|门|${near}?(?:${doing}$|看|听|盯|守|堵))`, 'u'),
  /(?:没有?(?:旁|别|外)?人|没有?旁人|没有?谁)(?:在|看|听|了|啊|呢|的|$)|没人|没别人/u,
  /^(?:现在|这会儿?|家里?)?(?:就|只有|光|只)?(?:我|俺)(?:自己)?(?:一个人|一个|自个儿?|自己)/u,
  /^(?:我|俺)(?:现在|已经|都|是)*(?:在|回|到|跑到|住)(?:了)?(?:娘家|(?:我|俺)?(?:妈|娘|闺女|姐|妹|哥)家|外头|外面|外边|地里|单位)/u,
  /^(?:我|俺)(?:已经|都|自己)*(?:跑|躲|走|逃)?出来了/u,
  /(?:不用|别|甭)(?:小声|怕|担心)|(?:不用|不必)嘘/u,
  /有人(?:在)?(?:陪|帮|管)/u,
  /^(?:没事|不要紧|没关系|不碍事|[你您]?说吧?$|[你您]?问吧?$|安全|方便)/u,
  /\b(?:he|she|they|my \w+)(?: is| are|s)? (?:not|isnt|arent|still not) (?:here|home|in|back|around)|\b(?:he|she|they)(?: has| have| is| are|s)? (?:left|out|gone|away|asleep next door|at work)|\b(?:im|i am|am) (?:all )?alone|nobody (?:is )?(?:here|else)|no one (?:is )?(?:here|else)|^(?:i am |im |it is |its )?(?:safe|free|ok)\b/,
]

const notFree: readonly RegExp[] = [
  /不(?:太|咋|大|怎么|很|是很|够)?方便|不安全|不敢|没法|说不(?:了|成|得)|打不了字|不(?:好|便)(?:说|打字|讲)|不能(?:说|讲|打字|回|发|出声|聊|接)|不聊|不说了|先挂|挂了$|得走了|悄悄|偷偷|偷着|^删/u,
  /(?:别|不要|甭|莫|先别|快别|不用)(?:再|给我|给俺|跟我|跟俺|老|往我这儿?|往这儿?)*(?:问|说话|说了?$|发|回了?$|回话|回我|回信|出声|响|吭声|打电话|打字|打过?来|打了?$|来电|来电话|联系|找我|找俺|来了?$)/u,
  /嘘|小声|小点声|轻点声/u,
  new RegExp(`${them}${still}在(?:${near})?${doing}$`, 'u'),
  new RegExp(`(?:${near}|^|现在|这会儿?)有(?:别|外|旁)?人(?:在|呢|了|啊|哩|听|看|盯|$)`, 'u'),
  new RegExp(`(?:${them}|有人|怕)${still}(?:在|能|会|要|想)?(?:看|翻|查|抢|拿|夺|收|偷看|检查)(?:着|了|走)?(?:我|俺|${phone})`, 'u'),
  new RegExp(`(?:${them}|有人).{0,4}(?:看得见|看得到|看见|看到|听见|听到|听得见|听得到|盯|听着|看着|守着|堵着|要看|在看)`, 'u'),
  new RegExp(`(?:${them}|有人|人)${still}(?:下班)?(?:回来|回家|来|进来|进屋|进门|过来|到家|起来|醒|到门口|上来)(?:了|$)`, 'u'),
  new RegExp(`${them}${still}没(?:走|睡|出去|出门)|${them}正.{0,3}(?:骂|打|砸|闹|吵)`, 'u'),
  new RegExp(`(?:等|待|趁)(?:会儿?)?(?:${them}|人).{0,6}(?:走|出去|出门|睡|不在|上班|下地|离开)`, 'u'),
  /(?:旁边|跟前|身边|边上)(?:还)?(?:有|是|坐着|站着)(?:人|他|她)|(?:^|又|家里?)来人了|^等(?:会儿?|到)?(?:晚上|天黑|明天|白天)|人多/u,
  /(?:我|俺)(?:现在)?(?:躲|藏|锁)(?:着|在)/u,
  /\b(?:cant|cannot|can not|dont|do not|stop|no more) (?:talk|speak|type|write|text|texting|message|messaging|call|calling|reply|send)|\bnot (?:safe|free|alone|now|here|good)\b|\bunsafe\b/,
  /\b(?:he|she|they|my husband|my wife|someone|somebody)(?: is|s| are)? (?:right |just |still |sitting |standing )?(?:here|home|at home|back|coming|watching|listening|beside me|next to me|in the room|near|with me|around|awake)\b/,
  /\b(?:he|she|they|someone)(?: can| will|ll)? (?:see|sees|check|checks|read|reads|look at|looks at|take|takes|hear|hears)\b|\b(?:he|she) came (?:back|in|home)/,
]

/** Whether nothing is said but that they can speak: 他出去了 is then no alarm of its own. @param text as typed */
export const saysOnlyFree = (text: string): boolean =>
  readSafe(text) === 'yes' &&
  clausesOf(text).every(
    (clause) => readYesNo(clause) === 'yes' || free.some((said) => said.test(clause) && fitsIn(clause.replace(said, ''), 2)),
  )

const shortNo = /^(?:(?:现在|这会儿?)?不(?:太|大)?(?:行|中|成|能|可以)?[了啊呀]?|no|nope|no no|not really)$/u

/**
 * @param text as typed
 * @returns 'no' where they cannot speak freely, however they say it; 'yes' where they can; undefined where they say nothing of it
 */
export function readSafe(text: string): 'yes' | 'no' | undefined {
  if (!fitsIn(text, 40)) return undefined
  const clauses = clausesOf(text)
  const isFree = (clause: string): boolean => free.some((said) => said.test(clause))
  if (clauses.some((clause) => !isFree(clause) && notFree.some((said) => said.test(clause)))) return 'no'
  if (clauses.some(isFree)) return 'yes'
  if (['later', 'cancel'].includes(readCommand(text)?.command ?? '')) return 'no'
  if (clauses.some((clause) => shortNo.test(clause))) return 'no'
  return readYesNo(text) === 'yes' ? 'yes' : undefined
}
