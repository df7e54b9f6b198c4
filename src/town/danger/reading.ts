/** Turns a typed message into units (one Chinese sign, one Latin word, one number or one pause each), so that full-width, spaced or dotted writing, emoji and old-style signs read alike. */
import { readFacts } from '../yaml.ts'

/** The question mark is kept apart from the other pauses because it tells a question. */
const PAUSE = '，'
const ASKS = '？'

const isHan = (c: number): boolean => (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c === 0x3007
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 0xe0 && c <= 0x24f)
const isDigit = (c: number): boolean => c >= 48 && c <= 57
const MARKS = new Set([...',.!;:~-_*|/\\+=·、。‧•—()[]{}<>《》【】「」^#@&%$'])
const SILENT = new Set([...'\'’‘"“”`´『』'])
const SPACE = ' '

const spelling = readFacts<{
  readonly folds: Readonly<Record<string, string>>
  readonly emoji: Readonly<Record<string, string>>
  readonly slips: Readonly<Record<string, readonly string[]>>
}>(new URL('./spelling.yaml', import.meta.url))

/** What a sign or an emoji is read as: 殺 as 杀, a knife as 刀. */
const folds = new Map(
  [spelling.folds, spelling.emoji].flatMap((list) =>
    Object.entries(list).flatMap(([to, from]) => [...from].map((one) => [one, to] as const)),
  ),
)

interface Slip {
  readonly wrong: readonly string[]
  readonly right: readonly string[]
}

/** Wrong words by their first unit, longest first: 自沙 as 自杀. */
const slips = new Map<string, Slip[]>()
for (const [right, wrongs] of Object.entries(spelling.slips)) {
  for (const wrong of wrongs.map(unitsOf)) {
    const first = wrong[0] ?? ''
    slips.set(
      first,
      [...(slips.get(first) ?? []), { wrong, right: unitsOf(right) }].sort((a, b) => b.wrong.length - a.wrong.length),
    )
  }
}

function unitsOf(word: string): string[] {
  return (
    [...word]
      .map((sign) => folds.get(sign) ?? sign)
      .join('')
      .match(/[a-z]+|\d+|./gu) ?? []
  )
}

/** The units of a message, the last one a pause. Never throws. */
export function read(text: string): readonly string[] {
  const raw: string[] = []
  let word = ''
  let digits = false
  const endWord = (): void => {
    if (word !== '') raw.push(word)
    word = ''
  }
  for (const sign of text.normalize('NFKC').toLowerCase()) {
    const code = sign.codePointAt(0) ?? 0
    if (isLetter(code) || isDigit(code)) {
      if (word !== '' && digits !== isDigit(code)) endWord()
      digits = isDigit(code)
      word += sign
    } else if (SILENT.has(sign)) {
      // dropped without ending the word: "don't" is one word
    } else {
      endWord()
      if (isHan(code)) raw.push(folds.get(sign) ?? sign)
      else if (sign === '?') raw.push(ASKS)
      else if (sign === '\n' || sign === '\r' || MARKS.has(sign)) raw.push(PAUSE)
      else if (/\s/.test(sign)) raw.push(SPACE)
      else for (const one of folds.get(sign) ?? '') raw.push(one)
    }
  }
  endWord()
  return mended(joined(raw))
}

const isBreak = (unit: string | undefined): boolean => unit === undefined || unit === SPACE || unit === PAUSE || unit === ASKS
const isSign = (unit: string | undefined): boolean => unit !== undefined && unit.length <= 2 && isHan(unit.codePointAt(0) ?? 0)

/** Takes out what stands between single signs (打 起 来, 打.起.来) and the spaces between Latin words; other spaces are pauses. */
function joined(raw: readonly string[]): string[] {
  const out: string[] = []
  const alone = (i: number): boolean => isSign(raw[i]) && isBreak(raw[i - 1]) && isBreak(raw[i + 1])
  let run = 0
  for (let i = 0; i < raw.length; i++) {
    const unit = raw[i] as string
    if (!isBreak(unit)) {
      run = alone(i) ? run + 1 : 0
      if (out.length >= 2 && out[out.length - 1] === unit && out[out.length - 2] === unit) continue
      out.push(unit)
      continue
    }
    const before = raw[i - 1]
    const after = raw[i + 1]
    if (isBreak(before)) {
      if (unit !== SPACE && out.length > 0 && isBreak(out[out.length - 1]))
        out[out.length - 1] = unit === ASKS ? ASKS : (out[out.length - 1] as string)
      else if (unit !== SPACE && out.length > 0 && !isBreak(out[out.length - 1])) out.push(unit)
      continue
    }
    const spelled = alone(i - 1) && alone(i + 1) && (run >= 2 || alone(i + 3) || unit === SPACE)
    const loose = unit === SPACE && (!isSign(before) || !isSign(after) || alone(i - 1) || alone(i + 1)) && !isBreak(after)
    if (spelled || loose) continue
    out.push(unit === SPACE ? PAUSE : unit)
  }
  return out
}

/** Puts right what was typed by its sound. */
function mended(units: string[]): string[] {
  if (!isBreak(units[units.length - 1])) units.push(PAUSE)
  const out: string[] = []
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as string
    const slip = slips.get(unit)?.find(({ wrong }) => wrong.every((w, k) => units[i + k] === w))
    if (slip) {
      out.push(...slip.right)
      i += slip.wrong.length - 1
    } else out.push(unit)
  }
  return out
}
