/** 说错了，是西芦花 / 我说错了，不是地，是宅基地: the right words stand behind, so nothing is asked anew. */
import { fold } from '../town/meaning/text.ts'
import { clearItem, place } from './clearly.ts'
import type { Flow, Step } from './flow.ts'
import type { Story } from './questions.ts'
import { textOf } from './questions.ts'
import { rightWords, wrongWords } from './right-words.ts'
import { addToStory, calledIn, type Stage, tell } from './stage.ts'
import type { Json } from './talk.ts'
import { named } from './topics.ts'
import { walk } from './walk.ts'

/** What a question makes of the words behind the slip. */
export function rightAnswer({ heard, about }: Stage, flow: Flow, step: Step | undefined): Json | undefined {
  const text = rightWords(heard.text)
  if (step?.do !== 'ask' || text === '') return undefined
  const reading = step.question.read({ ...heard, text }, about, undefined, calledIn(about, flow, step.key))
  return reading.is === 'answer' && reading.value !== '' ? reading.value : undefined
}

/**
 * Takes what stands behind 说错了: for the item it clearly is, for what happened where its wrong word stands there, else for the question before.
 * @returns false where nothing stands there that can be taken
 */
export function mendSlip(stage: Stage, flow: Flow, before: Step | undefined): boolean {
  const { heard, talk } = stage
  const clear = clearItem(stage, flow)
  if (clear !== undefined) {
    place(stage, flow, clear)
    return true
  }
  const wrong = wrongWords(heard.text)
  const ofStory = wrong !== undefined && fold(textOf(talk?.answers[flow.storyKey] as Story | undefined)).includes(fold(wrong))
  const key = named(fold(heard.text), flow)
  for (const step of ofStory ? [] : [flow.steps.find((s) => s.key === key), before]) {
    const right = rightAnswer(stage, flow, step)
    if (right === undefined || step === undefined) continue
    place(stage, flow, { key: step.key, value: right })
    return true
  }
  if (!ofStory && wrong === undefined) return false
  addToStory(stage, flow)
  tell(stage, 'common.noted.words')
  walk(stage, flow)
  return true
}
