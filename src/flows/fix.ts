/** Correcting: 修改第3项, 改电话, 电话错了，是199…; also when the questions are over. */
import type { Case } from '../town/case.ts'
import type { Command } from '../town/meaning/command.ts'
import { fold } from '../town/meaning/text.ts'
import { askAside, correct } from './asides.ts'
import { clearItem, place } from './clearly.ts'
import { finish } from './finish.ts'
import type { Flow } from './flow.ts'
import { casesToAddTo, moreWords } from './more-words.ts'
import { correctable } from './read-back.ts'
import { reportDispute } from './report-dispute.ts'
import { rightWords } from './right-words.ts'
import { mendSlip, rightAnswer } from './slip.ts'
import { beginTalk, change, give, type Stage } from './stage.ts'
import type { Answers } from './talk.ts'
import { calls, named } from './topics.ts'

/** Asks an item anew, by its number or its name; where the right value stands beside, it is taken at once. */
export function fix(stage: Stage, flow: Flow, command: Command): boolean {
  if (flow === moreWords) return fixBesideHeld(stage, command)
  const key = keyOf(stage, flow, command)
  const right = rightValue(stage, flow, key ?? named(fold(stage.heard.text), flow), command)
  if (right !== undefined) place(stage, flow, right)
  else if (key === undefined) askAside(stage, 'fix?', flow)
  else correct(stage, flow, key)
  return true
}

/** 修改 while words wait for where they belong: they go to the case that is corrected. @returns false where it is no correction of it */
function fixBesideHeld(stage: Stage, command: Command): boolean {
  give(stage, 'where', casesToAddTo(stage.about)[0] ?? null)
  finish(stage, moreWords)
  return takeUpAgain(stage, command)
}

function keyOf(stage: Stage, flow: Flow, { item }: Command): string | undefined {
  const keys = correctable(flow, stage.talk?.answers ?? {})
  const said = fold(stage.heard.text)
  return item === undefined ? keys.find((key) => calls(key, said)) : keys[item - 1]
}

/** 电话错了，是199…: what it should be. A village said for 第1项 is asked about, as any other words for it. */
function rightValue(stage: Stage, flow: Flow, key: string | undefined, { alone, item }: Command) {
  if (alone) return undefined
  const clear = clearItem(stage, flow)
  if (clear !== undefined && (item === undefined || clear.key === key)) return clear
  const value = rightAnswer(
    stage,
    flow,
    flow.steps.find((s) => s.key === key),
  )
  return key === undefined || value === undefined || key === flow.storyKey ? undefined : { key, value }
}

/**
 * The questions are over, but what was registered can still be corrected; nothing else is asked anew.
 * @returns false where no case is open, or the words may as well be an addition
 */
export function takeUpAgain(stage: Stage, command: Command): boolean {
  const own = stage.about.cases.find((one) => one.no === casesToAddTo(stage.about)[0])
  if (own === undefined) return false
  reopen(stage, own)
  if (command.command === 'back' && !command.alone) {
    if (!mendSlip(stage, reportDispute, undefined)) stage.talk = null
  } else if (command.alone || rightValue(stage, reportDispute, keyOf(stage, reportDispute, command), command) !== undefined)
    fix(stage, reportDispute, command)
  else stage.talk = null
  return stage.talk !== null || stage.acts.length > 0
}

/** 俺不是柳树湾的，是西芦花的; 换号了，新号199…, when the questions are over. @returns false where the words are no such correction, or no case is open */
export function correctsCase(stage: Stage): boolean {
  const { heard, about } = stage
  const own = about.cases.find((one) => one.no === casesToAddTo(about)[0])
  const clear = heard.files.length === 0 && rightWords(heard.text) !== heard.text.trim() ? clearItem(stage, reportDispute) : undefined
  if (own === undefined || clear === undefined) return false
  reopen(stage, own)
  place(stage, reportDispute, clear)
  return true
}

function reopen(stage: Stage, own: Case): void {
  const given = own.answers as Answers
  const keys = reportDispute.steps.flatMap((step) => (step.do === 'ask' ? [step.key] : []))
  const answers = Object.fromEntries(keys.map((key) => [key, given[key] ?? null]))
  beginTalk(
    stage,
    reportDispute,
    { ...answers, readBack: 'right', ...(given['urgent'] === undefined ? {} : { urgent: given['urgent'] }) },
    own.no,
  )
  change(stage, { told: ['notice', 'registered', 'more', 'over', 'alarm-violence'] })
}
