/** When danger is heard: the right words first, then the alarm, then only what the duty needs to know. */
import { isOver } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { hearUrgent, isDiscreet, type Sign } from '../town/danger/hear.ts'
import { besideCase } from './beside-case.ts'
import { book } from './book.ts'
import { reportDispute } from './report-dispute.ts'
import { addToStory, beginTalk, caseOfTalk, change, give, type Stage, tell } from './stage.ts'

/**
 * Listens to what was typed. A sure sign is answered and alarmed at once.
 * @returns 'raised' (the rest of the turn asks only for the place and a phone), 'ask' (only likely: ask at once), or undefined
 */
export function listenForDanger(stage: Stage): 'raised' | 'ask' | undefined {
  // What is written on a button is ours.
  if (stage.heard.text.trim() === '' || stage.heard.press !== undefined) return undefined
  const urgent = hearUrgent(stage.heard.text)
  if (urgent === undefined) return undefined
  if (!urgent.sure) return 'ask'
  keepWords(stage)
  raise(stage, urgent.sign)
  return 'raised'
}

/** A talk of a case that is over: danger heard in it is another matter. */
const isPast = ({ talk, about }: Stage): boolean => about.cases.some((c) => c.no === talk?.no && isOver(c))

/** What was said in danger is kept before anything else: in the open talk, beside the newest open case, or in a new talk. */
export function keepWords(stage: Stage): void {
  if (stage.talk === null || isPast(stage)) {
    const { hush, hushUntil } = stage.talk ?? {}
    const open = stage.about.cases.find((one) => !isOver(one))?.no
    if (open === undefined) beginTalk(stage, reportDispute)
    else beginTalk(stage, besideCase, {}, open)
    // Who is not free to speak is not free in the next matter either.
    if (hush === true) {
      give(stage, 'safe', 'no')
      change(stage, { hush, ...(hushUntil === undefined ? {} : { hushUntil }) })
    }
  }
  const flow = book[stage.talk?.flow ?? ''] ?? reportDispute
  addToStory(stage, flow)
}

/** Keys of the first lines in danger: what to do now, and who is told. @param manned somebody enrolled is on duty */
export const alarmLines = (sign: Sign, manned: boolean): readonly [string, string] => [
  `danger.${sign}`,
  manned ? (sign === 'deadline' ? 'danger.today' : 'danger.sent') : 'danger.nobody',
]

/** Says the first lines for a sign and alarms the duty; a sign heard again is said and alarmed again. */
export function raise(stage: Stage, sign: Sign): void {
  const no = caseOfTalk(stage, 'danger')
  if (stage.talk?.hush === true) tell(stage, 'danger.hushed')
  else {
    const [first, ...then] = alarmLines(sign, stage.about.duty !== undefined)
    tell(stage, first, {}, { urgent: true })
    for (const key of then) tell(stage, key)
  }
  stage.acts.push({ do: 'alarm', no, sign })
  // A discreet matter stays one, whatever is heard later.
  const known = stage.talk?.answers['urgent'] as Sign | undefined
  if (known === undefined || !isDiscreet(known)) give(stage, 'urgent', sign)
}

/** To somebody in danger who says that they are there, or more about it: who can see it, or that nobody is on duty. */
export function tellHeard(stage: Stage, no: string, signs: readonly string[], how: 'here' | 'added'): void {
  const { alarms = [], duty } = stage.about
  const name = alarms.findLast((alarm) => alarm.no === no)?.seenBy ?? duty?.name
  const line = signs.includes('self-harm') ? 'listening' : how
  const values = { no: sayNumber(no), ...(name === undefined ? {} : { name }) }
  tell(stage, `danger.${line}${name === undefined ? 'Nobody' : ''}`, values)
}
