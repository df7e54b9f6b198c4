/** Correcting: 修改第3项, 改电话, 电话错了，是199…; also when the questions are over. */
import type { Case } from '../town/case.ts'
import type { readCommand } from '../town/meaning/command.ts'
import { fold } from '../town/meaning/text.ts'
import { askAside, correct } from './asides.ts'
import type { Flow } from './flow.ts'
import { openCases } from './more-words.ts'
import { correctable } from './read-back.ts'
import { reportDispute } from './report-dispute.ts'
import { beginTalk, change, give, type Stage, takeBack } from './stage.ts'
import type { Answers, Json } from './talk.ts'
import { walk } from './walk.ts'

type Command = NonNullable<ReturnType<typeof readCommand>>

/** How people call the items. */
const topics: Readonly<Record<string, RegExp>> = {
  phone: /电话|手机|号码|phone|number/,
  name: /名字|姓名|称呼|name/,
  village: /村|地址|地方|village/,
  danger: /受伤|hurt/,
}

/** Asks an item anew, by its number or its name; where the right value stands beside, it is taken at once. */
export function fix(stage: Stage, flow: Flow, command: Command): true {
  const key = keyOf(stage, flow, command)
  const right = rightValue(stage, flow, key, command)
  if (key === undefined) askAside(stage, 'fix?', flow)
  else if (right === undefined) correct(stage, flow, key)
  else {
    takeBack(stage, stage.talk?.no === undefined ? ['readBack'] : [])
    give(stage, key, right)
    walk(stage, flow)
  }
  return true
}

function keyOf(stage: Stage, flow: Flow, { item }: Command): string | undefined {
  const keys = correctable(flow, stage.talk?.answers ?? {})
  const said = fold(stage.heard.text)
  return item === undefined ? keys.find((key) => topics[key]?.test(said)) : keys[item - 1]
}

/** 电话错了，是199…: what it should be. */
function rightValue(stage: Stage, flow: Flow, key: string | undefined, { alone }: Command): Json | undefined {
  const step = flow.steps.find((s) => s.do === 'ask' && s.key === key)
  if (alone || step?.do !== 'ask') return undefined
  const reading = step.question.read(stage.heard, stage.about, undefined, String)
  return reading.is === 'answer' && reading.value !== '' ? reading.value : undefined
}

/**
 * The questions are over, but what was registered can still be corrected; nothing else is asked anew.
 * @returns false where no case is open, or the words may as well be an addition
 */
export function takeUpAgain(stage: Stage, command: Command): boolean {
  const own = stage.about.cases.find((one) => one.no === openCases(stage.about)[0])
  if (own === undefined) return false
  reopen(stage, own)
  if (command.alone || rightValue(stage, reportDispute, keyOf(stage, reportDispute, command), command) !== undefined)
    fix(stage, reportDispute, command)
  else stage.talk = null
  return stage.talk !== null || stage.acts.length > 0
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
