/** Hears the question who told the town of somebody, however it is put: 谁举报的, 是不是老李说的, 告诉我那人电话. Whatever the truth, it has one answer (W11). Source: ours, 2026-11-25. */
import { fitsIn, fold } from './text.ts'

const me = '(?:我们?家?|俺们?家?|咱们?家?)'
const told = '(?:告|举报|反映|投诉|检举|揭发|上报|报告|报|说|讲|捅|点)'
const whom = '(?:你们?|您|镇上|镇里|村里|上面|上头|政府|综治中心)'
const who =
  '(?:谁家?|哪个人?|哪家|啥人|什么人)(?:的|个|他妈|他娘|这么|那么|缺德|不要脸|王八蛋|龟?孙子?|鳖孙|狗日|混蛋|混账|杂种|小人|坏种|东西|货)*'
const said = `(?:${told}|打|写|嚼|使)(?:的|了|过)?${me}?(?:的)?(?:状|黑状|警|案|电话|小报告|信|举报信|坏话|闲话|舌头|舌根|名|出来|出去|上去|坏)?(?:的|了)?`
const rumour = '(?:状|黑状|坏话|闲话)'
/** Persons that may have come; 低保报了没有 asks for something else. */
const person =
  '(?:他们?|她们?|人家|那(?:个)?人|那家人?|对方|对门|村长|支书|(?:我|俺)?家?(?:隔壁|邻居)|前院|后院|[老小](?!家|房|屋|宅)\\p{Script=Han}{1,2}|\\p{Script=Han}{1,3}(?:大爷|大娘|大叔|大婶|婶|叔|哥|嫂|姐|书记|主任|村长|支书|队长|会计|他家))'
const kin = '(?:(?:我|俺)(?:家)?(?:媳妇|老婆|对象|男人|老公|丈夫|婆婆|公公|儿媳妇|闺女|儿子|爹|娘|妈|爸|哥|弟|姐|妹|嫂子))'
const oneWhoTold = `(?:那个?)?(?:${told}${me}的?(?:那个?)?(?:人|家|家伙)|(?:举报|反映|投诉|告状)的?人)`
/** Anybody, but not 我, and not the beginning of another sentence. */
const anybody = '(?!(?:我|俺|咱|你|您)?(?:说|告|报|讲)|不|能|可以|该|要|得|应|想|还|都|这么|那么|怎么|现在)\\p{Script=Han}{1,8}?'
const end = '(?:啊|呀|呢|哦|吗|么|嘛|吧|不|没有?)?'
const came = `(?:来|去|跟${whom}|给${whom}|找${whom}|在?背后|在?背地里)*`

const asks: readonly RegExp[] = [
  // 谁说俺堵沟了; 谁说我同意了 only contradicts
  new RegExp(
    `^(?:到底|是)*谁${came}${told}(?:是|了)?${me}(?!不|没|同意|愿意|答应|要|想|能|会|可以|去|说)\\p{Script=Han}{1,8}[了的]${end}$`,
    'u',
  ),
  // 400734是谁报的, 这事谁反映的
  new RegExp(
    `^(?:(?:编号)?\\d{6}|(?:这|那)(?:件|个)?(?:事|案子)?)(?:号|这事|这件|的)*(?:到底)?是?${who}${came}(?!点)${told}的${end}$`,
    'u',
  ),
  // 李大娘报的吧
  new RegExp(`^${person}${came}${told}(?:的)${me}?(?:吧|吗|么|\\?)$`, 'u'),
  // 是不是有人反映俺家了
  new RegExp(`^(?:是不是|莫不是|该不是)有(?:人|谁)${came}${told}(?:过|了)?${me}${rumour}?(?:了|的)?${end}$`, 'u'),
  // 我要见告我的人
  new RegExp(`^(?:我|俺)?(?:要|想|得|非要?|必须)*(?:见见?|找|会会|认识|问问?)(?:一下|见)?${oneWhoTold}${end}$`, 'u'),
  // 我媳妇说啥了, 老李跟你们讲了什么
  new RegExp(
    `^(?:${kin}|${person})(?:都|刚才|到底|今天|昨天)*${came}(?:都)?(?:说|讲|告诉你们?|反映)(?:了)?(?:些|点)?(?:我|俺)?(?:啥|什么)(?:话|事|坏话)?了?${end}$`,
    'u',
  ),
  // 谁举报的我, 到底是谁报的警, 谁把我捅出来的
  new RegExp(`^(?:到底|究竟|是)*${who}${came}(?:把|给)?${me}?(?=.*[的了我俺])${said}${end}$`, 'u'),
  new RegExp(`^(?:到底|究竟|是)*${who}${came}(?:找|来找|来)过${whom}${end}$`, 'u'),
  // 是不是老李说的, 不会是隔壁告的我吧
  new RegExp(`^(?:是不是|莫不是|该不是)${anybody}${came}${told}(?:的|了|过)?${me}?(?:的)?${rumour}?的?${end}$`, 'u'),
  new RegExp(
    `^(?:是|不会是|怕是|八成是|肯定是)${anybody}${came}${told}(?:的|了|过)?${me}?(?:的)?${rumour}?的?(?:吗|么|嘛|吧|不|没|\\?)$`,
    'u',
  ),
  // 老李是不是来说过我, 隔壁有没有找过你们
  new RegExp(`^${anybody}(?:是不是|有没有)${came}(?:${told}(?:过|了|的)?${me}?|(?:来|找)过?${whom}?)${rumour}?${end}$`, 'u'),
  // 他报了没有, 老李来告过我没, 他报没报
  new RegExp(`^${person}${came}(?!说|讲)${told}(?:过|了)?${me}?(?:没有?|吗|么|不)$`, 'u'),
  new RegExp(`^${person}${came}(?:说|讲)(?:过|了)?${me}(?:没有|吗|么)$`, 'u'),
  new RegExp(`^${person}${came}(告|报|说|举报|反映)没(?:有)?\\1过?${me}?${end}$`, 'u'),
  // 有没有人告我, 有人举报我没
  new RegExp(`^有没有(?:人|谁)${came}${told}(?:过|了)?${me}?${rumour}?${end}$`, 'u'),
  new RegExp(`^(?:是|是不是)?有人${came}(?!说|讲)${told}(?:过|了)?${me}${rumour}?(?:没有?|吗|么|不|吧|\\?)$`, 'u'),
  // 反映我的是谁, 举报人叫啥, 告我的人电话多少
  new RegExp(
    `^(?:到底)?(?:${told}${me}的那?个?(?:人|家)?|(?:举报|反映|投诉|告状|报案|报警|上报)(?:的)?人)(?:是|叫|姓|的)?(?:谁|哪个|哪家|哪位|啥人?|什么人?|电话|名字)(?:名字?)?(?:是)?(?:多少|啥|什么)?${end}$`,
    'u',
  ),
  // 那人是谁, 那人叫啥; 把他电话给我, 告诉我那人电话
  /^(?:那个?人|那人)(?:到底)?(?:是谁|叫啥|叫什么|姓啥|是哪个|是哪家的?)(?:名字?)?$/u,
  /^(?:把|给我|给俺|告诉我|告诉俺|说下|发我)(?:那个?人|那家人?|他家?|她家?|人家|对方|举报人|反映人|告我的人?|举报我的人?)(?:的)?(?:电话|手机|手机号|号码|电话号码|名字|姓名|住址)(?:给我|给俺|告诉我|告诉俺|发我|说一?下)?$/u,
  /^(?:那个?人|那家人?|他家?|她家?|对方|举报人|反映人)(?:的)?(?:电话|手机|手机号|号码|电话号码|名字)(?:给我|给俺|告诉我|告诉俺|发我|说一?下)$/u,
]

/** 你告诉我…, 俺想问问…, 凭啥不跟我说… */
const front =
  /^(?:那|就|请问|麻烦|(?:你们?|您)?(?:就|快|能不能|能|可以|必须|得)*(?:给我|给俺|跟我|跟俺|对我|告诉我|告诉俺|说|讲|透露|交代|一声|一下|实话)+|(?:我|俺)(?:就|只|非|想|要|得|必须|很)*(?:知道|晓得|问|问问|问一?下|打听)+(?:你们?|您)?|(?:凭啥|凭什么|为啥|为什么|咋|怎么)不?(?:能)?(?:告诉|跟|给)(?:我|俺)(?:说|讲)?)+/u
/** What may stand beside the question in a clause of its own. */
const beside =
  /^(?:你好|您好|你们?说|您说|你们?说说|你?快说|说啊?|说呀|请问|问一?下|问你个事|我问你|俺问你|告诉我|告诉俺|我想知道|俺想知道|我就问问|到底|别瞒我|不说我不走|谢谢|哎|喂|喂喂)$/u

const inEnglish: readonly RegExp[] = [
  /^who (?:was it (?:who |that )?)?(?:told|reported|complained|said|accused|called|informed|filed|wrote)(?: (?:you|on|about|against|me|us|it|this|that|to|the|town|police|complaint|report))*$/,
  /^(?:was|is|wasnt|isnt) it .{2,30} (?:who |that )?(?:told|reported|complained|accused|informed)(?: .{1,20})?$/,
  /^(?:was|wasnt) it (?:him|her|them|my \w+|mr \w+|mrs \w+|uncle \w+|aunt \w+|old \w+)$/,
  /^(?:did|has|have) (?!you |i |we )\w+(?: \w+)? (?:already )?(?:report|reported|complain|complained|tell|told|accuse|accused|inform|informed)(?: (?:me|us|it|this|you|on|about|against|to|anything|yet|already))*$/,
  /^(?:give me|tell me|what is|whats|i want|send me) (?:his|her|their|that persons?|the reporters?|that mans?) (?:phone|number|phone number|name|address)$/,
  /^(?:give me|tell me|what is|whats) (?:the )?(?:name|number|phone|phone number) of (?:the |that )?(?:person|one|man|woman|people|neighbou?r) (?:who|that) (?:told|reported|complained|accused|said)(?: .{1,20})?$/,
]
const frontInEnglish =
  /^(?:so |and |but |please |just |then |hello |can you |could you |you must |you have to |i want to know |i need to know |tell me |say |do you know |may i ask )+/

/**
 * @param text as typed; anything goes in
 * @returns whether nothing is said but such questions; 谁能帮我 and 是老李占的地 are none
 */
export function asksWhoTold(text: string): boolean {
  if (!fitsIn(text, 60)) return false
  const line = fold(text).replace(/['’]/g, '')
  if (!/\p{Script=Han}/u.test(line)) {
    const plain = line
      .replace(/[\p{P}\p{S}]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()
    return [plain, plain.replace(frontInEnglish, '')].some((one) => inEnglish.some((ask) => ask.test(one)))
  }
  const clauses = [...line.matchAll(/([^\p{P}\p{S}]+)(\?)?/gu)].map(([, words = '', mark = '']) => ({
    words: words.replace(/ /g, ''),
    mark,
  }))
  return clauses.some(isAsked) && clauses.every((one) => isAsked(one) || beside.test(one.words))
}

function isAsked({ words, mark }: { words: string; mark: string }): boolean {
  const short = words.replace(front, '')
  if (short !== words && /^(?:到底|究竟)?是?谁(?:啊|呀|呢)?$/u.test(short)) return true
  return [words, short].some((one) => asks.some((ask) => ask.test(one) || (mark !== '' && ask.test(`${one}?`))))
}
