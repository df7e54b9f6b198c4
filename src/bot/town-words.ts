/** All words of the program, and over them the town's own. */
import { fileURLToPath } from 'node:url'
import { checkOwnWords } from '../flows/own-words.ts'
import { readWords, type Words } from '../flows/words.ts'
import type { Lang } from '../town/town.ts'

/** Each room's words lie beside what says them. */
const folders = ['flows', 'bot', 'bot/staff', 'reminders', 'cli'].map((room) => fileURLToPath(new URL(`../${room}`, import.meta.url)))

const inBoth = (read: (lang: Lang) => Words): Readonly<Record<Lang, Words>> => ({ 'zh-CN': read('zh-CN'), en: read('en') })

/**
 * @param own folder of the town's own wording (data/words), which need not be there
 * @throws WordsRefused where that cannot be used
 */
export function readTownWords(own: string): Readonly<Record<Lang, Words>> {
  checkOwnWords(
    own,
    inBoth((lang) => readWords(lang, folders)),
  )
  return inBoth((lang) => readWords(lang, [...folders, own]))
}
