/** Words said while an alarm of the person is out: they belong to the alarm, and are no answer to the question that lies open. */
import { type Case, isNotFree, isOver } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { hearUrgent, type Sign } from '../town/danger/hear.ts'
import { readCommand } from '../town/meaning/command.ts'
import { isCourtesy } from '../town/meaning/courtesy.ts'
import { readToAlarm, type ToAlarm } from '../town/meaning/to-alarm.ts'
import { isAside } from './asides.ts'
import { tellHeard } from './danger.ts'
import { answered, type Flow } from './flow.ts'
import { calledIn, change, type Stage, tell } from './stage.ts'
import type { About } from './talk.ts'
import { askStep, gapOf } from './walk.ts'

/** So long after danger was last heard short words still belong to it, also where the person has been called back. */
const stillOut = 2 * 60 * 60_000

/** That somebody has left is good news only where somebody did it; of the old and the sick it is said when they die. */
const doneBySomebody: readonly string[] = ['violence', 'weapon', 'domestic', 'sexual', 'crowd', 'crisis'] satisfies readonly Sign[]

/** The newest case of this person with an alarm that is out, or was until lately. */
const alarmedCase = (about: About): Case | undefined =>
  about.cases.find((c) => c.urgent && !isOver(c) && (alarmOf(about, c.no) !== undefined || about.now - (c.urgentAt ?? 0) < stillOut))

const alarmOf = (about: About, no: string) => about.alarms?.findLast((alarm) => alarm.no === no)

/**
 * Hears words to an alarm: kept in its case, answered with the truth about it; what calls on reaches the duty at once.
 * @returns false where no alarm is out or the words are something else
 */
export function hearToAlarm(stage: Stage, flow: Flow | undefined): boolean {
  const { heard, about, talk } = stage
  const one = alarmedCase(about)
  if (one === undefined || heard.press !== undefined || heard.edit === true || heard.files.length > 0) return false
  const said = meantFor(stage, one)
  if (said === undefined || (flow !== undefined && answersOpen(stage, flow))) return false
  const raises = said === 'calls' || said === 'asks'
  // Elsewhere 没事了 and 好的 may be said of something else.
  if (!raises && talk !== null && (talk.no !== one.no || isAside(talk.table?.key))) return false
  if (said === 'calm' && takesBackAnswer(stage, flow)) return false
  stage.acts.push({ do: 'more', no: one.no, text: heard.text, files: [] })
  if (said === 'calls') stage.acts.push({ do: 'alarm', no: one.no, sign: one.signs.at(-1) ?? 'violence' })
  if (said === 'calm' || said === 'found') stage.acts.push({ do: 'says-calm', no: one.no })
  if (said === 'looks') stage.acts.push({ do: 'says-looks', no: one.no })
  if (talk?.hush === true || isNotFree(one)) tell(stage, 'danger.hushed')
  else answerWith(stage, flow, one, said)
  return true
}

/** What the words mean to the alarm; thanks only where a question waits, elsewhere they are answered as ever. */
function meantFor({ heard, about, talk }: Stage, one: Case): ToAlarm | 'thanks' | undefined {
  const said = ofThe(one, readToAlarm(heard.text))
  const danger = hearUrgent(heard.text)
  // Danger told in words of its own is heard by its sign.
  if (danger?.sure === true && said?.whole !== true) return undefined
  if (said?.means === 'gone') return one.signs.some((sign) => !doneBySomebody.includes(sign)) ? 'calls' : 'calm'
  if (said !== undefined) return said.means
  if (talk !== null && isCourtesy(heard.text)) return 'thanks'
  const here = talk === null || talk.no === one.no
  return here && danger !== undefined && alarmOf(about, one.no) !== undefined ? 'calls' : undefined
}

/** Only who was missing can be found; 他回家了 is said of them as of who has left. */
function ofThe<S extends { readonly means: ToAlarm }>({ signs }: Case, said: S | undefined): S | undefined {
  const missing = signs.includes('missing')
  return !missing && (said?.means === 'found' || said?.means === 'looks') ? undefined : said
}

/** Whether the words answer the question on the table: then they are its answer. */
function answersOpen(stage: Stage, flow: Flow): boolean {
  const { talk, heard, about } = stage
  if (talk?.table?.key === 'danger?') return true
  const gap = talk === null ? undefined : gapOf(flow, talk, about)
  if (gap === undefined || gap.key === flow.storyKey || talk?.table?.key !== gap.key) return false
  return ['answer', 'between'].includes(gap.question.read(heard, about, talk.table.offered, calledIn(about, flow, gap.key)).is)
}

/** 按错了 alone is of what was pressed last: of the danger only where nothing has been answered since. */
function takesBackAnswer({ heard, talk }: Stage, flow: Flow | undefined): boolean {
  const command = readCommand(heard.text)
  if (command?.command !== 'back' || !command.alone) return false
  const last = flow === undefined || talk === null ? undefined : answered(flow, talk.answers).at(-1)?.key
  return last !== flow?.storyKey && last !== 'danger'
}

function answerWith(stage: Stage, flow: Flow | undefined, one: Case, said: ToAlarm | 'thanks'): void {
  const no = sayNumber(one.no)
  if (said === 'calm' && one.signs.includes('self-harm')) return tellHeard(stage, one.no, one.signs, 'here')
  if (said === 'calm' || said === 'found') return tell(stage, 'danger.calm', { no })
  if (said === 'looks') tellHeard(stage, one.no, one.signs, 'added')
  else if (said === 'police') tell(stage, 'danger.police', { no })
  else if (said !== 'thanks') tellTruth(stage, one, said === 'calls')
  if (!askOnceMore(stage, flow) && said === 'thanks') tellHeard(stage, one.no, one.signs, 'here')
}

/** How far the alarm is: nobody there, not seen, seen, or called back. */
function tellTruth(stage: Stage, { no }: Case, sentAgain: boolean): void {
  const { about } = stage
  const alarm = alarmOf(about, no)
  const who = alarm?.seenBy ?? ''
  if (alarm === undefined && !sentAgain) tell(stage, 'danger.outCalled')
  else if (about.duty === undefined && who === '') tell(stage, 'danger.nobody')
  else if (sentAgain) tell(stage, who === '' ? 'danger.again' : 'danger.againSeen', { who })
  else tell(stage, who === '' ? 'danger.outUnseen' : 'danger.outSeen', { who })
}

/** The place and a phone help whoever comes: asked once more beside such words, not beside each of them. */
function askOnceMore(stage: Stage, flow: Flow | undefined): boolean {
  const { talk, about } = stage
  const gap = flow === undefined || talk === null ? undefined : gapOf(flow, talk, about)
  const table = talk?.table
  if (flow === undefined || talk === null || gap === undefined || table?.key !== gap.key) return false
  const once = `again-${gap.key}`
  if (talk.told.includes(once)) return false
  change(stage, { told: [...talk.told, once] })
  askStep(stage, flow, gap, 'ask', { misses: table.misses })
  // It was asked before: what is typed meanwhile is no early word but its answer.
  if (stage.talk?.table !== undefined) change(stage, { table: { ...stage.talk.table, once: table.once } })
  return true
}
