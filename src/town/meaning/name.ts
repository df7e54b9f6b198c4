/** Reads how somebody wants to be called: 俺姓李 -> 姓李, 叫我王大爷就行 -> 王大爷. */

import { readFacts } from '../yaml.ts'
import { isCourtesy } from './courtesy.ts'
import { withDigits } from './digits.ts'
import { isGreeting } from './greeting.ts'
import { saysSkip, smallWords } from './small-talk.ts'
import { fitsIn, fold, oneOf } from './text.ts'
import { readYesNo } from './yes-no.ts'

const skips = saysSkip(smallWords.skip.name)

/** Most signs of a name; in Latin letters it may be longer (Alexander Smith). */
const longest = { han: 12, latin: 30 }

interface Facts {
  readonly surnames: string
  readonly double: readonly string[]
  readonly titles: readonly string[]
  readonly kin: readonly string[]
  readonly plain: readonly string[]
  readonly latinPlain: readonly string[]
  readonly sure: string
}
const facts = readFacts<Facts>(new URL('./names.yaml', import.meta.url))

const han = '\\p{Script=Han}'
const family = `(?:${oneOf(facts.double)}|[${facts.surnames.replace(/\s/g, '')}])`
const title = oneOf(facts.titles)
/** 老李, 老五, 老李头 */
const old = `老(?:${family}|[一二三四五六七八九十大幺])(?:头子|头|汉|爷子|太太|太|嫂|哥)?`
/** 小芳, 阿强 */
const young = `(?:小|阿)(?!孩|偷|时|心|学|区|卖|路|河|事|声|便|组|队)${han}{1,2}`
/** 二妮, 三柱 */
const nick = '[大二三四五六七八九](?:妮|狗|蛋|娃|柱|丫|牛|奎|壮|军|宝)子?'
const full = `${family}${han}{1,2}`
const person = `(?:${full}${title}|${old}${title}?|${young}${title}?|${family}(?:家)?${title}|[二三四五六七八九]${title}|${nick}|${full})`
/** Somebody by somebody else: 李大娘的儿子, 小军他娘, 老王家媳妇, 李家老二. */
const related = `(?:${person}|${title})(?:的|他|她|家的|家)?${oneOf(facts.kin)}|(?:${family}|${old})家(?:的)?(?:${oneOf(facts.kin)})?`
/** Where somebody is from, before the name: 村东头的, 三队的, 隔壁. */
const from = '(?:隔壁|.{1,8}(?:村|庄|湾|屯|寨|街|镇|组|队|头|边|院|里|口|家)的?(?:那个)?|.{2,8}的)'
const alone = new RegExp(`^(?:${related}|${person}|${title})$`, 'u')
const placed = new RegExp(`^${from}(?<name>${related}|${person})$`, 'u')
/** 买买提·艾力 */
const dotted = new RegExp(`^${han}{2,6}(?:[·.]${han}{2,6})+$`, 'u')
const plainStart = new RegExp(`^${oneOf(facts.plain)}`, 'u')
const latinPlain = new Set(facts.latinPlain)

const me = '(?:我|俺|咱|本人|我们|俺们|家里人?|大家|大伙儿?|人家|别人|他们|你们?|您|就|都|可以|可|那|村里人?|都是)*'
/** 「叫我王大爷就行」「喊俺老李」 */
const called = new RegExp(`^${me}(?:名叫|称呼|叫做|叫|喊|唤)(?:我|俺|咱)?(?:是|做|为|成)?(?:个|声)?(?<name>[^ ]+)$`, 'u')
const signed = /^(?:(?:我的|俺的|本人)?(?:名字|姓名|大名|小名|称呼)(?:是|叫|就是|就叫)?|签名|署名|落款|报告人|反映人)[: ]*(?<name>[^ ]+)$/u
const surname = new RegExp(`^(?:免贵|${me})(?<name>(?:复)?姓\\p{Script=Han}{1,2})$`, 'u')
const being = /^(?:我|俺|咱|本人|这边|这里)(?:就)?(?:是|系)(?:那个|村里的|村里|村的)?(?<name>[^ ]+)$/u
/** 「我姓王，名建国」 in one breath. */
const inTwo = new RegExp(`^(?:免贵|${me})姓(?<family>\\p{Script=Han}{1,2}?)(?:单名|名叫|名|叫)(?<given>\\p{Script=Han}{1,3})$`, 'u')
const tail =
  /(?:就行了?|就好了?|就中|就成|就可以了?|就得了?|即可|都行|都可以|都中|也行|也中|吧|呗|好了|得了|是也|就对了|呀|啊|哈|哦|嘞|哩|呢|嘛|啦|喽|咯|哟|哇)+$/u
const unlike =
  /[我俺你您他她它谁吗呢啥骂]|怎么|咋|什么|没有|没人|没法|不要|不能|不是|不会|不让|不给|不知|打人|打了|打架|欠钱|占了|挨打|挨骂|被打|受伤|吵架|请问|在吗|知道|收到|谢谢|再说|转人工|取消|返回|跳过|继续|帮助|照片|相片|图片|视频|^看|^(?:就是)?[这那](?:是|个|块|里|儿|边|样|条|户)|明天|昨天|今天|现在|刚才|电话|手机|微信|号码|[了的着过]$/u
const shape = /^[\p{L}\p{M}][\p{L}\p{M}·.'’\- ]*$/u
const english =
  /^(?:hi |hello )?(?:my name is|my name s|name is|the name is|i m|i am|im|call me|you can call me|just call me|please call me|this is|it s|name)[: ]+(?<name>.+)$/iu

/**
 * A name as the person likes it, as they wrote it (NFKC, trimmed), without 我叫 … 就行.
 * @param text  as typed; anything goes in
 * @returns     at most 12 signs (30 in Latin letters); 'skip' where the person will not say; undefined where no name is read
 */
export function readName(text: string): string | 'skip' | undefined {
  if (text.length > 300) return undefined
  if (skips(text)) return 'skip'
  const said = text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(\p{Script=Han}{1,2}) (\p{Script=Han}{1,2})$/u, '$1$2')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ',')
  const clauses = said
    .split(/[,，。;；!！?？、/\n()（）"“”「」【】<>《》]+/)
    .map((c) => withoutNumbers(c).trim())
    .filter((c) => c !== '')
  for (const read of [byWord, bySurname, byLook]) {
    for (const clause of clauses.slice(0, 4)) {
      const name = read(clause, clauses)
      if (name !== undefined && fits(name)) return name
    }
  }
  return undefined
}

const withoutNumbers = (clause: string): string =>
  /\d{5}/.test(withDigits(clause)) ? clause.replace(/(?:电话|手机|号码|手机号|tel|phone)?[号是:： ]*[+\d][\d -]{5,}\d/giu, ' ') : clause

/** 叫, 喊, 名字: says itself what follows; in a longer story only what is made like a name (叫狗咬了 is none). */
function byWord(clause: string, all: readonly string[]): string | undefined {
  const latin = english.exec(clause.replace(/’/g, "'").replace(/\b(i|it|name)'(m|s)\b/gi, '$1 $2'))?.groups?.name
  if (latin !== undefined)
    return latin
      .replace(/ (?:and|but|from|in|who|living) .*$/i, '')
      .replace(/[.!]+$/, '')
      .trim()
  const name = (signed.exec(clause) ?? called.exec(clause))?.groups?.name?.replace(tail, '').replace(/的$/, '')
  if (name === undefined || /^(?:我|俺|啥|什么|人|门|唤|不|也|别|把)/u.test(name)) return undefined
  return isName(name) || (all.length === 1 && fitsIn(name, 4)) ? name : undefined
}

function bySurname(clause: string, others: readonly string[]): string | undefined {
  const inner = clause.replace(tail, '')
  const two = inTwo.exec(inner)?.groups
  if (two !== undefined) return `${two.family}${two.given}`
  const family = surname.exec(inner)?.groups?.name
  const sign = family?.at(-1) ?? ''
  return family === undefined
    ? undefined
    : (others.find((o) => o !== clause && o.startsWith(sign) && fitsIn(o, 4) && !o.includes('的') && fits(o)) ?? family)
}

/** A clause that is made like a name; up to three signs that are all that was said are taken as one (秀英). */
function byLook(clause: string, all: readonly string[]): string | undefined {
  const inner = clause.replace(tail, '').replace(/家的$/u, '家')
  const self = being.exec(inner)?.groups?.name ?? inner
  if (!/\p{Script=Han}/u.test(self)) return clause === all[0] ? latinName(self) : undefined
  const named = [self, self.replace(/^(?:我|俺|咱|本人)/u, ''), placed.exec(self)?.groups?.name].find(
    (one) => one !== undefined && isName(one),
  )
  if (named !== undefined) return named
  return all.length === 1 && fitsIn(self, 3) && !noName.test(self) && !plainStart.test(self) && readYesNo(self) === undefined
    ? self
    : undefined
}

/** Three signs that tell something; a single sign is a name only where it is a family's. */
const noName = new RegExp(`^[不没想要有别快]|[太很真被让把给占欠堵漏坏烂脏臭倒塌吵闹]|^(?!${family})${han}$`, 'u')

const isName = (said: string): boolean => !plainStart.test(said) && (alone.test(said) || dotted.test(said))

/** At most four words, none of which makes a sentence. */
const latinName = (said: string): string | undefined => {
  const words = fold(said).split(' ')
  return words.length <= 4 && !words.some((word) => latinPlain.has(word)) ? said : undefined
}

function fits(name: string): boolean {
  const isHan = /\p{Script=Han}/u.test(name)
  if (!shape.test(name) || !fitsIn(name, isHan ? longest.han : longest.latin)) return false
  return !isCourtesy(name) && !isGreeting(name) && (!isHan || !unlike.test(name))
}

const sureFamily = `[${facts.sure.replace(/\s/g, '')}]`
/** After these surnames two signs are a name, but for what ends like a place, a trade or something done. */
const sureName = new RegExp(
  `^(?:${sureFamily}(?!家)${han}{0,1}(?!${han}*[人户员工匠主总局科处队组庄村沟湾洼河桥口楼屯寨岭坡塘渡店集营堡庙的打骂撞咬占欠骗偷抢踢伤堵砸告拆推坑赶害])${han}|${sureFamily}${title}|老${sureFamily})$`,
  'u',
)
const introduces = new RegExp(
  `^(?:你好|您好|同志|领导)?(?:我|俺|咱|本人)(?:的?(?:名字|姓名|大名))?(?:就)?(?:名叫|叫做|叫|是|系)(?:.{2,8}的)?(?<name>${han}{2,6})$`,
  'u',
)
const ownSurname = /^(?:你好|您好)?(?:我|俺|咱|免贵|本人)(?<name>姓\p{Script=Han})$/u
const says = /(?:说|骂|喊|问|讲|道)$/u

/**
 * The name that somebody surely gives as their own in a sentence (我叫王桂花, 我是李大爷, 俺姓牛).
 * @param text  as typed, several messages parted by line ends; a village before the name is taken out by the caller
 * @returns     the name; undefined where two are given, where it may be another word (我是单身), and where somebody is quoted
 */
export function ownName(text: string): string | undefined {
  const clauses = text
    .normalize('NFKC')
    .split(/[,，。;；!！?？、:：\s“”「」]+/u)
    .map((c) => withoutNumbers(c).trim().replace(tail, ''))
  const names = clauses.flatMap((clause, i) => {
    if (says.test(clauses[i - 1] ?? '')) return []
    const family = ownSurname.exec(clause)?.groups?.name
    if (family !== undefined && facts.surnames.includes(family.slice(1))) return [family]
    const name = introduces.exec(clause)?.groups?.name
    return name !== undefined && sureName.test(name) && isName(name) && fits(name) ? [name] : []
  })
  const [name, ...more] = new Set(names)
  return more.length === 0 ? name : undefined
}
