/** The turn in the making: what is said, what follows, and the talk as it changes. Lives for one message only. */

import { guessKind } from '../town/kinds.ts'
import { countSigns, firstWords } from '../town/meaning/text.ts'
import type { Flow, Question } from './flow.ts'
import { carryOver } from './flow.ts'
import { pieceOf, type Story, textOf, typedPieces } from './questions.ts'
import type { About, Act, Answers, Beside, Heard, Json, Say, Table, Talk, Turn } from './talk.ts'
import type { Values } from './words.ts'

export interface Stage {
  readonly heard: Heard
  readonly about: About
  talk: Talk | null
  readonly acts: Act[]
  readonly said: Say[]
}

export const setStage = (talk: Talk | null, heard: Heard, about: About): Stage => ({ heard, about, talk, acts: [], said: [] })

export const turnOf = (stage: Stage): Turn => ({ talk: stage.talk, say: stage.said, acts: stage.acts })

/** Says the words under a key, as one or several messages. */
export function tell(stage: Stage, key: string, values: Values = {}, more: Omit<Say, 'text' | 'choices'> = {}): void {
  const lines = stage.about.words.say(key, { ...townValues(stage.about), ...values })
  // A receipt's number belongs to its first line only.
  lines.forEach((text, i) => {
    stage.said.push(i === 0 ? { text, ...more } : { text, ...(more.urgent === true ? { urgent: true } : {}) })
  })
}

/** Says what was understood, where no read-back will: 村记成西芦花了。 An item without such words is passed over. */
export function tellNoted(stage: Stage, key: string, value: Json): void {
  const place = (value as { village?: string } | null)?.village
  const said = typeof value !== 'string' ? place : key === 'phone' ? value.slice(-4) : value
  if (said !== undefined && stage.about.words.has(`common.noted.${key}`)) tell(stage, `common.noted.${key}`, { value: said })
}

/** What every text may use: {town} {phone} {name} (the duty's) {police}. */
export const townValues = (about: About): Values => ({
  town: about.town.name,
  phone: about.duty?.phone ?? about.town.phones.duty,
  name: about.duty?.name ?? about.words.one('common.theDuty'),
})

/** Begins a talk of this flow. */
export function beginTalk(stage: Stage, flow: Flow, answers: Answers = {}, no?: string): Talk {
  const talk: Talk = {
    flow: flow.name,
    version: flow.version,
    begun: stage.heard.id,
    answers,
    told: [],
    ...(no === undefined ? {} : { no }),
  }
  stage.talk = talk
  return talk
}

export const change = (stage: Stage, changes: Partial<Talk>): void => {
  if (stage.talk !== null) stage.talk = { ...stage.talk, ...changes }
}

/** Removes what lies on the table: nothing is asked any more. */
export function clearTable(stage: Stage): void {
  if (stage.talk === null) return
  const { table: _, ...rest } = stage.talk
  stage.talk = rest
}

/** Keeps an answer; once the talk has a case the answer goes to the case too. */
export function give(stage: Stage, key: string, value: Json): void {
  const talk = stage.talk
  if (talk === null) return
  stage.talk = { ...talk, answers: { ...talk.answers, [key]: value } }
  if (talk.no !== undefined && key !== 'readBack') stage.acts.push({ do: 'answer', no: talk.no, key, value })
}

/** Takes answers back so that they are asked again. */
export function takeBack(stage: Stage, keys: readonly string[]): void {
  const talk = stage.talk
  if (talk === null) return
  const anew = keys.map((key) => `anew-${key}`).filter((key) => key !== 'anew-readBack' && !talk.told.includes(key))
  change(stage, {
    answers: Object.fromEntries(Object.entries(talk.answers).filter(([key]) => !keys.includes(key))),
    told: [...talk.told, ...anew],
    ...(keys.includes('what') && 'what' in talk.answers ? { earlier: talk.answers['what'] as Json } : {}),
  })
}

/** Words and files that answer no question join what happened. */
export function addToStory(stage: Stage, flow: Flow): void {
  const talk = stage.talk
  if (talk === null) return
  if (talk.no !== undefined) {
    stage.acts.push({
      do: 'more',
      no: talk.no,
      text: stage.heard.text,
      files: stage.heard.files,
      ...(stage.heard.edit === true ? { edit: true } : {}),
    })
    return
  }
  const before = talk.answers[flow.storyKey] as Story | undefined
  change(stage, { answers: { ...talk.answers, [flow.storyKey]: { pieces: [...(before?.pieces ?? []), ...pieceOf(stage.heard)] } } })
}

/** The case of this talk, begun now if there is none; all that has been answered goes along. */
export function caseOfTalk(stage: Stage, why: Extract<Act, { do: 'begin-case' }>['why']): string {
  const talk = stage.talk
  if (talk === null) throw new Error('a case needs a talk')
  if (talk.no !== undefined) return talk.no
  const no = stage.about.number
  stage.acts.push({ do: 'begin-case', no, why }, ...answersSoFar(talk).map(([key, value]) => ({ do: 'answer', no, key, value }) as const))
  stage.talk = { ...talk, no }
  return no
}

/** What a case knows when it begins: all that was answered, and the kind as guessed from the words. */
export function answersSoFar(talk: Talk): readonly (readonly [key: string, value: Json])[] {
  const answers: Answers = talk.earlier === undefined ? talk.answers : { what: talk.earlier, ...talk.answers }
  const guess = guessKind(textOf(answers['what'] as Story | undefined)).best
  const given = Object.entries(answers).filter(([key]) => key !== 'readBack')
  return guess === undefined ? given : [...given, ['guess', guess]]
}

export interface Asking {
  readonly key: string
  /** Key of the text. */
  readonly words: string
  readonly question?: Question<Json>
  /** Values on offer, where they are fewer than the question's own. */
  readonly offered?: readonly Json[]
  readonly values?: Values
  readonly misses?: number
}

/** Asks a question: says its words with its choices and lays it on the table. */
export function ask(stage: Stage, asking: Asking): void {
  const talk = stage.talk
  if (talk === null) return
  const { about, heard } = stage
  const before = talk.table
  const offered = asking.offered ?? asking.question?.choices?.(talk.answers, about)
  const nonce = `${talk.begun}.${stage.said.length}.${heard.id}`
  const called = (value: Json): string =>
    asking.question?.label?.(value, about) ??
    about.words.one(`${choicesKey(about, asking.words)}.choices.${String(value)}`, townValues(about))
  tell(stage, asking.words, { ...asking.question?.values?.(talk.answers, about), ...asking.values })
  const last = stage.said.length - 1
  const beside = besideOf(asking.question, talk, offered?.length ?? 0)
  const choices = [
    ...(offered ?? []).map((value, i) => ({ label: called(value), press: `${nonce}:${i + 1}` })),
    ...beside.map((what) => ({ label: about.words.one(`common.${what}`), press: `${nonce}:${what}` })),
  ]
  stage.said[last] = { ...(stage.said[last] as Say), ...(choices.length === 0 ? {} : { choices }) }
  const table: Table = {
    key: asking.key,
    nonce,
    once: `${heard.id}:${last}`,
    misses: asking.misses ?? (before?.key === asking.key ? before.misses : 0),
    ...(offered === undefined ? {} : { offered }),
    ...(beside.length === 0 ? {} : { beside }),
    ...(before?.last === undefined ? {} : { last: before.last }),
  }
  stage.talk = { ...talk, table }
}

/** At most five choices a question (domain §9). */
const mostChoices = 5

function besideOf(question: Question<Json> | undefined, talk: Talk, values: number): readonly Beside[] {
  if (question?.skippable !== true) return []
  const both: readonly Beside[] = talk.told.includes('registered') ? ['skip', 'enough'] : ['skip']
  return both.slice(0, Math.max(0, mostChoices - values))
}

/** How the choices of a question are called in the words; a value that has no name there is called as it is. */
export const calledIn =
  ({ words }: Pick<About, 'words'>, { name }: Flow, key: string) =>
  (value: Json): string => {
    const path = `${name}.${key}.choices.${String(value)}`
    return words.has(path) ? words.one(path) : String(value)
  }

/** `report-dispute.danger.again` and `.ask` share the names of their choices under `report-dispute.danger`. */
const choicesKey = (about: About, words: string): string =>
  about.words.has(`${words}.choices`) ? words : words.slice(0, words.lastIndexOf('.'))

/** A talk as this build walks it: renamed answers carried over. */
export const current = (flow: Flow, talk: Talk): Talk => ({ ...talk, answers: carryOver(flow, talk.answers) })

/** The first words of what happened, for the read-back, without who says it: sixteen signs, in letters as much as a sentence. */
export function begins(answers: Answers): string {
  const pieces = typedPieces(answers['what'] as Story | undefined)
  const enough = pieces.findIndex((_, i) => countSigns(pieces.slice(0, i + 1).join('')) >= 6)
  const said = pieces
    .slice(0, enough < 0 ? pieces.length : enough + 1)
    .join(' ')
    .trim()
  const text = said.replace(/^(?:你好|您好)?[，,]?(?:我|俺|咱)(?:叫|姓|是)[^，。,\s]{1,12}[，。,\s]+(?=\p{L}{2})/u, '')
  return firstWords(text, /\p{Script=Han}/u.test(text) ? 16 : 60)
}
