/** Reads yes or no, and whether somebody is hurt; what could be either is left unread, so that the bot asks again. */
import { readFacts } from '../yaml.ts'
import { bare, fitsIn, fold } from './text.ts'

type List = readonly string[]
const words = readFacts<Readonly<Record<'yes' | 'no' | 'unsure' | 'hurt' | 'harmless' | 'unhurt', List>>>(
  new URL('./answers.yaml', import.meta.url),
)
const known = new Map<string, 'yes' | 'no'>([...words.yes.map((w) => [w, 'yes'] as const), ...words.no.map((w) => [w, 'no'] as const)])

/** Sounds without a meaning of their own where something else is said beside them. */
const filler =
  /^(?:嗯+|恩+|哦+|噢+|啊+|哎+|唉+|呃+|额+|那个|这个|谢谢.*|多谢|麻烦.*|辛苦.*|您好|你好|大姐|大哥|同志|领导|师傅|well|oh|um|uh|thanks|thank you|please|pls)$/
const front =
  /^(?:大体上?|大概|我|俺|咱|那|就|这|嗯|恩|哎|哦|噢|啊|都|也|倒|倒是|现在|目前|真|真的|反正|暂时|当然|村口|人|家里|大家|我们|俺们|咱们|他们|觉得|看|说的|上面|以上|内容|全|全部|完全|基本上?|大致|差不多)+/
const back = /[吧呀啊哈嘛啦喽哦噢哎呗咯哟哇呢嗷滴哒咧嘞哩的哪捏]+$/

/** 「是不是」, 「行吗」: a question back, no answer. */
const asks = /[?？]$|(.)不\1|(?<!没)有没有|是否|能否|[吗么]$|^(?:啥|什么|怎么|咋|谁|哪|为啥|为什么|凭啥)/u
/** 「不是不同意」: too tangled to be read. */
const tangled = /不是不|不是没|没有不|没说不|不能不|不得不|不会不|不无/
/** 「没啥要改的」 agrees, 「有一处不对」 does not; 「说吧」「讲嘛」 gives leave. */
const nothingWrong = /^没(?:有|啥|什么)*(?:要|需要|可|用)?(?:改|错|补充|问题|不对|毛病|意见|说|出入|差)的?(?:地方)?$/u
const somethingWrong = /^有.{0,4}(?:不对|错|出入|要改|得改|不准|不是)/u
const leave =
  /^(?:你们?|您)?(?:就|尽管|只管|直接|放心|赶紧)?(?:去)?(?:跟|和|给|对|找)?(?:他|她|他们|对方|人家)?(?:说|讲|告诉|问|打|来|去|办|联系|通知)(?:他|她|他们|人家)?(?:一声|说|去)?(?:吧|嘛|呗|就是|就行|就中)$/u
const yesBegins =
  /^(?:是(?:的|啊|呀|这样|这么|这个|那样|真的|有|滴|哩)|对(?!不|方|面|门|象|账|策|付|手|着干|待|于|联|头那)|没错|没问题|不错|行(?!人|政|动|车|李|不)|中(?!间|午|秋|学|毒|国|风|暑|不)|可以(?!不)|能(?!不|量|耐|人)|愿意(?!不)|同意(?!不)|好(?!几|多|像|些|久|在|歹|不|心|说|吃|长|容易|人|端|好|坏|意|比|奇|事|处|东)|有(?!的时|些|时|点|可能|没|人吗|意见|问题|误|错)|要(?!不|是|么|紧|命|钱|账|死|打|我)|会(?!计|议|不)|肯定|当然|必须|需要(?!不)|方便(?!不)|差不多|满意|来(?!不|的|了|人|历|信|回)|愿(?!望)|(?:yes|yeah|yep|sure|ok|okay|right|correct)\b)/
const noBegins =
  /^(?:不(?!错|假|差|过|如|但|光|仅|管|料|巧|知|晓|清|确定|一定|好说|少|久|断|停|同的|满|幸|小心|懂|说|让|给|还|讲|养|孝|想活)|没(?!错|问题|毛病|意见|准|办法|完|想到|法)|别(?!人|的|处|家|墅)|错(?!过)|冇|莫|甭|勿|憋|可别|不敢|可不敢|改(?:一下|下|个)|先(?:别|不|莫|甭|憋)|来不了|去不了|来不成|去不成|拒绝|暂时不|还是不|还是别|还没|从来没|(?:no|not|never|nope|wrong)\b)/
const turns = /^(?:但|不过|可是|可(?!以|能)|只是|除了|就是.*(?:错|不对|没|改)|only|but|except)/

const strip = (clause: string): readonly string[] => {
  const inner = clause.replace(front, '')
  return [clause, clause.replace(back, ''), inner, inner.replace(back, '')].filter((s) => s !== '')
}

/** A part between signs that is a whole yes or no. */
function exactly(clause: string): 'yes' | 'no' | undefined {
  const once = clause.replace(/^(.{1,2})\1+$/u, '$1')
  for (const s of [...strip(clause), ...strip(once)]) {
    const value = known.get(s)
    if (value !== undefined) return value
  }
  return undefined
}

/** A part between signs: a whole yes or no, or one that begins so. */
function partOf(clause: string): 'yes' | 'no' | 'other' {
  const value = exactly(clause)
  if (value !== undefined) return value
  if (tangled.test(clause)) return 'other'
  if (nothingWrong.test(clause) || leave.test(clause)) return 'yes'
  if (somethingWrong.test(clause)) return 'no'
  const inner = clause.replace(front, '')
  for (const s of inner === '' ? [clause] : [clause, inner]) {
    if (noBegins.test(s)) return 'no'
    if (yesBegins.test(s) && !/[不没别错]/.test(s.replace(/没错|没问题|不错|差不多|没有错|没意见/g, ''))) return 'yes'
  }
  return 'other'
}

const parts = (text: string): readonly string[] =>
  (/\p{Script=Han}/u.test(text) ? bare(text).split(' ') : [bare(text.replace(/[’]/g, "'"))]).filter(Boolean)

/** 没人管, 没人帮我: nobody who helps; that is no answer, and nobody hurt even less. */
const nobodyHelps = (whole: string): boolean => /没(?:有)?人(?!$|要?动手|受|伤|打|出事|有事|挨|碰|磕|死|流血|倒)/u.test(whole)

/**
 * Yes or no, in plain words (是的 中 行 可以 / 不是 没有 先别 …), also at the head of a short sentence (不对，是西芦花).
 * Numbers are not read here: what 1 means the question knows.
 * @returns  undefined for what is neither, for 不知道, for a question back, and for more than 20 signs (a part of the story)
 */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const said = fold(text)
  if (!fitsIn(said, 40)) return undefined
  const all = parts(said)
  const whole = all.join(' ')
  if (whole === '' || !fitsIn(whole, 20)) return undefined
  const exact = known.get(whole) ?? known.get(whole.replace(/ /g, ''))
  if (exact !== undefined && !/[?？]$/.test(said)) return exact
  if (nobodyHelps(whole)) return undefined
  if (asks.test(said) || all.some((p) => asks.test(p)) || words.unsure.some((w) => whole.includes(w))) return undefined
  const spoken = all.filter((p) => !filler.test(p))
  if (spoken.length === 0) return known.get(all[0]?.replace(/^(.)\1+$/u, '$1') ?? '')
  const values = spoken.map(partOf)
  const first = values[0]
  if (first === 'other' || first === undefined) return undefined
  const after = spoken.slice(1)
  if (first === 'yes' && (values.slice(1).includes('no') || after.some((p) => turns.test(p)))) return undefined
  return first
}

const noBefore =
  /(?:(?:没(?!办法|法|理|良心|完|事|皮|脸|钱|吃|喝)|未|无|冇|别(?!人)|不会|不想|不敢)[^ 但却可]{0,6}|不(?!停|断|住|光|但|仅|过|然)[^ ]?|\b(?:nobody|no one|no|not|never|isn t|aren t|wasn t|weren t|didn t)(?: \w+){0,3} ?)$/u
const noAfter = /^[^ ]{0,4}(?:没有|没|谈不上)(?:[有过啊呀呢的]|$)/u
/** The sign of harm is denied: 没人受伤, 没有受什么伤, 打架倒没有. */
const denied = (text: string, word: string, at: number): boolean =>
  noBefore.test(text.slice(Math.max(0, at - 24), at)) || noAfter.test(text.slice(at + word.length))

/** Somebody is hurt or hands will be raised, by this text, and it is not denied. */
const saysHurt = (said: string): boolean => {
  const text = words.harmless.reduce((t, w) => t.replaceAll(w, ' '), said)
  return words.hurt.some((word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (!denied(text, word, at)) return true
    return false
  })
}

const plainlyUnhurt =
  /^(?:现在|目前|眼下|这会儿|倒是?|也|还|都|就|但|不过|幸好|好在|暂时)*(?:没有?(?:人|谁)?(?:受伤|伤着|受啥伤|受什么伤)|人都?没(?:受伤|伤着)|没有?人动手)(?:的|啊|呀|呢|哈)?$|^(?:and |but |so )?(?:nobody|no one|no-one) (?:is|was|got|has been) (?:hurt|injured)$/u

/** A sentence that says in passing that nobody is hurt (…，没人受伤), and names no harm. */
export const saysUnhurt = (text: string): boolean =>
  !/[?？]/u.test(text) &&
  !saysHurt(bare(fold(text))) &&
  fold(text)
    .split(/[\p{P}\n]+/u)
    .some((clause) => plainlyUnhurt.test(clause.trim()))

/**
 * The answer to 有没有人受伤、有没有人要动手: 没有 / 没事 / 都好好的 -> 'no'; 有 / 头破了 / 他要拿刀 -> 'yes'.
 * A harm that is named and not denied is a yes, however the sentence goes on: it raises, never lowers.
 * @returns  undefined for 不知道, for a question back, and where nothing about it is said; 好的 and 嗯 say nothing here
 */
export function readHurt(text: string): 'yes' | 'no' | undefined {
  const said = fold(text)
  if (!fitsIn(said, 200)) return undefined
  const whole = bare(said)
  const question = /(?<!没)有没有|是不是|会不会|[吗?？]$/.test(said)
  if (!question && saysHurt(whole)) return 'yes'
  if (question || words.unsure.some((w) => whole.includes(w))) return undefined
  if (/^(?:好|好的|好吧|好嘞|行|中|嗯+|恩+|哦+|ok|okay|可以)$/.test(whole)) return undefined
  if (nobodyHelps(whole)) return undefined
  if (/^(?:伤|血|刀|打|疼|死)$/u.test(whole)) return 'yes'
  const answer = readYesNo(said)
  if (answer === 'no' || (answer === 'yes' && /^有|yes|there/.test(whole))) return answer
  if (answer === 'yes' && parts(said).every((p) => exactly(p) === 'yes')) return 'yes'
  if (!fitsIn(whole, 30)) return undefined
  const calm = words.unhurt.some((w) => whole.includes(w)) || words.hurt.some((w) => whole.includes(w))
  return calm ? 'no' : undefined
}
