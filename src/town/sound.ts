/** How Chinese signs sound, so that 柳树弯 is known as 柳树湾. The only place that knows pinyin-pro. */
import { pinyin } from 'pinyin-pro'

const known = new Map<string, readonly string[]>()

/**
 * All readings of one sign, without tones: 堡 -> bao, bu, pu.
 * @param sign  one character; a sign that is not Chinese sounds like itself
 */
function soundsOf(sign: string): readonly string[] {
  const before = known.get(sign)
  if (before !== undefined) return before
  const sounds = /^\p{Script=Han}$/u.test(sign)
    ? [...new Set(pinyin(sign, { multiple: true, toneType: 'none', type: 'array', v: true }))]
    : [sign]
  if (known.size < 50_000) known.set(sign, sounds)
  return sounds
}

/** What people in many places do not tell apart: zh/z, ch/c, sh/s, n/l, f/h, -ng/-n. */
const blurred = (sound: string): string =>
  sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[^g])/, 'l')
    .replace(/^f(?=[aeiou])/, 'h')
    .replace(/ng$/, 'n')

const pairs = new Map<string, 'sound' | 'near' | 'other'>()

/**
 * How alike two signs sound.
 * @returns 'same' sign, same 'sound' but for the tone, 'near' as in 资/知, or 'other'
 */
export function alike(a: string, b: string): 'same' | 'sound' | 'near' | 'other' {
  if (a === b) return 'same'
  const pair = a + b
  const before = pairs.get(pair)
  if (before !== undefined) return before
  const [these, those] = [soundsOf(a), soundsOf(b)]
  const near = (): boolean => these.some((s) => those.some((t) => blurred(s) === blurred(t)))
  const how = these.some((s) => those.includes(s)) ? 'sound' : near() ? 'near' : 'other'
  if (pairs.size < 200_000) pairs.set(pair, how)
  return how
}

/**
 * A name in Latin letters without tones, in every reading (at most 16): 柳树湾 -> liushuwan.
 * @param between  put between the signs
 */
export function spelled(name: string, between = ''): readonly string[] {
  let all = ['']
  for (const sign of name) all = all.flatMap((start) => soundsOf(sign).map((s) => (start === '' ? s : start + between + s))).slice(0, 16)
  return all
}
