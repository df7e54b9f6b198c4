/** Questions that stand beside a flow: really stop? which item is wrong? half way, go on? anybody hurt? */

import { sayNumber } from '../town/case-number.ts'
import { hearUrgent } from '../town/danger/hear.ts'
import { readCommand } from '../town/meaning/command.ts'
import { readNumber } from '../town/meaning/number.ts'
import { countSigns, fold } from '../town/meaning/text.ts'
import { readHurt, readYesNo } from '../town/meaning/yes-no.ts'
import { besideCase } from './beside-case.ts'
import { clearItem, clearly, place } from './clearly.ts'
import { raise } from './danger.ts'
import { endTalk } from './finish.ts'
import type { Flow, Question } from './flow.ts'
import { nudgeChoices } from './nudge.ts'
import { correctable } from './read-back.ts'
import { addToStory, ask, change, clearTable, give, type Stage, takeBack, tell } from './stage.ts'
import type { Json } from './talk.ts'
import { calls } from './topics.ts'
import { gapOf, register, walk } from './walk.ts'

type Aside = 'cancel?' | 'fix?' | 'meant?' | 'nudge?' | 'danger?'

export const isAside = (key: string | undefined): key is Aside => key?.endsWith('?') === true

/** Lays an aside on the table. */
export function askAside(stage: Stage, aside: Aside, flow: Flow): void {
  const answers = stage.talk?.answers ?? {}
  if (aside === 'danger?') return ask(stage, { key: aside, words: 'common.danger.ask', offered: ['yes', 'no'] })
  if (aside === 'fix?') return askWhichItem(stage, flow)
  if (aside === 'meant?') return askWhatIsMeant(stage, flow)
  if (aside === 'nudge?') return ask(stage, { key: aside, words: 'common.nudge.ask', offered: nudgeChoices })
  const no = stage.talk?.no
  const numbered = no !== undefined && answers['readBack'] === 'right' && stage.talk?.told.includes('over') !== true
  ask(stage, {
    key: aside,
    words: numbered ? 'common.cancelNumbered.ask' : flow === besideCase ? 'common.cancelCase.ask' : 'common.cancel.ask',
    offered: numbered ? ['enough', 'stop', 'on'] : ['stop', 'on'],
    values: { no: sayNumber(no ?? '') },
  })
}

const noQuestion: Question<Json> = { skippable: false, takesFiles: false, read: () => ({ is: 'miss' }), giveUp: () => null }

function askWhichItem(stage: Stage, flow: Flow): void {
  const keys = correctable(flow, stage.talk?.answers ?? {})
  const label = (key: unknown) => stage.about.words.one(`${flow.name}.${String(key)}.label`)
  ask(stage, {
    key: 'fix?',
    words: 'common.fix.ask',
    offered: keys,
    question: { ...noQuestion, label },
    values: { items: keys.map((key, i) => `${i + 1}${label(key)}`).join(' ') },
  })
}

/** A village or a phone where what happened was asked once more. */
function askWhatIsMeant(stage: Stage, flow: Flow): void {
  const { about, heard, talk } = stage
  const words = talk?.table?.key === 'meant?' ? (talk.table.offered?.[0] as Meant | undefined)?.words : heard.text
  const key = clearly(words ?? '', about)?.key ?? 'village'
  const offered: readonly Meant[] = [key, flow.storyKey].map((one) => ({ key: one, words: words ?? '' }))
  const label = (value: unknown) => about.words.one(`${flow.name}.${(value as Meant).key}.label`)
  ask(stage, { key: 'meant?', words: 'common.meant.ask', offered, question: { ...noQuestion, label }, values: { words } })
}

type Meant = { readonly key: string; readonly words: string }

/**
 * Reads a message as the answer to the aside on the table.
 * @returns false when it is no answer to it: then the message is read as if the aside had not been asked.
 */
export function hearAside(stage: Stage, flow: Flow, pressed: number | undefined): boolean {
  const { key, offered = [] } = stage.talk?.table ?? {}
  if (!isAside(key)) return false
  const number = pressed ?? readNumber(stage.heard.text, offered.length)
  if (key === 'meant?') return hearMeant(stage, flow, number === undefined ? undefined : (offered[number - 1] as Meant))
  const value = key === 'fix?' && number === undefined ? clearItem(stage, flow) : undefined
  if (value !== undefined) {
    clearTable(stage)
    place(stage, flow, value)
    return true
  }
  const chosen = number === undefined ? byWords(stage, key, flow) : (offered[number - 1] as string | undefined)
  if (chosen === undefined) return false
  // Said in words it may say more than yes or no.
  if (number === undefined && /\p{L}{3}/u.test(stage.heard.text) && readCommand(stage.heard.text)?.alone !== true) addToStory(stage, flow)
  clearTable(stage)
  take(stage, flow, key, chosen)
  return true
}

/** An aside was not answered: the flow's own question lies on the table again, out of reach of the aside's buttons. */
export function layOpenQuestion(stage: Stage, flow: Flow): void {
  const { talk } = stage
  const aside = talk?.table
  if (talk === null || !isAside(aside?.key)) return
  clearTable(stage)
  const gap = gapOf(flow, talk, stage.about)
  if (gap === undefined || gap.key === flow.storyKey) return
  const offered = gap.question.choices?.(talk.answers, stage.about)
  const nonce = `${aside.nonce}.open`
  change(stage, { table: { key: gap.key, nonce, once: aside.once, misses: 0, ...(offered === undefined ? {} : { offered }) } })
}

function byWords(stage: Stage, aside: Aside, flow: Flow): string | undefined {
  const { text } = stage.heard
  if (aside === 'danger?') return readHurt(text) ?? readYesNo(text) ?? (hearUrgent(text) === undefined ? undefined : 'yes')
  if (aside === 'fix?')
    return correctable(flow, stage.talk?.answers ?? {}).find(
      (key) =>
        fold(text).includes(fold(stage.about.words.one(`${flow.name}.${key}.label`))) || (countSigns(text) <= 8 && calls(key, fold(text))),
    )
  if (aside === 'cancel?') return cancelByWords(text, stage.talk?.table?.offered ?? [])
  return undefined
}

/** 不报了, 不办了, 撤了: the matter, not only the questions. */
const ofTheMatter = /[报告办撤销]|追究|反映|登记|取消这|withdraw|report/

/** Said once more it is meant; where the questions alone can be stopped, that is the smaller thing. */
function cancelByWords(text: string, offered: readonly unknown[]): string | undefined {
  const command = readCommand(text)?.command
  if (command === 'delete') return 'stop'
  if (command === 'cancel') return offered.includes('enough') && !ofTheMatter.test(text) ? 'enough' : 'stop'
  if (command === 'continue') return 'on'
  const yes = readYesNo(text)
  return yes === 'yes' ? 'stop' : yes === 'no' ? 'on' : undefined
}

/** @returns false where neither was chosen: then it is told anew, and these are the words */
function hearMeant(stage: Stage, flow: Flow, pressed: Meant | undefined): boolean {
  const offered = (stage.talk?.table?.offered ?? []) as readonly Meant[]
  const meant = pressed ?? offered.find((one) => countSigns(stage.heard.text) <= 8 && calls(one.key, fold(stage.heard.text)))
  if (meant === undefined) return false
  clearTable(stage)
  const earlier = stage.talk?.earlier
  if (meant.key === flow.storyKey) {
    give(stage, flow.storyKey, { pieces: [{ text: meant.words }] })
    walk(stage, flow)
    return true
  }
  if (earlier !== undefined && stage.talk !== null)
    stage.talk = { ...stage.talk, answers: { ...stage.talk.answers, [flow.storyKey]: earlier } }
  const clear = clearly(meant.words, stage.about)
  if (clear !== undefined) place(stage, flow, clear)
  return true
}

function take(stage: Stage, flow: Flow, aside: Aside, chosen: string): void {
  if (aside === 'fix?') return correct(stage, flow, chosen)
  if (aside === 'danger?') {
    give(stage, 'danger', chosen)
    if (chosen === 'yes') {
      // The alarm that the flow would raise further on.
      change(stage, { told: [...(stage.talk?.told ?? []), 'alarm-violence'] })
      raise(stage, 'violence')
    }
    return walk(stage, flow)
  }
  if (chosen === 'on' && flow === besideCase) return leaveBe(stage)
  if (chosen === 'on') return walk(stage, flow)
  if (chosen === 'asIs') {
    if (stage.talk?.told.includes('registered') !== true) register(stage)
    stage.talk = null
    return
  }
  if (chosen === 'enough') return endTalk(stage, flow)
  stop(stage)
}

/** The case goes on as it was. */
function leaveBe(stage: Stage): void {
  tell(stage, 'common.stays', { no: sayNumber(stage.talk?.no ?? '') })
  stage.talk = null
}

/** Before there is a case nothing is kept; a case is ended, and the person told what is left of it. */
function stop(stage: Stage): void {
  const no = stage.talk?.no
  if (no === undefined) tell(stage, 'common.cancelled')
  else {
    stage.acts.push({ do: 'withdraw', no })
    tell(stage, 'common.withdrawn', { no: sayNumber(no) })
  }
  stage.talk = null
}

/** Asks one item anew; later answers are kept, only the read-back is made again. */
export function correct(stage: Stage, flow: Flow, key: string): void {
  takeBack(stage, stage.talk?.no === undefined ? [key, 'readBack'] : [key])
  walk(stage, flow)
}
