/** Somebody who is not free to speak: heard at any question, answered with nothing that betrays, until they say that they are free again. */
import { type Case, isNotFree, isOver } from '../town/case.ts'
import { hearUrgent } from '../town/danger/hear.ts'
import { mattersIn } from '../town/discreet.ts'
import { readSafe, saysFree, saysNotFree, saysOnlyNotConvenient } from '../town/meaning/not-free.ts'
import type { Discreet } from '../town/town.ts'
import { besideCase } from './beside-case.ts'
import { book } from './book.ts'
import { raise } from './danger.ts'
import type { Flow } from './flow.ts'
import { type Story, textOf } from './questions.ts'
import { reportDispute } from './report-dispute.ts'
import { addToStory, beginTalk, caseOfTalk, change, give, type Stage, tell } from './stage.ts'
import type { About, Talk } from './talk.ts'
import { walk } from './walk.ts'

/** So long after the last word of danger, or of not being free, words are heard as anybody's again. */
const quietMs = 24 * 60 * 60_000

/** Matters in which whoever did it may stand beside the person. */
const atHome: ReadonlySet<Discreet> = new Set<Discreet>(['domestic', 'sexual', 'child', 'elder'])

const isAtHome = (matters: readonly Discreet[]): boolean => matters.some((matter) => atHome.has(matter))

/** Whether so much time has passed that a talk with somebody who was not free to speak is over. */
export const isQuietOver = ({ hush, hushUntil }: Talk, { now }: About): boolean =>
  hush === true && hushUntil !== undefined && hushUntil <= now

/** Hears at any question that somebody is not free to speak. @returns whether it was that, and is answered */
export function hearNotFree(stage: Stage, flow: Flow | undefined): boolean {
  const { heard, talk } = stage
  if (talk?.hush === true || heard.press !== undefined || heard.files.length > 0 || !saysSo(stage)) return false
  const one = casesAtHome(stage).find((c) => c.no === talk?.no) ?? casesAtHome(stage)[0]
  if (one === undefined && !isAtHomeSoFar(stage)) return false
  if (one !== undefined && flow !== reportDispute && flow !== besideCase) beginBeside(stage, one)
  if (stage.talk === null) beginTalk(stage, reportDispute)
  // Asked just that, a short no says nothing more; what is told beside it (他拿着刀坐在跟前) is for whoever comes.
  if (!isAskedIfSafe(stage) || /(?:\p{L}\P{L}*){6}/u.test(heard.text)) addToStory(stage, book[stage.talk?.flow ?? ''] ?? reportDispute)
  const urgent = isAskedIfSafe(stage) ? undefined : hearUrgent(heard.text)
  const raises = urgent !== undefined && (urgent.sure || (talk === null && one === undefined))
  keepQuiet(stage)
  if (raises) raise(stage, urgent.sign)
  else tell(stage, 'danger.hushed')
  return true
}

const isAskedIfSafe = ({ talk, heard }: Stage): boolean => talk?.table?.key === 'safe' && !heard.early

/** Asked just that, however they say it; elsewhere clear words only, and 不方便 where it answers nothing else. */
function saysSo(stage: Stage): boolean {
  const { talk } = stage
  const { text } = stage.heard
  if (isAskedIfSafe(stage)) return readSafe(text) === 'no'
  return saysNotFree(text) || (saysOnlyNotConvenient(text) && (talk === null || talk.answers['urgent'] !== undefined))
}

/** Their cases that go on, or are talked about, in which they may not be free. */
const casesAtHome = ({ about, talk }: Stage): readonly Case[] =>
  about.cases.filter((c) => isAtHome(c.matters) && (!isOver(c) || c.no === talk?.no))

/** Told in this talk, which has no case yet, or in this very message. */
function isAtHomeSoFar({ talk, heard }: Stage): boolean {
  if (talk?.table?.key === 'safe') return true
  const told = textOf(talk?.answers['what'] as Story | undefined)
  return isAtHome(mattersIn(told)) || ((talk === null || hearUrgent(heard.text)?.sure === true) && isAtHome(mattersIn(heard.text)))
}

/** What was held back by another talk goes to the case. */
function beginBeside(stage: Stage, { no }: Case): void {
  const held = textOf((stage.talk?.answers['held'] ?? null) as Story | null)
  if (held !== '') stage.acts.push({ do: 'more', no, text: held, files: [] })
  beginTalk(stage, besideCase, {}, no)
}

/** Not free to speak, as they answered: from here on nothing betrays. */
export function hush(stage: Stage): void {
  keepQuiet(stage)
  tell(stage, 'danger.hushed')
}

/** Staff know it of every case in which they might write or call. */
function keepQuiet(stage: Stage): void {
  const no = caseOfTalk(stage, 'danger')
  give(stage, 'safe', 'no')
  for (const one of casesAtHome(stage)) if (one.no !== no) stage.acts.push({ do: 'answer', no: one.no, key: 'safe', value: 'no' })
  change(stage, { hush: true, hushUntil: stage.about.now + quietMs })
}

/** Whatever comes is kept and answered with nothing that betrays. */
export function hushed(stage: Stage, flow: Flow): void {
  addToStory(stage, flow)
  tell(stage, 'danger.hushed')
}

/** While somebody is not free: danger makes it last, their own 方便 ends it. @returns whether they are free again, and the talk has gone on */
export function hearFree(stage: Stage, flow: Flow): boolean {
  const { heard, talk, about } = stage
  const pressed = heard.press !== undefined && talk?.table?.key === 'safe' && heard.press === `${talk.table.nonce}:1`
  if (!pressed && (heard.press !== undefined || !saysFree(heard.text))) {
    const goesOn = hearUrgent(heard.text) !== undefined || readSafe(heard.text) === 'no'
    if (goesOn || talk?.hushUntil === undefined) change(stage, { hushUntil: about.now + quietMs })
    return false
  }
  give(stage, 'safe', 'yes')
  for (const one of about.cases)
    if (one.no !== talk?.no && isNotFree(one)) stage.acts.push({ do: 'answer', no: one.no, key: 'safe', value: 'yes' })
  change(stage, { hush: false })
  const over = about.cases.some((one) => one.no === talk?.no && isOver(one))
  if (over) beginTalk(stage, reportDispute)
  walk(stage, over ? reportDispute : flow)
  return true
}
