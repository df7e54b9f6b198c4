/** The bot's own words, as main reads them. */
import { fileURLToPath } from 'node:url'
import { readWords, type Words } from '../../src/flows/words.ts'
import type { Lang } from '../../src/town/town.ts'

const src = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))
export const wordFolders = [src('flows'), src('bot'), src('bot/staff'), src('reminders')]
export const words = (lang: Lang = 'zh-CN'): Words => readWords(lang, wordFolders)
