/** The manners of a text (face.md §3): how long it may be, which signs it has, what is filled in. */
import { countSigns } from '../town/meaning/text.ts'
import type { Lang } from '../town/town.ts'

/**
 * The most signs of a message. Chinese: face.md §3. English says the same in more letters, and must still fit into one text message, which
 * holds 70 Chinese signs or 160 Latin letters.
 */
const most: Readonly<Record<Lang, number>> = { 'zh-CN': 60, en: 160 }

/** The names in {braces}, each once, sorted. */
export const valuesIn = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? ''))].sort()

/** A " / " begins a new message. */
export const messagesIn = (text: string): readonly string[] => text.split(/\s+\/\s+/)

const lengthOf = (message: string): number => countSigns(message.replace(/\{\w+\}/g, '清河湾镇'))

const isHalfWidth = (text: string): boolean => /[\u4e00-\u9fff][,.?!:;]|[,?!;:](?=[\u4e00-\u9fff])/.test(text.replace(/\{\w+\}/g, '0'))

/** What is wrong with a text as a person would read it. @returns one sentence each */
export function unmannered(lang: Lang, text: string): readonly string[] {
  const long = messagesIn(text).filter((message) => lengthOf(message) > most[lang])
  return [
    ...(text.trim() === '' ? ['it is empty'] : []),
    ...long.map((message) => `a message has ${lengthOf(message)} signs, ${most[lang]} are the most; " / " begins a new one: ${message}`),
    ...(lang === 'zh-CN' && isHalfWidth(text) ? ['its signs are half-width: write ，。？！：；'] : []),
  ]
}
