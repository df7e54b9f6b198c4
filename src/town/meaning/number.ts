/** Which of the numbered choices is meant: 1, １, 一, ①, 第三个, 头一个, 最后一个, 选3. */
import { bare, fitsIn, fold } from './text.ts'

/** ❶ and ➀ are not folded by Unicode; ① is. */
const circled = /[❶-❿➀-➉➊-➓]/gu
const uncircle = (sign: string): string => {
  const code = sign.codePointAt(0) ?? 0
  return String(code - (code >= 0x278a ? 0x278a : code >= 0x2780 ? 0x2780 : 0x2776) + 1)
}

// biome-ignore format: a table
const units: Readonly<Record<string, number>> = {
  一: 1, 壹: 1, 幺: 1, 二: 2, 贰: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
}
const sign = `[${Object.keys(units).join('')}]`
const numeral = `\\d{1,3}|${sign}?[十拾]${sign}?|${sign}`

// biome-ignore format: a table
export const englishNumbers: Readonly<Record<string, number>> = {
  one: 1, first: 1, '1st': 1, two: 2, second: 2, '2nd': 2, three: 3, third: 3, '3rd': 3, four: 4, fourth: 4, '4th': 4, five: 5, fifth: 5, '5th': 5,
  six: 6, sixth: 6, '6th': 6, seven: 7, seventh: 7, '7th': 7, eight: 8, eighth: 8, '8th': 8, nine: 9, ninth: 9, '9th': 9, ten: 10, tenth: 10, '10th': 10,
}

/** What people put before the number and after it without meaning anything by it. */
const before = '(?:我|俺|咱|就|那|要|想|选择|选|挑|回复|回|按|点|发|是|应该|属于|嗯|恩|好的?|行|哦|答案?|选项|编号|序号|数字|觉得|给|来| )*'
const after = '(?:吧|呀|啊|哈|呢|嘛|啦|了|的|哦|噢|呗|咯|谢谢[你您]?|谢了|就行|就好|就是| )*'
const thing = '(?:个|项|条|种|样|件|家|位|类|款|号|行|选项|题)?(?:村|办法|选择|选项|那个|答案)?'

/** A numeral as written (12, 十二) as a number, up to 99 in Chinese; NaN where it is none. */
export const numberOf = (written: string): number => {
  if (/^\d+$/.test(written)) return Number(written)
  const [tens, ones] = written.split(/[十拾]/)
  if (ones === undefined) return units[written] ?? Number.NaN
  return (tens === '' ? 1 : (units[tens ?? ''] ?? 0)) * 10 + (ones === '' ? 0 : (units[ones] ?? 0))
}

const whole = (pattern: string): RegExp => new RegExp(`^${before}(?:${pattern})${after}$`, 'u')
const plain = whole(`(?<n>${numeral})(?:号|项)?(?:那个|这个)?`)
const ranked = whole(`(?:那个)?第(?<n>${numeral})${thing}`)
/** 「第二个，石桥沟」: the name of the choice stands apart behind it. */
const rankedNamed = new RegExp(`^${before}第(?<n>${numeral})${thing}${after} (?<label>.+)$`, 'u')
const fromEnd = whole(`倒数第(?<n>${numeral})${thing}`)
const first = whole('头一?(?:个|项|条|种|样|件|家|位)|首个|首先那个|打头的?(?:那个)?|最[上前]面(?:的|那个|一个)*|最先那个|开头那个|第一')
const last = whole(
  '最后(?:面)?(?:的)?(?:那|一)?(?:个|项|条|种|样|件|家|位)?|最后一?个|末(?:尾|了)?(?:那|一)?个|最末(?:尾)?(?:那|一)?个?|最[下底]面?(?:下)?(?:的|那个|一个)*|末尾',
)
const upper = whole('[上前](?:面|边|头)?(?:的|那|这|一)*个?|前者')
const lower = whole('[下后](?:面|边|头)?(?:的|那|这|一)*个?|后者')
const middle = whole('(?:正)?中间(?:的|那|这|一)*个?|当中那个')
/** 「1 邻里」, 「2没办好」: a number with its choice behind it. */
const labelled = /^(?<n>\d{1,2})(?<gap> ?)(?<label>\D+)$/u
/** Behind a number these make it an amount, a date, a time, a place. */
const counting =
  /^(?:天|日|月|年|点|时|分|秒|块|元|毛|万|千|百|亿|个|人(?!身|工)|亩|家(?!庭)|口|斤|米|里|次|号|岁|组|队|头|只|条|间|楼|户|公|两|袋|车|棵|季|代|层|辈|周|星期|礼拜|度|倍|成|张|瓶|箱|吨|台|辆|艘|根|片|堆|双|件|套|种|块|栋|排|期|回|遍|下|和|或|跟|与|到|至|多|来|几|半|后|前)/u

const inEnglish =
  /^(?:ok |i |ll |pick |choose |take |want |it s |its |the |option |number |no |nr |choice |answer )*(?<w>[a-z0-9]+)(?: one| option| choice| please| pls)*$/

/**
 * The number of the choice that a text means.
 * @param text  as typed; anything goes in
 * @param of    how many choices there are (1 to 99)
 * @returns     1 to `of`; undefined for amounts (3天), for two numbers, for one above `of`, and for everything longer than an answer
 */
export function readNumber(text: string, of: number): number | undefined {
  if (!(of >= 1) || !fitsIn(text, 40) || /\d[.,/:：%-]\d|-\d/.test(fold(text))) return undefined
  const said = bare(text.replace(circled, (c) => ` ${uncircle(c)} `))
  if (said === '' || !fitsIn(said, 20)) return undefined
  const n = rank(said, of)
  return n !== undefined && Number.isInteger(n) && n >= 1 && n <= of ? n : undefined
}

function rank(said: string, of: number): number | undefined {
  // Nobody, not number one.
  if (said === 'no one') return undefined
  const written = (plain.exec(said) ?? ranked.exec(said))?.groups?.n
  if (written !== undefined) return numberOf(written)
  const back = fromEnd.exec(said)?.groups?.n
  if (back !== undefined) return of + 1 - numberOf(back)
  if (first.test(said)) return 1
  if (last.test(said)) return of
  if (of === 2 && upper.test(said)) return 1
  if (of === 2 && lower.test(said)) return 2
  if (of % 2 === 1 && of > 1 && middle.test(said)) return (of + 1) / 2
  const word = inEnglish.exec(said)?.groups?.w
  if (word !== undefined) return word === 'last' ? of : /^\d+$/.test(word) ? Number(word) : englishNumbers[word]
  const named = rankedNamed.exec(said)?.groups
  if (named?.n !== undefined && shortLabel(named.label)) return numberOf(named.n)
  const both = labelled.exec(said)?.groups
  if (both?.n !== undefined && shortLabel(both.label) && !counting.test(both.label ?? '')) return Number(both.n)
  return undefined
}

const shortLabel = (label: string | undefined): boolean => label !== undefined && fitsIn(label, 9) && !/\d|第|[和或跟与]/.test(label)
