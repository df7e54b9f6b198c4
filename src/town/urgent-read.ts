/** Turns a typed message into units (one Chinese sign, one Latin word or one number each) and clauses, so that full-width, spaced or dotted writing, emoji and old-style signs read alike. */

export interface Reading {
  readonly units: readonly string[]
  /** For each unit the number of its clause. */
  readonly clause: readonly number[]
  readonly clauses: number
}

/** Between clauses; the question mark is kept apart because it tells a question. */
export const PAUSE = '，'
export const ASKS = '？'

const isHan = (c: number): boolean => (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c === 0x3007
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 0xe0 && c <= 0x24f)
const isDigit = (c: number): boolean => c >= 48 && c <= 57
const MARKS = new Set([...',.!;:~-_*|/\\+=·、。‧•—()[]{}<>《》【】「」^#@&%$'])
const SILENT = new Set([...'\'’‘"“”`´『』'])
const SPACE = ' '

/** What is read as what. */
export interface Spelling {
  /** A sign or an emoji: 殺 as 杀, 俺 as 我, a knife as 刀. */
  readonly folds: ReadonlyMap<string, string>
  /** Wrong words by their first unit, longest first: 自沙 as 自杀. */
  readonly slips: ReadonlyMap<string, readonly Slip[]>
}
export interface Slip {
  readonly wrong: readonly string[]
  readonly right: readonly string[]
}

export function read(text: string, { folds, slips }: Spelling): Reading {
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
  return inClauses(mended(joined(raw), slips))
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
function mended(units: string[], slips: Spelling['slips']): string[] {
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

function inClauses(units: string[]): Reading {
  if (!isBreak(units[units.length - 1])) units.push(PAUSE)
  const clause: number[] = []
  let now = 0
  for (const unit of units) {
    clause.push(now)
    if (unit === PAUSE || unit === ASKS) now++
  }
  return { units, clause, clauses: now + 1 }
}
