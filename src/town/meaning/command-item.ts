/** Commands that are said in too many ways for a list: 修改第3项, 明天再讲, 叫你们领导来, 谁能看见我说的. */
import { doubted } from './doubts.ts'
import { englishNumbers, numberOf } from './number.ts'
import { takesBack } from './taken-back.ts'

const signs = '一二三四五六七八九'
const numeral = `(?<n>\\d{1,2}|[${signs}]|十[${signs}]?|[${signs}]十[${signs}]?)`
const thing = '(?:项|个|条|号|题|行|处|步|样|句|件)?'
const verb = '(?:修改|更改|更正|改正|改改|改一下|改下|改动|重填|重写|重说|改)'
const wrong = '(?:写|说|填|弄|搞|打|选)?(?:错了?|不对|有误|有错|不是这样|要改|需要改|得改|想改|改一下|改改|改下|修改|改)'

// 「2改」 is no item: it is the second choice of 1对 2改.
const patterns = [
  new RegExp(`^${verb}(?:一下|下)?第?${numeral}${thing}(?:内容|答案|问题)?$`, 'u'),
  new RegExp(`^(?:把|将)?第${numeral}${thing}(?:给)?(?:内容|答案)?${wrong}$`, 'u'),
  new RegExp(`^(?:把|将)?(?<n>\\d{1,2})${thing}(?:写|说|填|弄|搞|打|选)?(?:错了?|不对|有误|有错|要改|需要改|改一下)$`, 'u'),
  /^(?:edit|fix|change|correct|redo) (?:the )?(?:item |number |no |answer |question |nr |#)?(?<n>\d{1,2})(?:st|nd|rd|th)?(?: (?:item|answer|question|one))?$/,
  /^(?:edit|fix|change|correct|redo) (?:the )?(?:item |number |answer |question )?(?<w>one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?: (?:item|answer|question|one))?$/,
  /^(?:item |number |no |answer |question )(?<n>\d{1,2}) is (?:wrong|not right|incorrect)$/,
]

/**
 * @param said  one clause, folded, without signs
 * @returns     fix with the number of the item, from 1; undefined where none is named
 */
export function saidItem(said: string): { readonly command: 'fix'; readonly item: number } | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(said)?.groups
    if (found === undefined) continue
    const item = found.n === undefined ? englishNumbers[found.w ?? ''] : numberOf(found.n)
    if (item !== undefined && item >= 1) return { command: 'fix', item }
  }
  return undefined
}

const when =
  '(?:等|过|待|停|歇)?(?:我|俺)?(?:一?会儿?|一下|一阵子?|会子|半天|回头|晚点|晚些|晚上|傍黑|明天|明儿个?|明个|明早|后天|后晌|改天|改日|下次|下回|赶明儿?|有空|得空|得闲|忙完|吃完饭|做完饭|回家|回来|闲了|空了|以后|过两天|过几天)'
const talk = '(?:说|讲|聊|唠|谈|弄|填|答|回|发|来)'
const what = '(?:我说的|俺说的|我说的话|这些话?|这事|我写的|我发的)?'
const people = '(?:别人|旁人|外人|村里人?|村里的人|村支?书|支书|书记|村长|村干部|干部|他们?|她们?|对方|那家人?|邻居|熟人|群里人?|群里的人)'
const sees =
  '(?:看见|看到|看得见|看得到|看|知道|听见|听到|晓得)(?:得?到)?(?:我|俺)?(?:说的话|说的事|说的|说啥|说了啥|写的|发的|这些话?|这事|告他)*'
const topic =
  '(?:我的|俺的)?(?:电话|电话号码|手机|手机号码?|号码|联系电话|名字|姓名|称呼|村|村名|村子|哪个村|地方|地址|有没有人受伤|出的事)'
const shapes: readonly (readonly [RegExp, 'later' | 'human' | 'privacy' | 'fix'])[] = [
  [new RegExp(`^${verb}(?:一下|下)?${topic}$`, 'u'), 'fix'],
  [new RegExp(`^(?:把)?${topic}${wrong}(?:(?:应该|应当)?(?:是|叫|成|为).{2,16})?$`, 'u'), 'fix'],
  [new RegExp(`^(?:把)?(?:${topic})?(?:应该)?(?:改成|改为|换成|改到).{2,16}$`, 'u'), 'fix'],
  [
    new RegExp(
      `^(?:我|俺|咱)?(?:先(?:去)?(?:忙|干活|做饭|吃饭|下地|睡).{0,3})?${when}(?:我|俺|咱)?(?:再|接着|继续|慢慢)+(?:跟你|跟您|给你)?${talk}(?:这个)?$`,
      'u',
    ),
    'later',
  ],
  [
    /^(?:叫|让|喊|找|请|换|要)(?:你们?|您|你们那儿?|你们这儿?|镇上|镇里)?(?:的|个|那个)?(?:领导|当官的|头头?儿?|负责人|负责的|管事的|管事儿的|主任|镇长|值班的|值班员|工作人员|真人|活人|大活人|专人|正式的人)(?:来|接|出来|出面|说话|说|接电话|回我|回话|跟我|跟俺|和我|给我|听|讲|聊|一下)*$/u,
    'human',
  ],
  [
    /^(?:叫|让|喊|找|请|派|换)(?:你们?|您)?个?人(?:过?来)?(?:跟|和|给|听|接|回)(?:我|俺|咱|电话)(?:说|讲|聊|谈|回话|打电话|一下|说说|讲讲)*$/u,
    'human',
  ],
  [new RegExp(`^${what}(?:都有?|还有|有)?谁(?:会|能|可以|也能|都能)?${sees}$`, 'u'), 'privacy'],
  [new RegExp(`^${what}${people}(?:会不会|能不能)${sees}$`, 'u'), 'privacy'],
  [new RegExp(`^${what}${people}(?:会|能|可以|也能|都能)?${sees}(?:吗|不|么)$`, 'u'), 'privacy'],
]

/** 村错了，是西芦花, 改成西芦花: what it should be stands behind. @param said one clause, folded, without signs */
export const saysRight = (said: string): boolean => /(?<!不)(?:是|叫|成|为|改到)\S{2,}$/u.test(said)

type Shape = 'later' | 'human' | 'privacy' | 'fix' | 'truth' | 'help' | 'cancel' | 'delete'

/** 修改称呼 -> fix, 明天再讲 -> later, 叫你们领导来接 -> human, 谁能看见我说的 -> privacy, 撤了吧 -> cancel. @param said one clause, folded, without signs */
export function saidShape(said: string): { readonly command: Shape } | undefined {
  const command = shapes.find(([pattern]) => pattern.test(said))?.[1] ?? takesBack(said) ?? doubted(said)
  return command === undefined ? undefined : { command }
}
