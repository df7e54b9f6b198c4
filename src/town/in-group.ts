/** Whether a message in a group is meant for the bot; everything else in a group is dropped unread. */
import { fold, longestFirst } from './meaning/text.ts'
import { readFacts } from './yaml.ts'

interface Beginnings {
  readonly wishes: readonly string[]
  readonly words: readonly string[]
  readonly afterName: readonly string[]
  readonly staff: readonly string[]
}

const begin = readFacts<Beginnings>(new URL('./in-group.yaml', import.meta.url))

/** Ends a word: the text is over, or a blank or a sign follows. */
const apart = /^($|[\s\p{P}\p{S}])/u
/** What WeChat puts behind the name of somebody called with @. */
const mentionEnd = '\u2005'

export interface Addressed {
  readonly is: boolean
  /** What was said: without the name where the bot was called by name, else all of it. Trimmed, otherwise as typed. */
  readonly rest: string
  /** Called by 'name', with a 'wish' (我要反映 …), or with a word of the 'staff' (认领 …), which means nothing in a village's group. */
  readonly by?: 'name' | 'wish' | 'staff'
}

const no: Addressed = { is: false, rest: '' }

/**
 * @param text      the message as typed; only its beginning is looked at
 * @param botNames  what the bot is called in this group, without @ (村口, cunkou_bot)
 */
export function addressed(text: string, botNames: readonly string[]): Addressed {
  const said = text.trim().replace(/^＠/, '@')
  const start = said.slice(0, 80)
  const name = longestFirst(botNames).find((n) => n !== '' && sameStart(start.replace(/^@\s*/, ''), n))
  if (name !== undefined) {
    const called = start.startsWith('@')
    const rest = said.replace(/^@\s*/, '').slice(name.length)
    if (called ? isWholeMention(rest) : apart.test(rest) || startsWithAny(rest, begin.afterName))
      return { is: true, by: 'name', rest: rest.replace(/^[\s\p{P}]+/u, '') }
  }
  if (start.startsWith('@')) return no
  const line = fold(start).replace(/^[\s\p{P}]+/u, '')
  if (startsWithAny(line, begin.wishes) || begin.words.some((w) => line.startsWith(w) && apart.test(line.slice(w.length))))
    return { is: true, by: 'wish', rest: said }
  const order = longestFirst(begin.staff).find((w) => line.startsWith(w) && /^[\s\p{P}]*($|\d)/u.test(line.slice(w.length)))
  if (order !== undefined) return { is: true, by: 'staff', rest: said }
  return no
}

const sameStart = (text: string, name: string): boolean => text.slice(0, name.length).toLowerCase() === name.toLowerCase()
const startsWithAny = (text: string, all: readonly string[]): boolean => all.some((a) => fold(text).startsWith(a))

/** Not the beginning of a longer name: 「@村口王二 你好」 calls somebody else. */
function isWholeMention(rest: string): boolean {
  if (apart.test(rest)) return true
  const end = rest.slice(0, 24).indexOf(mentionEnd)
  return end < 0 && /^\p{Script=Han}/u.test(rest)
}
