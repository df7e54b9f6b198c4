/** Hears whether somebody is free to speak: 现在不方便, 他就在跟前, 待会说; 他不在, 就我一个人. Read where that was asked; clear words at any time. Source: ours, 2026-11-25. */
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
  /^(?:我|俺)(?:现在|这会儿?|已经|都)*(?:没事|安全)/u,
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

const whole = (...patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})(?:了|啦|吧|啊|呀|呢|哈|的|谢谢)*$`, 'u')
const at = '(?:现在|这会儿?|眼下|这阵儿?|今天|今晚|家里)'
const rather = '(?:可能|有点|又|都|也|很|实在)*'
const toSpeak = '(?:说话|打字|接电话|接听|回话|回消息|聊天|发消息|通话|出声)'
const orSay = `(?:${toSpeak}|说|讲|聊|回|打|接)`
const convenient = '不(?:太|大|咋|怎么)?方便'

/** Clear at any question: not to write, not to call, no good moment. */
const clearly: readonly RegExp[] = [
  new RegExp(`^(?:我|俺)?${at}?${rather}${convenient}${orSay}?了[啊呀呢]?$`, 'u'),
  whole(
    `(?:我|俺)?${at}(?:我|俺)?${rather}(?:${convenient}${orSay}?|不能${orSay})`,
    `(?:我|俺)?${at}?${toSpeak}${rather}${convenient}`,
    `(?:我|俺)?${at}?${rather}${convenient}${toSpeak}`,
  ),
  whole(
    '(?:先|快|千万|可|请|求求|求|你们|您们|你|您|那|都|就|也)*(?:别|不要|甭|莫)(?:再|给我|给俺|跟我|跟俺|往我这儿?|往这儿?|往我手机上?)*(?:发(?:消息|信息|短信|微信|语音|东西|话)?(?:给我|给俺|过来|来)?|回(?:消息|信息|短信|信|话|复)?(?:我|俺|给我|给俺)?|打(?:我|俺)?的?(?:手机|电话)(?:给我|给俺|过来|来)?|打(?:过)?来|来(?:电话|消息|短信|信儿?)|联系(?:我|俺)|出声|吭声)',
  ),
  /^(?:please |pls |so )?(?:do not|dont|stop|no more) (?:calls?|calling|phone|phoning|ring|text|texting|texts|message|messaging|messages|write|writing|reply|replying)(?: me| back| here| to me| again| any ?more| please| now)*$/,
  /^(?:i )?(?:cant|cannot|can not) (?:talk|speak|type|text|write)(?: now| right now| here| any ?more)*$|^(?:it is |its )?not (?:safe|free)(?: to (?:talk|speak|text|write))?(?: now| right now| here| any ?more)*$/,
]

/** Told of somebody who is there or reads along; in the middle of a story it is a part of that. */
const beside: readonly RegExp[] = [
  whole(`${them}${still}(?:刚|已经|突然|要|马上)*(?:回来|回家|进来|进屋|进门|到家|到门口|醒)了`),
  whole(`${them}${still}在(?:我|俺)?(?:跟前|旁边|边上|身边|身旁|眼前|床上|炕上)(?:坐着|站着|看着|听着|盯着|守着|躺着)?`),
  whole(
    `${them}(?:会|能|要|老是?|总是?|天天|经常|随时|一直|爱|在|正|也|都|就|还|常|得|肯定)*(?:看|翻|查|偷看|检查|拿|没收)(?:着|走)?(?:我|俺)?的?手机`,
  ),
  whole(`(?:我|俺)?的?手机(?:都|还|一直)*(?:在|让|被|叫)${them}(?:手里|手上|那儿?|跟前|身上|拿着|收着|管着|看着)`),
  /^(?:he|she|they|my husband|my wife|my \w+)(?: is|s|has| is now| just)? (?:back|home|here|came (?:back|home|in)|next to me|beside me|watching|listening)(?: now| again)?$/,
  /^(?:he|she|they|my husband|my wife|my \w+)(?: can| will|ll| always| often| still)* (?:checks?|reads?|sees?|looks? (?:at|through)|goes through|go through|takes?|has|have)(?: my| the)? phone$/,
]

/** 因为 and spaces part what is said too. */
const partsOf = (text: string): readonly string[] => clausesOf(text.replace(/\s+(?=\p{Script=Han})|\b(?:because|and|so)\b/giu, '，'))

/**
 * Whether somebody says clearly, at whatever question, that they are not free: 不方便了, 别发了, 别打电话, 他回来了, 他看手机.
 * That he is there counts only where nothing else is told after it. @param text as typed
 */
export function saysNotFree(text: string): boolean {
  const parts = partsOf(text)
  const there = parts.findIndex((part) => beside.some((said) => said.test(part)))
  return (
    [...clausesOf(text), ...parts].some((part) => clearly.some((said) => said.test(part))) ||
    (there >= 0 && parts.slice(there).every((part) => readSafe(part) === 'no'))
  )
}

/** 不方便 and nothing else: no good moment, or what was asked is not told. @param text as typed */
export const saysOnlyNotConvenient = (text: string): boolean =>
  whole(`(?:我|俺)?${convenient}(?:说|讲|回|接)?`).test(clausesOf(text).join())

const freeAgain: readonly RegExp[] = [
  whole(`(?:我|俺)?(?:${at}|这下|已经|又|可以|都|能)*方便${orSay}?`),
  /^(?:(?:i am|im|it is|its) )?(?:safe|free)(?: to (?:talk|speak|write|text))?(?: now| again)*$|^i can (?:talk|speak|write|text)(?: freely)?(?: now| again)*$/,
]

/** Whether somebody says in clear words that they can speak: 现在方便了. Only that takes back that they could not. @param text as typed */
export const saysFree = (text: string): boolean =>
  readSafe(text) !== 'no' && clausesOf(text).some((clause) => freeAgain.some((said) => said.test(clause)))
