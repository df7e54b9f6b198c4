/** Words that steer the talk (返回, 取消, 转人工, 查 …), told apart from the same words inside a story. */

import { likeCaseNumbers } from '../case-number.ts'
import { spelled } from '../sound.ts'
import type { Lang } from '../town.ts'
import { readFacts } from '../yaml.ts'
import { saidItem, saidShape, saysRight } from './command-item.ts'
import { isCourtesy } from './courtesy.ts'
import { isGreeting } from './greeting.ts'
import { bare, countSigns, fitsIn, fold } from './text.ts'
import { asksWhoTold } from './who-told.ts'

const names = [
  'back',
  'fix',
  'cancel',
  'delete',
  'continue',
  'later',
  'skip',
  'repeat',
  'help',
  'human',
  'status',
  'truth',
  'privacy',
  'who-told',
  'language',
] as const
type CommandName = (typeof names)[number]

export interface Command {
  readonly command: CommandName
  /** fix: the number of the item (修改第3项), from 1; whether there is such an item the flow knows. */
  readonly item?: number
  /** status: the number typed, digits only; its check digit may be wrong (isCaseNumber). */
  readonly number?: string
  readonly lang?: Lang
  /** Nothing else was said. */
  readonly alone: boolean
}

type Meant = Omit<Command, 'alone'>
interface Phrases {
  readonly alone: readonly string[]
  readonly inside: readonly string[]
  readonly first?: readonly string[]
  readonly starts?: readonly string[]
}

const { ordinary, ...lists } = readFacts<Readonly<Record<string, Phrases>> & { readonly ordinary: readonly string[] }>(
  new URL('./commands.yaml', import.meta.url),
)

/** Blanks between Chinese signs mean nothing, apostrophes neither: 再 说一遍, dont. */
const tight = (text: string): string => bare(text.replace(/['’]/g, '')).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')

const table = (field: keyof Phrases): ReadonlyMap<string, Meant> =>
  new Map(
    Object.entries(lists).flatMap(([key, phrases]) => {
      const [command, lang] = key.split('.') as [CommandName, Lang | undefined]
      return (phrases[field] ?? []).map(
        (p) => [/^[?？]$/.test(p) ? '?' : tight(p), lang === undefined ? { command } : { command, lang }] as const,
      )
    }),
  )
const inside = table('inside')
const whole = new Map([...table('alone'), ...inside])
const first = new Map([...table('first'), ...inside])
const starts = [...table('starts')].sort(([a], [b]) => b.length - a.length)

/** What may stand around a command without changing it. */
const front =
  /^(?:你好|您好|问问|问一下|问下|问|看看|看一下|打听一下|打听|我们|俺们|我|俺|咱|你们|你|您|请|麻烦|劳驾|帮忙|帮|给|能不能|可不可以|可以|能|想要|想|要|那就|那|就|还是|先|刚才|刚刚|刚|上面|前面|不好意思|对不起|哎呀|哎|唉|嗯|恩|啊|哦|噢|喂|快|赶紧|这件事|这个事|这事|村口|机器人|please |pls |can you |could you |can i |could i |may i |i want to |i would like to |id like to |i wanna |let me |lets |just |ok |okay |oh |sorry |hey |hi |i need to |i want |i need |the )/u
const back =
  /(?:吧|呗|啊|呀|哈|嘛|呢|哦|噢|喽|啦|哩|嘞|咯|一下|下|可以吗|可以不|行吗|行不|行不行|好吗|好不好|中不中|谢谢你|谢谢您|谢谢|谢了| please| pls| now| thanks| thank you)$/u
/** The most signs a short message has beyond the command. */
const beyond = 12

/** The clause as it stands and with each layer of politeness off, longest first. */
function peeled(clause: string): readonly string[] {
  const all = new Set([clause])
  for (const said of all) {
    if (all.size > 60) break
    for (const less of [said.replace(front, ''), said.replace(back, '')]) if (less !== '') all.add(less)
  }
  return [...all]
}

const find = (clause: string, among: ReadonlyMap<string, Meant>): Meant | undefined => {
  for (const said of peeled(clause)) {
    const meant = among.get(said) ?? saidItem(said) ?? saidShape(said)
    if (meant !== undefined) return meant
  }
  return undefined
}

/** Commands, greetings and thanks beside a command are nothing of their own. */
const saysNothing = (clause: string): boolean => find(clause, whole) !== undefined || isGreeting(clause) || isCourtesy(clause)

/** Commands by their sound; 没动 sounds like 没懂 and is an answer, so what asks to repeat is left out. */
const bySound = new Map<string, (readonly [string, Meant])[]>()
for (const [phrase, meant] of whole)
  if (/^\p{Script=Han}{2,6}$/u.test(phrase) && meant.command !== 'repeat')
    for (const sound of spelled(phrase, ' ')) bySound.set(sound, [...(bySound.get(sound) ?? []), [phrase, meant]])

/** Typed with a sign that only sounds right (反回, 取肖): all signs sound alike, and at least half are the same. */
function soundsLike(said: string): Meant | undefined {
  if (!/^\p{Script=Han}{2,6}$/u.test(said)) return undefined
  const signs = [...said]
  const right = (phrase: string): number => [...phrase].filter((s, i) => s === signs[i]).length
  const alike = spelled(said, ' ').flatMap((sound) => bySound.get(sound) ?? [])
  return alike.find(([phrase]) => right(phrase) * 2 >= signs.length)?.[1]
}

/** 「查 483216」「编号483216办得咋样了」: what remains without the number asks for it. */
function asksFor(text: string): Command | undefined {
  const [number, ...more] = likeCaseNumbers(text)
  if (number === undefined || more.length > 0) return undefined
  const digits = new RegExp([...number].join('[ -]?'))
  const named = /(?:我的|俺的|我|俺)?(?:登记)?(?:编号|单号|案号|号码|号)(?:是|为)?[: ]*$|(?:case |number |no |nr |#)+$/u
  const [before = '', after = ''] = text.split(digits)
  const rest = tight(`${before.replace(named, ' ')} ${after.replace(/^ ?(?:号|的|这个|那个|这件|那件|事|单|案|件)+/u, ' ')}`)
  const asked = rest === '' ? (named.test(before) || /^号|^ ?number/u.test(after) ? { command: 'status' } : undefined) : find(rest, whole)
  if (asked?.command !== 'status') return undefined
  return { command: 'status', number, alone: true }
}

/** Telegram's way: /help, /lang en, /status 483216, also with @name of the bot behind. */
function slashed(text: string): Command | undefined {
  const [, word = '', rest = ''] = /^\/([a-z_-]+)(?:@\w+)?(?: (.*))?$/.exec(text) ?? []
  if (word === 'lang' || word === 'language') {
    const lang = /^(?:en|english|英)/.test(rest) ? 'en' : /^(?:zh|cn|chinese|中|汉)/.test(rest) ? 'zh-CN' : undefined
    return { command: 'language', ...(lang === undefined ? {} : { lang }), alone: true }
  }
  const meant = names.find((n) => n === word) ?? whole.get(word.replace(/_/g, ' '))?.command
  if (meant === undefined || word === 'start') return undefined
  const number = meant === 'status' ? likeCaseNumbers(rest)[0] : undefined
  const item = meant === 'fix' && /^\d{1,2}$/.test(rest) ? Number(rest) : undefined
  return { command: meant, ...(number === undefined ? {} : { number }), ...(item === undefined ? {} : { item }), alone: true }
}

/** Whether a text is word for word a command and nothing else; what only sounds like one is not. @param text as typed */
export function isWholeCommand(text: string): boolean {
  const all = tight(fold(text))
  return all !== '' && (find(all, whole) !== undefined || asksWhoTold(text))
}

/**
 * The command in a text, in Chinese or English.
 * @param text  as typed; anything goes in
 * @returns     undefined in a long story (more than about twelve signs beyond the command) and where the word is an ordinary one
 *              (他家不让我返回, 算了一笔账, 死了算了)
 */
export function readCommand(text: string): Command | undefined {
  if (!fitsIn(text, 80)) return undefined
  const said = fold(text).replace(/['’]/g, '')
  if (said.startsWith('/')) return slashed(said)
  if (/^[?？]+$/.test(said)) return { command: 'help', alone: true }
  const all = tight(said)
  if (all === '') return undefined
  const alone = find(all, whole) ?? find(bare(said), whole)
  if (alone !== undefined && !/^(?:-|\d+[.,/-])\d/.test(said)) return { ...alone, alone: alone.command !== 'fix' || !saysRight(all) }
  if (asksWhoTold(said)) return { command: 'who-told', alone: true }
  const asked = asksFor(said)
  if (asked !== undefined) return asked
  const heard = soundsLike(all)
  if (heard !== undefined) return { ...heard, alone: true }
  const clauses = said
    .split(/(?<!\d)[\p{P}\p{S}]+|[\p{P}\p{S}]+(?!\d)|(?<=\p{Script=Han}) | (?=\p{Script=Han})/u)
    .map((c) => tight(c))
    .filter((c) => c !== '')
  for (const [i, clause] of clauses.entries()) {
    const meant = find(clause, i === 0 ? first : inside)
    if (meant !== undefined && countSigns(all) - countSigns(clause) <= beyond)
      return { ...meant, alone: clauses.every((other, j) => j === i || saysNothing(other)) }
  }
  for (const peel of peeled(clauses[0] ?? ''))
    for (const [phrase, meant] of starts) {
      const rest = peel.slice(phrase.length)
      if (peel.startsWith(phrase) && !ordinary.some((o) => rest.startsWith(o)) && countSigns(all) - countSigns(phrase) <= beyond)
        return { ...meant, alone: false }
    }
  return undefined
}
