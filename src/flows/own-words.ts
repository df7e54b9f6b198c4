/** The town's own wording (data/words): looked at before it is used, so that a slip is told by file and key and not to a resident. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Lang } from '../town/town.ts'
import { unmannered, valuesIn } from './wording.ts'
import { textsIn, type Words } from './words.ts'

/** Each line names the file, the key and the reason. */
export class WordsRefused extends Error {
  override readonly name = 'WordsRefused'
}

/**
 * @param folder data/words; one that is not there is right
 * @param originals the words that come with the program
 * @throws WordsRefused with one line for each thing that is wrong
 */
export function checkOwnWords(folder: string, originals: Readonly<Record<Lang, Words>>): void {
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  const wrong = files.flatMap((file) => wrongIn(join(folder, file), file, originals))
  if (wrong.length > 0) throw new WordsRefused(wrong.join('\n'))
}

function wrongIn(path: string, file: string, originals: Readonly<Record<Lang, Words>>): readonly string[] {
  const [, name, lang] = /^([\w-]+)\.(zh-CN|en)\.yaml$/.exec(file) ?? []
  if (name === undefined) return [`${path}: its name must be like report-dispute.zh-CN.yaml or report-dispute.en.yaml`]
  const original = originals[lang as Lang]
  if (!original.keys().some((key) => key.startsWith(`${name}.`))) return [`${path}: the program has no words called ${name}`]
  const read = readTexts(path, name)
  if (typeof read === 'string') return [`${path}: ${read}`]
  return [...read].flatMap(([key, text]) => wrongWith(original, key, text).map((why) => `${path}: ${key.slice(name.length + 1)}: ${why}`))
}

function wrongWith(original: Words, key: string, text: string | undefined): readonly string[] {
  if (!original.has(key)) return ['there is no such key']
  if (text === undefined) return ['it must be a text']
  const [has, wants] = [valuesIn(text), valuesIn(original.raw(key))]
  const values = has.join() === wants.join() ? [] : [`it must hold ${braces(wants)} like the original, and holds ${braces(has)}`]
  return [...values, ...unmannered(original.lang, text)]
}

const braces = (names: readonly string[]): string => (names.length === 0 ? 'no {value}' : names.map((name) => `{${name}}`).join(' '))

/** The texts by key, or why the file cannot be read. */
function readTexts(path: string, name: string): ReadonlyMap<string, string | undefined> | string {
  try {
    const tree: unknown = parse(readFileSync(path, 'utf8'))
    if (tree === null) return new Map()
    return typeof tree === 'object' && !Array.isArray(tree)
      ? textsIn(tree as Parameters<typeof textsIn>[0], name)
      : 'it must hold keys and texts'
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? ''
  }
}
