/** The question at the end of a case (W13): pressed or typed, it is answered also where it came in the middle of another talk. */
import { countSigns, fold } from '../town/meaning/text.ts'
import { howItWent } from './how-it-went.ts'
import { goOnWith } from './open-again.ts'
import { beginTalk, calledIn, give, type Stage, tell } from './stage.ts'
import type { Json } from './talk.ts'
import { walk } from './walk.ts'

/** @param cause id of the message that closed the case */
export const closingNonce = (no: string, cause: string): string => `closed:${no}:${cause}`

const [settled] = howItWent.steps
const question = settled?.do === 'ask' ? settled.question : undefined
/** What can be answered, in the order of the numbers. */
export const closingChoices: readonly Json[] = question?.choices?.({}, undefined as never) ?? []
/** Words that are longer belong to the talk in which they are said. */
const longest = 8

/** Takes a press of it that is not on the table. @returns false when it is none, or the case was answered for */
export const pressedClosing = (stage: Stage, nonce: string, number: number): boolean =>
  answerClosing(stage, /^closed:(\d+):/.exec(nonce)?.[1], closingChoices[number - 1])

/** Takes a typed answer to it, where it is the newest question that had reached the person (reliability §3, Order). @returns false when it is none */
export function heardClosing(stage: Stage): boolean {
  const { heard, about } = stage
  if (heard.closing === undefined || heard.press !== undefined || countSigns(fold(heard.text)) > longest) return false
  const reading = question?.read(heard, about, closingChoices, calledIn(about, howItWent, 'settled'))
  return reading?.is === 'answer' && answerClosing(stage, heard.closing, reading.value)
}

function answerClosing(stage: Stage, no: string | undefined, value: Json | undefined): boolean {
  const one = stage.about.cases.find((c) => c.no === no)
  if (one?.state !== 'closed' || one.answers['settled'] !== undefined || value === undefined) return false
  if (stage.talk === null) {
    beginTalk(stage, howItWent, {}, one.no)
    give(stage, 'settled', value)
    walk(stage, howItWent)
    return true
  }
  stage.acts.push({ do: 'answer', no: one.no, key: 'settled', value })
  if (value === 'no') goOnWith(stage, one.no)
  else tell(stage, 'how-it-went.end')
  return true
}
