/** Short words of somebody whose alarm is out: 他又来了, 快点, 来了没有, 打过110了, 找着了, 没事了. Read only where an alarm is out. */
import { bare, fitsIn } from './text.ts'

/**
 * calls: it goes on or is urged; asks: does somebody come; police: they were called, come or have come; gone: who did it has left;
 * found: who was missing is there; looks: what the missing one looks like; calm: it is over, or there was nothing.
 */
export type ToAlarm = 'calls' | 'asks' | 'police' | 'gone' | 'found' | 'looks' | 'calm'

const who = '(?:他们?|她们?|那人|那家伙|人家?|人|对方|这人|几个人)'
const police = '(?:警察|民警|派出所的?|公安|救护车|消防车?|110|120|119)'
const lost =
  '(?:(?:我们?|俺们?|咱)?家?(?:的|那)?(?:孩子|娃儿?|小孩|儿子|闺女|女儿|孙子|孙女|老人|老头|老太太?|老伴|爷爷|奶奶|爹|娘|爸|妈|媳妇|男人|人)|他们?|她们?)'
const now = '(?:现在|刚才|刚刚|刚|已经|都|自己|自个儿?|又|终于|总算|可算)*'
const patterns: readonly (readonly [ToAlarm, RegExp])[] = [
  [
    'police',
    /(?:打(?:过|了|完)?|报(?:过|了)?)(?:电话)?(?:了)?(?:110|120|119|警)(?:了|过)?(?:电话)?了?$|(?:警察|民警|派出所的?|救护车|消防车?|110|120|119)(?:都|已经)?(?:来|到)(?:过)?了$|police (?:is|are) here|called (?:110|120|119|the police)/,
  ],
  [
    'police',
    new RegExp(
      `^${police}(?:那边|的人|他们)?(?:(?:说|回|回话)(?:了)?)?(?:已经|都|马上|立马|这就|就|快|正|在|一会儿?|几分钟|\\d+分钟|要|往这儿?)*(?:到|来|过来|赶来|出警|出发|上路|路上|赶)(?:了|着呢)?$|^(?:已经)?出警了$|^the police (?:is|are) (?:coming|on (?:the|their) way)`,
    ),
  ],
  [
    'asks',
    /(?:来|到)了?(?:没有?|没来|没到|吗|不)$|来没来|到没到|到哪(?:儿|里)?了?|(?:啥|什么)时候(?:能|才)?(?:来|到)|(?:多久|几分钟)(?:能|才)?(?:来|到)?|(?:怎么|咋|为啥|为什么)(?:还|都|就)?(?:没|不|木)(?:有)?(?:人)?(?:来|到|管|回|接|打|见)|(?:还|都|咋)没(?:有)?(?:人|见人)(?:来|到|管|回)?|没(?:有)?人(?:来|管|理|接|回)|电话(?:也|都)?(?:没人接|打不通|不通|占线)|打不通|不接电话|有人(?:来|管|在)(?:没|吗|不)|有没有人(?:来|管)|^人呢?$|^(?:到底|都|那|你们|派)*(?:谁|哪个|几个人)(?:能|会|要|过)*(?:来|管|来管)(?:的|救?(?:我|俺)们?)?$|^(?:要)?来的(?:人)?是(?:谁|哪个)$|^(?:who is|who s|whos) coming|is (?:any|some)(?:one|body) coming|nobody (?:came|comes|answers)|how long/,
  ],
  [
    'calls',
    new RegExp(
      `^${who}?(?:就)?(?:又|还|正)(?:在|来|回来|打|砍|骂|砸|闹|烧|追|堵|没走|不走)|还没(?:走|停|完)|^(?:你们?|您)?(?:快|赶紧|赶快|抓紧|麻溜|急|救)|快(?:点|些|来|呀|啊|吧)|来人|救命|(?:顶|撑|挺|拦|等)不(?:住|及|了)|(?:要)?出(?:人命|事)|死人了|^(?:${lost}|(?:我|俺|老).{1,3})?(?:都|已经|快|要|好像|怕是|可能|就)*(?:死|断气|没气|咽气|不喘气|没呼吸|没心跳|昏|晕)(?:过去)?了$|^(?:he|she|they|somebody|someone)(?: is| are| s)? (?:dead|died|not breathing)|hurry|quick|help|still (?:here|there|going)|(?:is|are|s) back`,
    ),
  ],
  [
    'gone',
    new RegExp(
      `^${who}?(?:都|已经|自己|刚)?(?:走|跑|回家|回去|散|离开)了?(?:了|啦)$|(?:he|she|they)(?: ha[sv]e?| is| are| s)? (?:left|gone)`,
    ),
  ],
  [
    'found',
    new RegExp(
      `^(?:${lost}|${now})*(?:找(?:着|到)|寻着|寻到|有下落|有信儿?)(?:${lost})?(?:了)?$|^(?:${lost}|${now})*(?:找|送|接|领)?回(?:来|家)(?:来)?了$|^(?:${lost}|${now})*(?:到家|在家(?:呢)?)(?:了)?$|^(?:we |i )?(?:have )?found (?:him|her|them|the (?:boy|girl|child))|^(?:he|she) is (?:home|back|found)`,
    ),
  ],
  [
    'calm',
    /^(?:(?:刚才|刚刚|刚|那|这)?(?:都|就|只)?(?:是|就是)?(?:我|俺|孩子|娃|小孩|手|一场|一个)?(?:的)?(?:手|孩子|跟.{1,3}|不小心|手滑|胡乱|乱|瞎)*(?:按错|点错|选错|发错|打错|弄错|搞错|误会|误按|误点|误触|手滑|闹着玩|逗着?玩|开(?:个|的)?玩笑|试试|试着玩|试一下|测试|点着玩|按着玩|按的|点的))(?:的|了|一场)*$|^(?:根本)?没(?:有)?(?:这|那)(?:回|码)?事(?:儿)?$|^(?:it was )?(?:a |my )?(?:mistake|misunderstanding|joke|wrong button)$|^(?:i )?(?:just |only )?(?:joking|kidding|testing)$/,
  ],
  [
    'calm',
    /^(?:好了|现在|这会儿?|这下|已经|都|我们?|俺们?|家里|人)*(?:没(?:啥|什么)?(?:大)?事(?:儿)?|和好|好了|讲和|说开|消停|不闹|不打|不吵|完事|平息|劝开|拉开|不用(?:再)?来人?|别来|甭来|安全)(?:了|啦)?$|^(?:it s|its|i m|im|we re|all) (?:ok|okay|fine|over|safe)(?: now)?$|false alarm/,
  ],
  [
    'looks',
    new RegExp(
      `^(?:${lost})?.{0,2}?(?:今年|才|刚|快|有)*(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})(?:多|来)?(?:周?岁|个月)(?:半|多|了)*(?:男孩|女孩|男娃|女娃)?$|^(?:${lost})?(?:身上|上身|下身|头上|脚上|手里)?(?:穿|戴|背|扎|梳|留|骑|拄|抱|拿)(?:着|了|的是?|个|一)*\\p{Script=Han}{1,8}$|^(?:是|是个)?(?:男|女)(?:的|孩|孩子|娃|生)?$|^(?:${lost})?(?:小名|大名|名字|姓名)*(?:叫|姓)\\p{Script=Han}{1,4}$|^(?:${lost})?(?:身高)?(?:一米|1米|1\\.)\\S{1,3}$|^(?:${lost})?(?:个子|头发|脸上|腿|耳朵|脑子|嘴).{1,8}$|^.{0,4}(?:衣服|上衣|裤子|裙子|鞋|外套|棉袄|书包|帽子|眼镜|头发|短发|长发|光头|辫子)$|^(?:he|she) is (?:a |an )?\\w+(?: years? old)?$|^(?:he|she) (?:wears|is wearing|has) .{2,30}$`,
      'u',
    ),
  ],
]
/** In this order where several are said: what raises comes before what lowers. */
const order: readonly ToAlarm[] = ['calls', 'asks', 'police', 'gone', 'found', 'calm', 'looks']
/** Denied or doubted, it is not over: 不是没事了, 说没事了我不信. */
const doubted = /不是|不信|才怪|谁说/
/** Found, but so that it is no good news: 找到了，在河里. */
const foundBadly = /[水河沟井塘坑湾库]里|掉|淹|死|没气|没了|不动|不行|昏|晕|血|伤|医院|没找|没回/
/** What may stand beside it and changes nothing: 找到了，在他姑家; 按错了，没有; 没事了谢谢. */
const beside = /^(?:正?在|上|去|往).{1,8}$|^没(?:有|人受伤|人打架|动手)?$|^(?:谢谢|多谢|感谢|对不起|不好意思|麻烦|打扰|添麻烦|放心).{0,6}$/
const thanksBehind = /(?<=\p{L})(?:谢谢|多谢|感谢|麻烦|辛苦|对不起|不好意思)(?:你们?|您们?|大家|你|您)?(?:了|啦)?$/u

/**
 * What short words to an alarm mean. Any string goes in; a longer one (over 16 signs) tells something new and is undefined.
 * @returns  the strongest of what is said; `whole`: nothing else is. Beside other words only those count that raise.
 */
export function readToAlarm(text: string): { readonly means: ToAlarm; readonly whole: boolean } | undefined {
  if (!fitsIn(text, 16) && !/^[\p{Script=Latin}\s'’,.!?]{1,40}$/u.test(text)) return undefined
  const said = bare(text)
  const clauses = /\p{Script=Han}/u.test(said) ? said.split(' ') : [said]
  const heard = clauses.map(readClause)
  const strongest = order.find((one) => heard.includes(one))
  const whole = clauses.every((clause, i) => heard[i] !== undefined || (strongest !== 'looks' && beside.test(clause)))
  if (strongest === 'found' && foundBadly.test(said)) return { means: 'calls', whole: true }
  const raises = strongest === 'calls' || strongest === 'asks'
  return strongest === undefined || (!raises && (!whole || doubted.test(said))) ? undefined : { means: strongest, whole }
}

function readClause(clause: string): ToAlarm | undefined {
  const short = clause.replace(thanksBehind, '').replace(/[呀啊吧呢嘛哦噢哎唉啦]+$/u, '')
  return patterns.find(([, pattern]) => pattern.test(short))?.[0]
}
