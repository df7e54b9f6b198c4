/** Sees that a message is made of small words only: thanks and yes-yes, or a greeting before the story. */
import { readFacts } from '../yaml.ts'
import { bare, fitsIn } from './text.ts'

interface SmallWords {
  readonly skip: Readonly<Record<'any' | 'phone' | 'name', readonly string[]>>
  readonly courtesy: readonly string[]
  readonly greeting: readonly string[]
}

/** The words of words.yaml. */
export const smallWords = readFacts<SmallWords>(new URL('./words.yaml', import.meta.url))

/** What may hang on to the end of anything said, and carries nothing. */
const tail = /[吧呀啊哈嘛啦喽哦噢哎呗咯哟哇呢嗷滴哒咧嘞哩儿~]+$/u
const tight = (text: string): string => bare(text).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
const bareSet = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((w) => [tight(w), tight(w).replace(tail, '')]).filter((w) => w !== ''))

/**
 * Makes a reader that knows when a text is nothing but some of these words, one after another.
 * @param words  as in words.yaml
 * @param max    most signs of a text that is looked at
 */
export function madeOf(words: readonly string[], max: number): (text: string) => boolean {
  const known = bareSet(words)
  const longest = Math.max(...[...known].map((w) => w.length))
  const allKnown = (part: string): boolean => {
    // reached[i]: the first i letters can be taken apart into known words.
    const reached = [true]
    for (let end = 1; end <= part.length; end++)
      for (let start = Math.max(0, end - longest); start < end && reached[end] !== true; start++)
        if (reached[start] === true) {
          const word = part.slice(start, end)
          reached[end] = known.has(word) || (start > 0 && word.replace(tail, '') === '')
        }
    return reached[part.length] === true
  }
  return (text) => {
    if (!fitsIn(text, max)) return false
    const said = tight(text)
    if (said === '') return false
    if (/\p{Script=Latin}/u.test(said)) return known.has(said) || said.split(' ').every((w) => known.has(w)) || latinApart(said, known)
    return said.split(' ').every(allKnown)
  }
}

/** Latin words are only whole: 'ok thank you' is ok + thank you, 'okra' is nothing. */
function latinApart(said: string, known: ReadonlySet<string>): boolean {
  const words = said.split(/ |(?<=\p{Script=Han})(?=\p{Script=Latin})|(?<=\p{Script=Latin})(?=\p{Script=Han})/u)
  const reached = [true]
  for (let end = 1; end <= words.length; end++)
    for (let start = 0; start < end; start++)
      if (reached[start] === true && known.has(words.slice(start, end).join(' '))) reached[end] = true
  return reached[words.length] === true
}

/** What people put around a refusal: 我…, …吧, 先…. */
const aside = /^(?:我|俺|咱|那|就|先|还是|这个|这|请|对不起|不好意思|抱歉|sorry )+/u

/** 「不说行不行」 is a refusal too. */
const asking = /(?:行不行|行不|行吗|中不中|中不|可以不|可以吗|可不可以|好不好|好吗|成不成|成吗)$/u
/** 「电话就不留了」「先不写名字」 */
const refusal =
  /^(?:电话|手机号?|号码?|名字|姓名|名)?(?:就|先|还是|也|我|俺)*(?:不|别|不用|不要|不必)(?:太)?(?:想|愿意?|方便|便|好|用|要)?(?:留|说|给|写|填|透露|告诉|报|提供)(?:你们?|您|出来)?(?:了|名|姓名|名字|电话|手机|手机号|号|号码)?$/u

/**
 * Makes a reader that knows a refusal: the words for any question and those for this one.
 * @param own  words of this question
 */
export function saysSkip(own: readonly string[]): (text: string) => boolean {
  const known = bareSet([...smallWords.skip.any, ...own])
  return (text) => {
    if (!fitsIn(text, 40)) return false
    const parts = bare(text).split(' ')
    const whole = tight(text)
    const says = (said: string): boolean => {
      const plain = said.replace(asking, '')
      return [said, plain, plain.replace(tail, ''), plain.replace(aside, ''), plain.replace(aside, '').replace(tail, '')].some(
        (s) => known.has(s) || refusal.test(s),
      )
    }
    return says(whole) || (/\p{Script=Han}/u.test(whole) && says(parts[0] ?? '') && fitsIn(whole, 14))
  }
}
