/** Reads how somebody wants to be called: 俺姓李 -> 姓李, 叫我王大爷就行 -> 王大爷. */

import { isCourtesy } from './courtesy.ts'
import { withDigits } from './digits.ts'
import { isGreeting } from './greeting.ts'
import { saysSkip, smallWords } from './small-talk.ts'
import { fitsIn, fold } from './text.ts'

const skips = saysSkip(smallWords.skip.name)

/** A name in Latin letters may be longer than twelve signs (Alexander Smith). */
const longest = { han: 12, latin: 30 }

const me = '(?:我|俺|咱|本人|我们|俺们|家里人?|大家|人家|别人|你们?|您|就|都|可以|可|那|村里人?|都是)*'
/** 「叫我王大爷就行」「喊俺老李」 */
const called = new RegExp(
  `(?:(?:称呼|叫做|叫|喊|唤)(?:我|俺|咱)|^${me}(?:名叫|称呼|叫做|叫|喊))(?:是|做|为|成)?(?:个|声)?(?<name>[^ ]+)$`,
  'u',
)
const signed = /^(?:(?:我的|俺的|本人)?(?:名字|姓名|大名|小名|称呼)(?:是|叫|就是|就叫)?|签名|署名|落款|报告人|反映人)[: ]*(?<name>[^ ]+)$/u
const surname = new RegExp(`^(?:免贵|${me})(?<name>(?:复)?姓\\p{Script=Han}{1,2})$`, 'u')
const being = /^(?:我|俺|咱|本人|这边|这里)(?:就)?(?:是|系)(?:那个|村里的|村里|村的)?(?<name>[^ ]+)$/u
/** 「我姓王，名建国」 in one breath. */
const inTwo = new RegExp(`^(?:免贵|${me})姓(?<family>\\p{Script=Han}{1,2}?)(?:单名|名叫|名|叫)(?<given>\\p{Script=Han}{1,3})$`, 'u')
/** 「柳树湾的老李」: what stands behind 的 where it is a name; relations keep the whole (李大娘的儿子). */
const ofPlace =
  /^.{2,8}(?:村|庄|湾|家|里|队|组|头|边|.)的(?<name>(?:老|小|大)\p{Script=Han}{1,2}|\p{Script=Han}{1,3}(?:大爷|大娘|大叔|大婶|大妈|大哥|大嫂|大姐|婶子?|叔|爷爷|奶奶|伯|嫂子?|老师|会计|师傅))$/u
const kin =
  /(?:的|他|她|家|家的)?(?:儿子|闺女|女儿|媳妇|儿媳|儿媳妇|老伴|老婆|老公|丈夫|对象|爹|娘|爸|妈|父亲|母亲|哥|弟|姐|妹|孙子|孙女|外甥|侄子|侄女|女婿|家属|家人|亲戚|邻居|孩子|男人|当家的|他爹|他娘|他妈|她妈|他爸)$/u
const tail =
  /(?:就行了?|就好了?|就中|就成|就可以了?|就得了?|即可|都行|都可以|都中|也行|也中|吧|呗|好了|得了|是也|就对了|呀|啊|哈|哦|嘞|哩|呢|嘛|啦|喽|咯|哟|哇|(?<=.{2})的)+$/u
const unlike =
  /[我俺你您他她它谁吗呢啥骂]|怎么|咋|什么|没有|没人|没法|不要|不能|不是|不会|不让|不给|不知|打人|打了|打架|欠钱|占了|挨打|挨骂|被打|受伤|吵架|请问|在吗|知道|收到|谢谢|再说|转人工|取消|返回|跳过|继续|帮助|明天|昨天|今天|现在|刚才|电话|手机|微信|号码|[了的着过]$/u
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
  const said = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
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

/** 叫, 喊, 名字: says itself what follows. */
function byWord(clause: string): string | undefined {
  const latin = english.exec(clause.replace(/’/g, "'").replace(/\b(i|it|name)'(m|s)\b/gi, '$1 $2'))?.groups?.name
  if (latin !== undefined) return latin.replace(/[.!]+$/, '').trim()
  const han = (signed.exec(clause) ?? called.exec(clause))?.groups?.name?.replace(tail, '')
  return han === undefined || /^(?:我|俺|啥|什么|人|门|唤|不)/u.test(han) ? undefined : han
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

/** A clause that looks like a name. */
function byLook(clause: string): string | undefined {
  const inner = clause.replace(tail, '')
  const self = being.exec(inner)?.groups?.name ?? inner
  return ofPlace.exec(self)?.groups?.name ?? self
}

function fits(name: string): boolean {
  const han = /\p{Script=Han}/u.test(name)
  if (!shape.test(name) || !fitsIn(name, han ? longest.han : longest.latin)) return false
  if (!han) return !isCourtesy(name) && !isGreeting(name) && fold(name).split(' ').length <= 4
  const plain = name.replace(kin, '')
  return !(isCourtesy(name) || isGreeting(name)) && !unlike.test(plain === '' ? name : plain)
}
