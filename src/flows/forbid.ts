/** The person takes back what they allowed, or forbids it before it was asked: marked in the talk and in every open case of theirs, at once. */
import { isOver } from '../town/case.ts'
import { type Forbidden, readForbidden } from '../town/meaning/forbidden.ts'
import { countSigns, fold } from '../town/meaning/text.ts'
import type { Flow } from './flow.ts'
import { addToStory, change, type Stage, tell } from './stage.ts'
import { walk } from './walk.ts'

/** Marks what this message forbids. @returns what it was; empty also where there is nothing yet that it could be said of */
export function markForbidden(stage: Stage, flow: Flow | undefined): readonly Forbidden[] {
  const { talk, about, heard } = stage
  const open = about.cases.filter((c) => !isOver(c)).map((c) => c.no)
  if (talk === null && open.length === 0) return []
  const keys = readForbidden(heard.text)
  const cases = new Set([...(talk?.no === undefined ? [] : [talk.no]), ...open])
  for (const key of keys) {
    const asked = flow?.steps.some((step) => step.do === 'ask' && step.key === key)
    if (asked === true) change(stage, { answers: { ...stage.talk?.answers, [key]: 'no' } })
    for (const no of cases) stage.acts.push({ do: 'forbid', no, key })
  }
  return keys
}

/** Says that it is heard, and goes on with what is open. */
export function answerForbidden(stage: Stage, flow: Flow | undefined, keys: readonly Forbidden[]): void {
  // A long sentence holds more than the wish.
  if (flow !== undefined && countSigns(fold(stage.heard.text)) > 16) addToStory(stage, flow)
  for (const key of keys) tell(stage, `common.forbidden.${key}`)
  if (flow !== undefined && stage.talk !== null) walk(stage, flow)
}
