/** The kinds of question a flow can ask; each reads forgivingly and says what it could not read. */

import type { FileKind } from '../town/case.ts'
import { isCourtesy } from '../town/meaning/courtesy.ts'
import { isGreeting } from '../town/meaning/greeting.ts'
import { readName } from '../town/meaning/name.ts'
import { readSafe } from '../town/meaning/not-free.ts'
import { readNumber } from '../town/meaning/number.ts'
import { readPhone } from '../town/meaning/phone.ts'
import { bare, countSigns, fitsIn, fold } from '../town/meaning/text.ts'
import { readHurt, readYesNo } from '../town/meaning/yes-no.ts'
import { findVillage } from '../town/villages.ts'
import type { Question, Reading } from './flow.ts'
import { rightWords } from './right-words.ts'
import type { About, Answers, Heard, Json } from './talk.ts'

/** What happened, in pieces: typed words and files in the order they came. */
export interface Story {
  readonly pieces: readonly Piece[]
  readonly [key: string]: Json
}
export type Piece =
  /** `edit`: an edited message, kept beside the old words. */
  { readonly text: string; readonly edit?: true } | { readonly file: string; readonly kind: FileKind; readonly seconds?: number }

/** Longer than this it is no answer to a yes or no, but a part of what happened. */
const longForAnAnswer = 10

export const pieceOf = (heard: Pick<Heard, 'text' | 'files' | 'edit'>): readonly Piece[] => [
  ...(heard.text.trim() === '' ? [] : [{ text: heard.text, ...(heard.edit === true ? { edit: true as const } : {}) }]),
  ...heard.files.map((f) => ({ file: f.id, kind: f.kind, ...(f.seconds === undefined ? {} : { seconds: f.seconds }) })),
]

export const typedPieces = (story: Story | null | undefined): readonly string[] =>
  (story?.pieces ?? []).flatMap((p) => ('text' in p ? [p.text] : []))

/** All that was typed, as one text. */
export const textOf = (story: Story | null | undefined): string => typedPieces(story).join(' ').trim()

export const onlyVoice = (story: Story | null | undefined): boolean => story != null && textOf(story) === ''

/** Nothing was typed, or since then they only speak: two voice messages in a row. */
export const speaks = (story: Story | null | undefined): boolean => {
  if (onlyVoice(story)) return true
  const [last, before] = [...(story?.pieces ?? [])].filter((p) => 'text' in p || p.kind === 'voice').reverse()
  return last !== undefined && before !== undefined && 'file' in last && 'file' in before
}

/** A number or a sign alone tells nothing of what happened. */
export const saysNothing = ({ text, files }: Pick<Heard, 'text' | 'files'>): boolean =>
  files.length === 0 && fitsIn(text, 3) && !/\p{L}/u.test(text)

/** Asked what happened, 你好, 嗯 and 对 are heard, and it is asked once more. */
export const notYet = ({ text, files }: Pick<Heard, 'text' | 'files'>): boolean =>
  files.length === 0 && (isGreeting(text) || isCourtesy(text) || (fitsIn(text, 2) && readYesNo(text) !== undefined))

/** Free words, voice or photos, in any number of pieces. */
export const story = (): Question<Story> => ({
  skippable: false,
  takesFiles: true,
  read: (heard) => {
    const pieces = pieceOf(heard)
    return pieces.length === 0 || saysNothing(heard) ? { is: 'miss' } : { is: 'answer', value: { pieces } }
  },
  giveUp: (heard) => ({ pieces: pieceOf(heard) }),
})

const miss = (heard: Heard): Reading<never> => (countSigns(fold(heard.text)) > longForAnAnswer ? { is: 'story' } : { is: 'miss' })

/** So few signs are not yet told what happened (俺家). */
const barely = 5
const unknown = /不知|不清楚|不晓得|不一定|没看|说不|[吗么啥谁?？]$/u

/** Behind 俺家 comes 门口: a story is told in pieces. @param before what was typed of it so far */
export const goesOnTelling = (before: string, { text }: Heard): boolean =>
  fitsIn(before, barely) && /^\p{Script=Han}{2,}$/u.test(bare(text).replace(/ /g, '')) && !unknown.test(fold(text))

/** Asked about danger people go on with the story, in pieces. */
const tellsOn = (text: string): boolean =>
  /(?:\p{Script=Han}\P{Script=Han}*){5}/u.test(text) && !/不知|不清楚|不晓得|不一定|没看|说不|[吗么?？]$/u.test(text)

/**
 * Yes or no, as 1 or 2 or in words. `hurt`: asked is whether anybody is hurt, where 没事 means no and 嗯 says nothing.
 * `own`: what people say to just this question, read first.
 */
export const yesNo = (
  how: { readonly hurt?: boolean; readonly skippable?: boolean; readonly own?: (text: string) => 'yes' | 'no' | undefined } = {},
): Question<'yes' | 'no'> => ({
  choices: () => ['yes', 'no'],
  skippable: how.skippable ?? false,
  takesFiles: false,
  read: (heard) => {
    const number = readNumber(heard.text, 2)
    if (number !== undefined) return { is: 'answer', value: number === 1 ? 'yes' : 'no' }
    // 对了，还有… begins another thought: it is no yes.
    if (/^[对好行]了\P{P}{2}/u.test(fold(heard.text))) return { is: 'story' }
    const value = how.hurt === true ? readHurt(heard.text) : (how.own?.(heard.text) ?? readYesNo(heard.text))
    return value === undefined ? (how.hurt === true && tellsOn(heard.text) ? { is: 'story' } : miss(heard)) : { is: 'answer', value }
  },
  giveUp: () => null,
})

/** Whether the person is free to speak, as 1 or 2 or however they say it. */
export const safeToTalk = (): Question<'yes' | 'no'> => ({
  choices: () => ['yes', 'no'],
  skippable: true,
  takesFiles: false,
  read: (heard) => {
    const number = readNumber(heard.text, 2)
    const value = number === undefined ? readSafe(heard.text) : number === 1 ? 'yes' : 'no'
    return value === undefined ? miss(heard) : { is: 'answer', value }
  },
  giveUp: () => null,
})

/** One of a few. The words name each under `<key>.choices.<value>`; a label inside a sentence counts too, then what people say to just this question. */
export const choice = (
  values: readonly string[] | ((answers: Answers, about: About) => readonly string[]),
  label?: Question<string>['label'],
  own?: (text: string, options: readonly string[]) => string | undefined,
): Question<string> => ({
  choices: typeof values === 'function' ? values : () => values,
  skippable: true,
  takesFiles: false,
  ...(label === undefined ? {} : { label }),
  read: (heard, about, offered, inWords) => {
    const options = (offered ?? (typeof values === 'function' ? [] : values)) as readonly string[]
    const number = readNumber(heard.text, options.length)
    if (number !== undefined) return { is: 'answer', value: options[number - 1] as string }
    const text = fold(heard.text)
    const called = (o: string): string => fold(label?.(o, about) ?? inWords(o))
    // 不方便 holds 方便: the longest name that was said is meant.
    const named = options
      .filter((o) => text !== '' && (text === called(o) || text === fold(o) || (called(o).length > 1 && text.includes(called(o)))))
      .sort((a, b) => called(b).length - called(a).length)
    const [best, next] = named
    const one = best !== undefined && (next === undefined || called(best).includes(called(next)))
    const value = one ? best : own?.(heard.text, options)
    return value === undefined ? miss(heard) : { is: 'answer', value }
  },
  giveUp: () => null,
})

/** Where it is: a village of the town, or the words as they were said where none fits (then a human asks). */
export type Place = { readonly village: string } | { readonly said: string }

export const village = (): Question<Place> => ({
  skippable: true,
  takesFiles: true,
  label: (value) => ('village' in value ? value.village : value.said),
  read: (heard, about, offered) => {
    const narrowed = (offered ?? []) as readonly Place[]
    const number = narrowed.length === 0 ? undefined : readNumber(heard.text, narrowed.length)
    if (number !== undefined) return { is: 'answer', value: narrowed[number - 1] as Place }
    if (heard.text === '' && heard.files.length > 0) return { is: 'answer', value: { said: '' } }
    const found = findVillage(heard.text, about.town)
    if (found.is === 'one') return { is: 'answer', value: { village: found.village } }
    // 杨柳湾，不对，是柳树湾
    const later = findVillage(heard.text.split(/不对|错了|不是/u).at(-1) ?? '', about.town)
    if (found.is === 'two' && later.is === 'one') return { is: 'answer', value: { village: later.village } }
    // The near name was offered and not taken: it is another place.
    const near = found.is === 'near' && narrowed.length === 0 ? found.villages : []
    if (near.length > 0) return { is: 'between', values: near.map((v) => ({ village: v })) }
    if (narrowed.length === 1 && readYesNo(heard.text) === 'yes') return { is: 'answer', value: narrowed[0] as Place }
    if (found.is === 'two') return { is: 'between', values: found.villages.map((v) => ({ village: v })) }
    return miss(heard)
  },
  giveUp: (heard) => ({ said: /\p{L}{2}/u.test(heard.text) ? heard.text : '' }),
})

/** A name as the person likes it (王大爷 is enough). A voice message is kept as one. */
export const nameAsTheyLike = (): Question<string> => ({
  skippable: true,
  takesFiles: true,
  read: (heard) => {
    const name = readName(heard.text) ?? readName(rightWords(heard.text))
    if (name === 'skip') return { is: 'answer', value: '' }
    if (name !== undefined) return { is: 'answer', value: name }
    return heard.text === '' && heard.files.length > 0 ? { is: 'answer', value: '' } : miss(heard)
  },
  giveUp: () => '',
})

/** A phone number, as digits with dashes; may be left out. */
export const phone = (): Question<string> => ({
  skippable: true,
  takesFiles: true,
  read: (heard) => {
    const number = readPhone(heard.text)
    if (number === 'skip') return { is: 'answer', value: '' }
    if (number !== undefined) return { is: 'answer', value: number }
    return heard.text === '' && heard.files.length > 0 ? { is: 'answer', value: '' } : miss(heard)
  },
  giveUp: () => '',
})

/** Any words or a voice message; what is said is kept as it is. */
export const freeWords = (): Question<Story> => ({
  ...story(),
  skippable: true,
  read: (heard) => {
    const pieces = pieceOf(heard)
    return pieces.length === 0 ? { is: 'miss' } : { is: 'answer', value: { pieces } }
  },
})

/** 「对不对？1对 2改」 */
export const readBack = (values: NonNullable<Question<'right'>['values']>): Question<'right' | 'wrong'> => ({
  choices: () => ['right', 'wrong'],
  skippable: false,
  takesFiles: false,
  values,
  read: (heard) => {
    const number = readNumber(heard.text, 2)
    // 「1改」 names an item to change.
    const yes = number === undefined ? readYesNo(heard.text) : number === 1 && !/改|错|不/u.test(heard.text) ? 'yes' : 'no'
    return yes === undefined ? miss(heard) : { is: 'answer', value: yes === 'yes' ? 'right' : 'wrong' }
  },
  giveUp: () => 'right',
})
