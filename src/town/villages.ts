/** Which village somebody means, however they say or misspell it; between two that fit equally it asks. */
import { bare, fitsIn, fold } from './meaning/text.ts'
import { spelled } from './sound.ts'
import type { Town, Village } from './town.ts'
import { type Farness, far, farness } from './village-likeness.ts'

export type FoundVillage =
  | { readonly is: 'one'; readonly village: string }
  | { readonly is: 'two'; readonly villages: readonly string[] }
  /** Not what was said, but near it: only asked, never taken. */
  | { readonly is: 'near'; readonly villages: readonly string[] }
  | { readonly is: 'none' }

interface Called {
  readonly village: string
  /** Folded, as people say it. */
  readonly said: string
  /** Said without 村 or 庄; only where it is all that is said. */
  readonly loose?: boolean
}

/** More than this are not offered: then the question is asked anew. */
const most = 4
/** How near to each other two must be to fit equally. */
const equally = 0.3

const known = new WeakMap<readonly Village[], readonly Called[]>()

/** All that the villages are called, with 村 and 庄 on or off. */
function calledIn(villages: readonly Village[]): readonly Called[] {
  const before = known.get(villages)
  if (before !== undefined) return before
  const all: Called[] = villages.flatMap((v) =>
    [v.name, ...v.also].flatMap((name): Called[] => {
      const said = fold(name)
      const short = said.replace(/(?:村|庄)$/u, '')
      if (short === said || short.length < 2) return [{ village: v.name, said }]
      return [
        { village: v.name, said },
        { village: v.name, said: short, ...(said.endsWith('村') && short.length > 2 ? {} : { loose: true }) },
      ]
    }),
  )
  known.set(villages, all)
  return all
}

const answer = (villages: readonly string[]): FoundVillage => {
  const once = [...new Set(villages)]
  if (once.length === 1) return { is: 'one', village: once[0] ?? '' }
  return once.length >= 2 && once.length <= most ? { is: 'two', villages: once } : { is: 'none' }
}

const front =
  /^(?:你好|您好|我们|俺们|咱们|我|俺|咱|老家|家里|家|就|都|是|住在|住|在|到|来自|属于|说的|应该|可能|好像|大概|那个|这个|那|这|叫做?|咱镇|镇上|镇|清|哎|嗯|呃|哦|的|出|发生|事情?|地方|村子?|名字?|[: ])/u
const back =
  /(?:的|这边|那边|这里|那里|这儿|那儿|里|人|村民|大队|生产队|[一二三四五六七八九十\d]+组|[一二三四五六七八九十\d]+队|[东西南北前后]头|[东西南北前后]边|头上?|上|呀|啊|吧|哈|呢|嘛|了|哦|儿|子|行政|自然)$/u
const ending = /(?:行政村|自然村|村委会?|村|庄)$/u

/** What is left of a clause when 俺是 … 的 and the like are off, layer by layer. */
function cores(clause: string): readonly string[] {
  const all = new Set([clause])
  const village = /^(.{2,6}?)(?:行政村|自然村|村|庄)/u.exec(clause.replace(/^(?:我们|俺们|我|俺|咱|就|是|住|在|家)+/u, ''))?.[1]
  if (village !== undefined) all.add(village)
  for (const said of all) {
    if (all.size > 40) break
    for (const less of [said.replace(front, ''), said.replace(back, ''), said.replace(ending, '')]) if ([...less].length >= 2) all.add(less)
  }
  return [...all].filter((c) => [...c].length <= 8)
}

/** Names said in full inside a text, the longest first taken, those denied (不是东芦花，是西芦花) left out where another is said. */
function saidInFull(text: string, called: readonly Called[]): readonly string[] {
  let rest = text
  const found: { at: number; village: string; denied: boolean }[] = []
  for (const { said } of [...called].filter((c) => c.loose !== true).sort((a, b) => b.said.length - a.said.length)) {
    for (let at = rest.indexOf(said); at >= 0; at = rest.indexOf(said, at + 1)) {
      const denied = /(?:不是|不在|不住|没在|不叫)(?:俺|我|咱)?(?:们)?(?:村|那个)?$/u.test(text.slice(0, at))
      for (const c of called) if (c.said === said && c.loose !== true) found.push({ at, village: c.village, denied })
      rest = rest.slice(0, at) + '#'.repeat(said.length) + rest.slice(at + said.length)
    }
  }
  return found
    .filter((f) => !f.denied)
    .sort((a, b) => a.at - b.at)
    .map((f) => f.village)
}

/** The village that is called just so, 村 and 庄 on or off. @param said folded */
export const villageCalled = (said: string, town: Town): string | undefined =>
  calledIn(town.villages).find((c) => c.loose !== true && c.said === said)?.village

const mySelf = /^(?:你好|您好|大家好)?(?:我|俺|咱|本人|我们|俺们|咱们)家?(?:现在)?(?:就|都|也)?(?:是|住在|住|在|家在|家住|来自)?$/u
const ours = /^(?:你好|您好)?(?:我们|俺们|咱们|俺村|咱村|我村|俺庄|咱庄)$/u
const there =
  /^(?:地点是?|地址是?|村名是?|村子?是?|在|就在|(?:这|那)?事情?(?:就)?(?:发生|出)?在|(?:发生|出|事发)在|(?:我|俺)家?的?(?:地|房子|宅基地|老宅|鱼塘)(?:就)?在)$/u
const villager = /^(?:行政村|自然村|村|大队)?(?:[一二三四五六七八九十\d]+[组队])?(?:的|人|的人|村民|这边的?|这儿的?|里的?)?$/u
const place = /^(?:行政村|自然村|村|大队)?(?:[一二三四五六七八九十\d]+[组队])?(?:这边|这里|里|村里|[东西南北]头)?$/u
const common =
  /^(?:行政村|自然村|村)?的?(?:里的?|村口的?|村头的?|[东西南北]头的?)?(?:那|这)?(?:条|座|个|口)?(?:路|桥|水|井|沟|渠|灯|电|垃圾|厕所|广场|学校|小学|卫生室|变压器|自来水)/u
const kin = /^(?:行政村|自然村|村)?的(?:亲|闺女|女儿|姑|姨|舅|外甥|同学|朋友|老板)/u

/**
 * The village that somebody surely names as their own or as the place (我是柳树湾的, 俺们村在…, 「柳树湾，…」), in full.
 * @param text  as typed, several messages parted by line ends
 * @param name  the speaker's own name, where it is known to stand in the text
 * @returns     undefined where none is named so, where two are named, and where it may be somebody else's (东芦花的老王)
 */
export function ownVillage(text: string, town: Town, name?: string): string | undefined {
  const called = calledIn(town.villages)
  const [village, ...more] = new Set(saidInFull(fold(text), called))
  if (village === undefined || more.length > 0) return undefined
  const names = called.filter((c) => c.village === village && c.loose !== true).map((c) => c.said)
  const longest = names.sort((a, b) => b.length - a.length)
  const sure = text.split(/[\p{P}\s]+/u).some((clause, i, clauses) => {
    const said = fold(clause)
    const as = longest.find((one) => said.includes(one))
    if (as === undefined) return false
    const before = said.slice(0, said.indexOf(as))
    const after = said.slice(said.indexOf(as) + as.length).replace(/[+\d-]{7,}$/u, '')
    const own = name !== undefined && after.endsWith(name) ? after.slice(0, -name.length) : after
    if (mySelf.test(before) && villager.test(own)) return true
    if (before === '' && /^村?(?:的|人|村民)$/u.test(own) && name !== undefined && clauses[i - 1]?.endsWith(name) === true) return true
    if (ours.test(before)) return !kin.test(after)
    // 藕塘 and 鱼沟 are words too.
    if ([...as].length < 3 && !/^(?:行政|自然)?村/u.test(after)) return false
    return ((before === '' || there.test(before)) && place.test(after)) || (before === '' && common.test(after))
  })
  return sure ? village : undefined
}

const happens =
  /^(?:在|就在|我们|俺们|咱们|我|俺|咱|这里是|这是|是)?(?<where>\p{Script=Han}{2,5}?)(?:村|大队)?(?:[东西南北]头|这边|这里|这儿|村里|村口|里|[一二三四五六七八九十\d]+[组队])*(?:有人|出事|出人命|打起来|打架|着火|起火|快来|来人)/u

/** The village at the head of what happens there now (柳湾有人打起来了), for whoever comes; undefined where none is named so. */
export function villageOfAlarm(text: string, town: Town): string | undefined {
  const named = text.split(/[\p{P}\s]+/u).flatMap((clause) => {
    const found = findVillage(happens.exec(clause)?.groups?.['where'] ?? '', town)
    return found.is === 'one' ? [found.village] : []
  })
  const [village, ...more] = new Set(named)
  return more.length === 0 ? village : undefined
}

/** A village spelled in Latin letters: liushuwan, Liu Shu Wan village. */
function spelledOut(text: string, called: readonly Called[]): readonly string[] {
  const letters = text
    .replace(/\b(?:village|town|in|at|from|i|am|m|we|are|live|the|is|it|my|our|of)\b/g, ' ')
    .replace(/[^a-zü]/g, '')
    .replace(/ü/g, 'v')
  if (letters.length < 4) return []
  const short = letters.replace(/(?:cun|zhuang)$/, '')
  return called.filter((c) => spelled(c.said).some((s) => s === letters || s === short)).map((c) => c.village)
}

/**
 * The village that somebody means.
 * @param said  an answer to 哪个村, or a sentence with a village in it; anything goes in
 * @param town  whose villages
 * @returns     'one'; 'two' (2 to 4, in the order of the town's file) where several fit equally; 'near' where one whole sign is another (赵家屯); 'none'.
 *              Said in full it is always that one. Then: 村/庄 left out or put on, signs that sound alike (柳树弯), a part that
 *              several share (芦花), one sign wrong, missing or too many; never one guessed where another fits as well.
 */
export function findVillage(said: string, town: Town): FoundVillage {
  const text = fold(said)
  if (!fitsIn(text, 200)) return { is: 'none' }
  const called = calledIn(town.villages)
  const exactly = called.filter((c) => c.loose !== true && c.said === text && c.said === fold(c.village))
  if (exactly.length > 0) return answer(exactly.slice(0, 1).map((c) => c.village))
  const clauses = bare(text).split(' ')
  const parts = clauses.flatMap(cores)
  const whole = called.filter((c) => parts.includes(c.said) && !/(?:不是|不在)/u.test(text))
  const inFull = saidInFull(text, called)
  if (inFull.length > 0) return answer(inFull)
  if (whole.length > 0) return answer(whole.map((c) => c.village))
  if (!/\p{Script=Han}/u.test(text)) return answer(spelledOut(text, called))
  return nearest(parts, clauses, called, town.villages)
}

/** The villages that are least far from what was said. */
function nearest(
  parts: readonly string[],
  clauses: readonly string[],
  called: readonly Called[],
  villages: readonly Village[],
): FoundVillage {
  const away = new Map<string, number>()
  const how = new Map<string, Farness>()
  const note = (village: string, found: Farness): void => {
    if (found.by >= (away.get(village) ?? far)) return
    away.set(village, found.by)
    how.set(village, found)
  }
  for (const c of called) {
    for (const part of parts) note(c.village, farness(part, c.said))
    // Inside a sentence only what sounds exactly like a name of three signs or more.
    const length = [...c.said].length
    if (length < 3) continue
    for (const clause of clauses) {
      const signs = [...clause]
      for (let at = 0; at + length <= signs.length; at++) {
        const here = farness(signs.slice(at, at + length).join(''), c.said)
        if (here.by < 0.5) note(c.village, { ...here, by: here.by + 0.05 })
      }
    }
  }
  const best = Math.min(far, ...away.values())
  if (best >= far) return { is: 'none' }
  const fits = villages.map((v) => v.name).filter((v) => (away.get(v) ?? far) <= best + equally)
  // Another family's name or another side of the place (李家洼, 上王楼) is a question, never a guess.
  const only = fits.length === 1 ? how.get(fits[0] ?? '') : undefined
  if (only?.telling === true) return { is: 'none' }
  if (only?.replaced === true) return { is: 'near', villages: fits }
  return answer(fits)
}
