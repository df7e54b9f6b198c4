/** Hears that somebody's name stands in a sentence: 王大娘, 老李, 李某, 刘家二小子, 张建国. What is only like a name is covered first. */
import { namesInLatin } from './latin-names.ts'
import { fold, longestFirst, oneOf } from './meaning/text.ts'
import { readFacts } from './yaml.ts'

interface Facts {
  readonly clear: string
  readonly given: string
  readonly sure: string
  readonly alone: readonly string[]
  readonly ordinary: string
  readonly posts: readonly string[]
}
const facts = readFacts<Facts>(new URL('./names-in-text.yaml', import.meta.url))
const { surnames, double, titles, kin } = readFacts<{
  readonly surnames: string
  readonly double: readonly string[]
  readonly titles: readonly string[]
  readonly kin: readonly string[]
}>(new URL('./meaning/names.yaml', import.meta.url))

const signs = (list: string): string => `[${list.replace(/\s/g, '')}]`
const ordinary = longestFirst(facts.ordinary.trim().split(/\s+/))

const clear = `(?:${signs(facts.clear)}|${oneOf(double)})`
/** Signs that are a surname, and in a sentence nearly always a small word (向主任反映, 管电工, 让都书记). */
const small = '向都全连管代包支关时常平单于易应宁干幸任让从那查盖班'
const family = `(?:${clear}|(?![${small}])${signs(surnames)})`
const given = signs(facts.given)
const start = '(?<![\\p{Script=Han}])|(?<=[叫找是给跟和让问请喊对向帮替把被有由等陪带为])|(?<=通知|联系|告诉|转告|答复|回复|安排)'

const patterns: readonly RegExp[] = [
  // 王大娘, 李建国书记, 张家大嫂; 大爷 alone is nobody's name.
  `${family}${given}{0,2}家?(?:[大二三四五六七八九小老幺])?${oneOf(titles)}`,
  // 韩所长, 徐工程师 (技师 here, where 工程 is covered); 徐工, 王所, 吴局 before what they say or do.
  `${family}副?${oneOf(facts.posts)}`,
  `(?:${start})${clear}[工所局总队院](?=$|[\\s\\p{P}]|[说来去明今后那已会让批知同在也都正])`,
  // 常大娘 at the beginning, where 常 is no small word.
  `(?:${start})[常时平单于易应宁干幸]${oneOf(titles)}`,
  `${clear}${given}{1,2}`,
  `(?:${start})${signs(surnames)}(?:${given}{2}|${signs(facts.sure)})(?!${signs(facts.given)}*[期村路街桥])`,
  `${clear}[某×x*]+|${signs(surnames)}某`,
  `(?<!百)姓(?:${signs(surnames)}|${oneOf(double)})`,
  `(?:老|小|阿|大)${clear}`,
  `老[高马黄金白石方田钱毛江史顾龙段雷汤温康夏侯]`,
  `${clear}(?:老|小|大)?[大二三四五六七八九]`,
  `${family}家(?:的)?(?:[大二三四五六七八九小老])?${oneOf([...kin, '小子', '娃', '丫头', '妮', '闺女', '老头', '老太'])}`,
  `${clear}家`,
  `(?<![一二三四五六七八九十两几第])[二三四五六](?:妮|狗|蛋|娃|柱|丫|奎|愣|嘎|胖)子?|大(?:柱|壮|妮|丫|奎)子?`,
  `(?<![一二三四五六七八九十两几第])[二三四五六七八九](?:大爷|大娘|婶|叔|嫂|伯|姨|姑|舅|爷|奶)(?!爷|奶)`,
  oneOf(facts.alone),
  `\\p{Script=Han}{2,6}·\\p{Script=Han}{2,6}`,
].map((pattern) => new RegExp(pattern, 'u'))

const fullName = new RegExp(`^${signs(surnames)}\\p{Script=Han}{2}$`, 'u')
const titled = new RegExp(`${oneOf([...titles, ...kin])}$`, 'u')

/**
 * Whether somebody is named in a text.
 * @param text   as typed
 * @param sayable what may be said though it is made like a name: offices, villages, the town (顾家庄, 唐家园), who speaks
 */
export function namesSomebody(text: string, sayable: readonly string[]): boolean {
  const may = cover(text.normalize('NFKC'), longestFirst(sayable))
  const said = cover(cover(fold(may), longestFirst(sayable.map(fold))).replaceAll('工程师', '技师'), ordinary)
  return patterns.some((pattern) => pattern.test(said)) || namesInLatin(may)
}

/** A surname and two given signs, no title (李秀英; not 王大爷). @param name folded */
export const isFullName = (name: string): boolean => fullName.test(name) && !titled.test(name)

/** Blanks in place of these words, so that what stands on both sides stays apart. */
function cover(text: string, words: readonly string[]): string {
  let covered = text
  for (const word of words) if (word.length > 1) covered = covered.replaceAll(word, ' '.repeat(word.length))
  return covered
}
