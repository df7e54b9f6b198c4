/** The question at the end of a case (W13): its buttons work also where it came in the middle of another talk. */
import { howItWent } from './how-it-went.ts'
import { beginTalk, give, type Stage, tell } from './stage.ts'
import type { Json } from './talk.ts'
import { walk } from './walk.ts'

/** @param cause id of the message that closed the case */
export const closingNonce = (no: string, cause: string): string => `closed:${no}:${cause}`

const [settled] = howItWent.steps
/** What can be answered, in the order of the numbers. */
export const closingChoices: readonly Json[] = settled?.do === 'ask' ? (settled.question.choices?.({}, undefined as never) ?? []) : []

/** Takes a press of it that is not on the table. @returns false when it is none, or the case was answered for */
export function pressedClosing(stage: Stage, nonce: string, number: number): boolean {
  const no = /^closed:(\d+):/.exec(nonce)?.[1]
  const one = stage.about.cases.find((c) => c.no === no)
  const value = closingChoices[number - 1]
  if (one?.state !== 'closed' || one.answers['settled'] !== undefined || value === undefined) return false
  if (stage.talk === null) {
    beginTalk(stage, howItWent, {}, one.no)
    give(stage, 'settled', value)
    walk(stage, howItWent)
    return true
  }
  stage.acts.push({ do: 'answer', no: one.no, key: 'settled', value })
  tell(stage, 'how-it-went.end')
  return true
}
