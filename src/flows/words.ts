/** The words of the bot: read once from the YAML beside each flow, filled in by key. A " / " in a text begins a new message. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Lang } from '../town/town.ts'
import { messagesIn } from './wording.ts'

export type Values = Readonly<Record<string, string | number | undefined>>

export interface Words {
  readonly lang: Lang
  /** The text under this key as one or several messages; {names} filled in. @throws when the key or a value is missing: a defect, caught by the words test. */
  say(key: string, values?: Values): readonly string[]
  /** The same as one text. */
  one(key: string, values?: Values): string
  has(key: string): boolean
  keys(): readonly string[]
  raw(key: string): string
}

/** What a YAML file of words may hold. */
type Tree = { readonly [key: string]: unknown }

/**
 * Reads all `<name>.<lang>.yaml` of the given folders; a later folder (a town's data/words) overrides an earlier one.
 * @param lang language of the texts
 * @param folders absolute paths; a folder that does not exist is left out
 */
export function readWords(lang: Lang, folders: readonly string[]): Words {
  const texts = new Map<string, string>()
  for (const folder of folders) {
    for (const file of filesIn(folder)) {
      const [name, ending] = [file.slice(0, file.indexOf('.')), `.${lang}.yaml`]
      if (file !== `${name}${ending}`) continue
      const tree = (parse(readFileSync(`${folder}/${file}`, 'utf8')) ?? {}) as Tree
      for (const [key, text] of textsIn(tree, name)) if (text !== undefined) texts.set(key, text)
    }
  }
  return wordsOf(lang, texts)
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The texts of a file by their whole key; undefined under a key: a list, a yes or nothing, which is no text. */
export function textsIn(tree: Tree, path: string): ReadonlyMap<string, string | undefined> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): (readonly [string, string | undefined])[] => {
      if (typeof value === 'string' || typeof value === 'number') return [[`${path}.${key}`, String(value)]]
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[`${path}.${key}`, undefined]]
      return [...textsIn(value as Tree, `${path}.${key}`)]
    }),
  )
}

/** Words over a plain map of texts. */
export function wordsOf(lang: Lang, texts: ReadonlyMap<string, string>): Words {
  const raw = (key: string): string => {
    const text = texts.get(key)
    if (text === undefined) throw new Error(`no words for ${key} in ${lang}`)
    return text
  }
  const filled = (text: string, key: string, values: Values): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`words ${key} in ${lang} want {${name}}`)
      return String(value)
    })
  return {
    lang,
    raw,
    one: (key, values = {}) => filled(raw(key), key, values),
    // Parted before it is filled: what somebody said is never cut by a stroke of theirs.
    say: (key, values = {}) => messagesIn(raw(key)).map((text) => filled(text, key, values)),
    has: (key) => texts.has(key),
    keys: () => [...texts.keys()],
  }
}
