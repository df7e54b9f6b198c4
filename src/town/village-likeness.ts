/** How far what was said is from a village's name: signs that sound alike count little, wrong or missing ones more. */
import { alike } from './sound.ts'

/** So far and further is another name. */
export const far = 9

const cost = { same: 0, sound: 0.1, near: 0.5, other: 1 } as const
/** All signs sound alike: 槐阴 is as near to 淮荫 as to 槐荫. */
const soundsAlike = 0.2

/** Signs that tell one place from its neighbour. */
const telling = new Set('东西南北前后上下大小老新左右中里外内高低一二三四五六七八九十头')

export interface Farness {
  /** 0 same, below 0.5 sounds alike, up to 1.3 one sign off, `far` another name. */
  readonly by: number
  /** The sign that differs is what tells one place from another: a family's name before 家, or a side; or of two signs none is right. */
  readonly telling: boolean
  /** One whole sign is another: 赵家屯 for 赵家楼. */
  readonly replaced?: true
}

const none: Farness = { by: far, telling: false }

/**
 * @param said  what was said, without 村 and the like
 * @param name  what the village is called
 */
export function farness(said: string, name: string): Farness {
  if (said === name) return { by: 0, telling: false }
  const a = [...said]
  const b = [...name]
  if (a.length < 2) return none
  if (a.length === b.length) return sameLength(a, b)
  if (Math.abs(a.length - b.length) !== 1) return none
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  // A sign too many in 东关 is another word; a sign missing must leave two that are known.
  if (a.length > b.length && b.length < 3) return none
  let best: Farness = none
  for (let out = 0; out < long.length; out++) {
    const rest = long.filter((_, i) => i !== out)
    const costs = rest.map((s, i) => cost[alike(s, short[i] ?? '')])
    if (costs.some((c) => c > cost.sound)) continue
    const by = 1 + Math.max(0, ...costs)
    // 芦花 for 东芦花 may be meant; 小网场口 or 西东关 is said of another place.
    const tells = a.length > b.length && telling.has(long[out] ?? '')
    if (by < best.by) best = { by, telling: tells }
  }
  return best
}

function sameLength(a: readonly string[], b: readonly string[]): Farness {
  const kinds: ReturnType<typeof alike>[] = []
  let wrong = 0
  for (const [i, s] of a.entries()) {
    const kind = alike(s, b[i] ?? '')
    if (kind === 'other' && ++wrong > 1) return none
    kinds.push(kind)
  }
  // 习惯 sounds like 西关 and is another word; 淮阴 may be 槐荫 where 淮荫 is near too.
  const otherWord = a.length === 2 && !kinds.includes('same')
  if (kinds.every((k) => k === 'same' || k === 'sound')) return { by: soundsAlike, telling: otherWord }
  if (otherWord) return none
  const others = kinds.flatMap((k, i) => (k === 'other' ? [i] : []))
  const nears = kinds.filter((k) => k === 'near').length
  if (others.length === 0) return nears <= (a.length > 2 ? 2 : 1) ? { by: soundsAlike + nears * cost.near, telling: false } : none
  if (nears > 0 || a.length < 3) return none
  const at = others[0] ?? 0
  const family = at === 0 && b[1] === '家' && a[1] === '家'
  const side = telling.has(a[at] ?? '') && telling.has(b[at] ?? '')
  return { by: 1 + (kinds.includes('sound') ? cost.sound : 0), telling: family || side, replaced: true }
}
