/** The words of the bot: read once from the YAML beside each flow, filled in by key. A " / " in a text begins a new message. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Lang } from '../town/town.ts'

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

type Tree = { readonly [key: string]: string | number | Tree }

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
      if (file === `${name}${ending}`) flatten(parse(readFileSync(`${folder}/${file}`, 'utf8')) as Tree, name, texts)
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

function flatten(tree: Tree, path: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'object' && value !== null) flatten(value, `${path}.${key}`, into)
    else into.set(`${path}.${key}`, String(value))
  }
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
    say: (key, values = {}) =>
      raw(key)
        .split(/\s+\/\s+/)
        .map((text) => filled(text, key, values)),
    has: (key) => texts.has(key),
    keys: () => [...texts.keys()],
  }
}
