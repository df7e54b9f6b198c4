/** What can be said at every question: back, correct, stop, go on, leave out, say again, help, a human, how far, is this real, privacy. */
import { villageOf } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import type { Command } from '../town/meaning/command.ts'
import { askAside, isAside } from './asides.ts'
import { besideCase } from './beside-case.ts'
import { finish } from './finish.ts'
import { fix, takeUpAgain } from './fix.ts'
import { answered, type Flow } from './flow.ts'
import { casesToAddTo, moreWords } from './more-words.ts'
import { openAgain } from './open-again.ts'
import { reportDispute } from './report-dispute.ts'
import { mendSlip } from './slip.ts'
import { addToStory, beginTalk, caseOfTalk, change, clearTable, give, type Stage, takeBack, tell } from './stage.ts'
import { tellStatus } from './status.ts'
import { askStep, gapOf, knownOf, walk } from './walk.ts'

/** Asked of the bot, not an answer to it; and who wants to stop need not wait for a question. */
export const heardAnyTime = ({ command }: Command): boolean =>
  command in information || ['truth', 'status', 'language', 'cancel', 'delete'].includes(command)

/** What is answered with a text alone. */
const information = { privacy: 'common.privacy', 'who-told': 'common.whoTold', help: 'common.help' } as const

/** Carries out a command; `flow` is that of the open talk, if one is open. @returns false when it does not apply here and the words are read otherwise */
export function obey(stage: Stage, flow: Flow | undefined, command: Command): boolean {
  if (command.command === 'language' && command.lang !== undefined) {
    stage.acts.push({ do: 'language', lang: command.lang })
    return true
  }
  if (command.command in information) {
    tell(stage, information[command.command as keyof typeof information], { phone: stage.about.town.phones.duty })
    return goOnWithTheRest(stage, flow, command)
  }
  if (command.command === 'truth') {
    tellTruth(stage)
    return goOnWithTheRest(stage, flow, command)
  }
  if (command.command === 'status') {
    tellStatus(stage, command.number)
    return goOnWithTheRest(stage, flow, command)
  }
  if (command.command === 'delete') return askToDelete(stage, flow, command)
  if (flow === undefined || stage.talk === null) return noTalk(stage, command)
  switch (command.command) {
    case 'back':
      return goBack(stage, flow, command)
    case 'fix':
      return fix(stage, flow, command)
    case 'cancel':
      askAside(stage, 'cancel?', flow)
      return true
    case 'later':
      tell(stage, 'common.later')
      return true
    case 'skip':
      return skip(stage, flow)
    case 'continue':
      if (!isAside(stage.talk.table?.key)) return again(stage, flow)
      clearTable(stage)
      walk(stage, flow)
      return true
    default:
      return again(stage, flow)
  }
}

/** What was told beside the question (他占我家地，别告诉别人) is kept. @returns false where it is the story: then it is read as one */
function goOnWithTheRest(stage: Stage, flow: Flow | undefined, { alone }: Command): boolean {
  if (alone) return again(stage, flow)
  if (flow === undefined || stage.talk === null) return false
  if (gapOf(flow, stage.talk, stage.about)?.key === flow.storyKey) return false
  addToStory(stage, flow)
  return again(stage, flow)
}

/** W9: who doubts is told to ask the office of their own village, where it is known, else that of the town. */
function tellTruth(stage: Stage): void {
  const { about, talk } = stage
  const names = [talk === null ? undefined : villageOf(talk), about.village, ...about.cases.map(villageOf)]
  const known = names.find((name) => name !== undefined)
  const phone = about.town.villages.find((village) => village.name === known)?.phone
  if (phone === undefined) tell(stage, 'common.truthTown')
  else tell(stage, 'common.truth', { phone })
}

/** Nothing is open: 继续, 返回 and the like have nothing to work on. */
function noTalk(stage: Stage, command: Command): boolean {
  const open = casesToAddTo(stage.about)[0]
  if (command.command === 'cancel' && open !== undefined) return askToWithdraw(stage, command, open)
  if ((command.command === 'fix' || command.command === 'back') && takeUpAgain(stage, command)) return true
  if (!command.alone) return false
  if (['continue', 'repeat', 'later'].includes(command.command)) tell(stage, 'common.nothingOpen')
  else if (['cancel', 'skip', 'fix', 'back'].includes(command.command)) tell(stage, 'common.nothingToStop')
  else return false
  return true
}

/** What belongs to a case only a person deletes; to take it back is asked all the same. */
function askToDelete(stage: Stage, flow: Flow | undefined, command: Command): boolean {
  const { about, talk } = stage
  const kept = talk?.no ?? about.cases[0]?.no
  if (kept !== undefined) tell(stage, 'common.deleting')
  const over = talk === null && casesToAddTo(about).length === 0
  return (kept !== undefined && over) || obey(stage, flow, { ...command, command: 'cancel' })
}

/** 取消 when the talk is long over means the case. */
function askToWithdraw(stage: Stage, { alone }: Command, no: string): true {
  beginTalk(stage, besideCase, {}, no)
  if (!alone) addToStory(stage, besideCase)
  askAside(stage, 'cancel?', besideCase)
  return true
}

/** Asks what lies on the table once more, or the open question, if one is open. */
export function again(stage: Stage, flow: Flow | undefined): true {
  const aside = stage.talk?.table?.key
  if (flow !== undefined && isAside(aside) && stage.talk?.hush !== true) {
    askAside(stage, aside, flow)
    return true
  }
  const gap = flow === undefined || stage.talk === null ? undefined : gapOf(flow, stage.talk, stage.about)
  if (flow !== undefined && gap !== undefined && stage.talk?.hush !== true) askStep(stage, flow, gap)
  return true
}

function goBack(stage: Stage, flow: Flow, command: Command): true {
  const talk = stage.talk
  if (talk === null) return true
  const before = answered(flow, talk.answers).filter((s) => knownOf(s, talk, stage.about) === undefined)
  const last = before.at(-1)
  const open = flow.steps.findIndex((s) => s.do === 'open')
  if (!command.alone && mendSlip(stage, flow, last?.key === flow.storyKey ? undefined : last)) return true
  // What could not be placed is kept.
  if (!command.alone) addToStory(stage, flow)
  if (last === undefined || last.key === flow.storyKey) tell(stage, 'common.firstQuestion')
  else if (talk.answers['readBack'] === 'right' && flow.steps.indexOf(last) < open) tell(stage, 'common.registered')
  else
    takeBack(
      stage,
      [last.key, 'readBack'].filter((k) => k !== 'readBack' || talk.no === undefined),
    )
  walk(stage, flow)
  return true
}

function skip(stage: Stage, flow: Flow): true {
  const gap = stage.talk === null ? undefined : gapOf(flow, stage.talk, stage.about)
  if (gap === undefined) return true
  if (!gap.question.skippable) {
    tell(stage, 'common.cannotSkip')
    return again(stage, flow)
  }
  give(stage, gap.key, null)
  walk(stage, flow)
  return true
}

/** A human, always: the case is made now if there is none, so that somebody can see what was said so far. */
export function callHuman(stage: Stage): void {
  const { about } = stage
  const open = casesToAddTo(about)[0]
  const held = [moreWords, openAgain].find((flow) => flow.name === stage.talk?.flow)
  if (held !== undefined) {
    // Whoever comes must find the words: they go to the case that is talked about.
    give(stage, 'where', open ?? null)
    finish(stage, held)
  }
  const beside = stage.talk === null && open !== undefined
  if (stage.talk === null) beginTalk(stage, beside ? besideCase : reportDispute, {}, open)
  const no = caseOfTalk(stage, 'human')
  stage.acts.push({ do: 'call-human', no })
  tell(stage, about.duty === undefined ? 'common.humanNobody' : 'common.human', { no: sayNumber(no) })
  clearTable(stage)
  change(stage, { told: [...(stage.talk?.told ?? []), 'human'] })
  if (beside) stage.talk = null
}

/** The same after two misses: what was said is kept, the question is left, a human looks. */
export function giveUpAsking(stage: Stage, flow: Flow, key: string, value: Parameters<typeof give>[2]): void {
  if (stage.talk?.told.includes('human') !== true) callHuman(stage)
  give(stage, key, value)
  walk(stage, flow)
}
