/** Questions that stand beside a flow: really stop? which item is wrong? half way, go on? anybody hurt? */

import { readNumber } from '../town/meaning/number.ts'
import { fold } from '../town/meaning/text.ts'
import { readHurt, readYesNo } from '../town/meaning/yes-no.ts'
import { hearUrgent } from '../town/urgent.ts'
import { raise } from './danger.ts'
import { endTalk } from './finish.ts'
import type { Flow } from './flow.ts'
import { correctable } from './read-back.ts'
import { addToStory, ask, change, clearTable, give, type Stage, takeBack, tell } from './stage.ts'
import type { Table } from './talk.ts'
import { gapOf, register, walk } from './walk.ts'

export type Aside = 'cancel?' | 'fix?' | 'nudge?' | 'danger?'

/** Lays an aside on the table. */
export function askAside(stage: Stage, aside: Aside, flow: Flow): void {
  const answers = stage.talk?.answers ?? {}
  if (aside === 'danger?') return ask(stage, { key: aside, words: 'common.danger.ask', offered: ['yes', 'no'] })
  if (aside === 'fix?') return askWhichItem(stage, flow)
  if (aside === 'nudge?') return ask(stage, { key: aside, words: 'common.nudge.ask', offered: ['asIs', 'stop'] })
  const numbered = stage.talk?.no !== undefined && answers['readBack'] === 'right'
  ask(stage, {
    key: aside,
    words: numbered ? 'common.cancelNumbered.ask' : 'common.cancel.ask',
    offered: numbered ? ['enough', 'stop', 'on'] : ['stop', 'on'],
  })
}

function askWhichItem(stage: Stage, flow: Flow): void {
  const keys = correctable(flow, stage.talk?.answers ?? {})
  const label = (key: unknown) => stage.about.words.one(`${flow.name}.${String(key)}.label`)
  ask(stage, {
    key: 'fix?',
    words: 'common.fix.ask',
    offered: keys,
    question: { skippable: false, takesFiles: false, read: () => ({ is: 'miss' }), giveUp: () => null, label },
    values: { items: keys.map((key, i) => `${i + 1}${label(key)}`).join(' ') },
  })
}

/**
 * Reads a message as the answer to the aside on the table.
 * @returns false when it is no answer to it: then the message is read as if the aside had not been asked.
 */
export function hearAside(stage: Stage, flow: Flow, pressed: number | undefined): boolean {
  const table = stage.talk?.table
  if (table === undefined || !table.key.endsWith('?')) return false
  const offered = table.offered ?? []
  const number = pressed ?? readNumber(stage.heard.text, offered.length)
  const chosen = number === undefined ? byWords(stage, table.key as Aside, flow) : (offered[number - 1] as string | undefined)
  if (chosen === undefined) return layOpenQuestion(stage, flow, table)
  // Said in words it may say more than yes or no.
  if (number === undefined && /\p{L}{3}/u.test(stage.heard.text)) addToStory(stage, flow)
  clearTable(stage)
  take(stage, flow, table.key as Aside, chosen)
  return true
}

/** The aside was not answered: the flow's own question lies on the table again. */
function layOpenQuestion(stage: Stage, flow: Flow, aside: Table): false {
  const talk = stage.talk
  const gap = talk === null ? undefined : gapOf(flow, talk, stage.about)
  clearTable(stage)
  if (talk === null || gap === undefined || gap.key === flow.storyKey) return false
  const offered = gap.question.choices?.(talk.answers, stage.about)
  change(stage, { table: { key: gap.key, nonce: aside.nonce, once: aside.once, misses: 0, ...(offered === undefined ? {} : { offered }) } })
  return false
}

function byWords(stage: Stage, aside: Aside, flow: Flow): string | undefined {
  const { text } = stage.heard
  if (aside === 'danger?') return readHurt(text) ?? readYesNo(text) ?? (hearUrgent(text) === undefined ? undefined : 'yes')
  if (aside === 'fix?')
    return correctable(flow, stage.talk?.answers ?? {}).find((key) =>
      fold(text).includes(stage.about.words.one(`${flow.name}.${key}.label`)),
    )
  const yes = readYesNo(text)
  if (aside === 'cancel?') return yes === 'yes' ? 'stop' : yes === 'no' ? 'on' : undefined
  return undefined
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
  if (chosen === 'on') return walk(stage, flow)
  if (chosen === 'asIs') {
    if (stage.talk?.told.includes('registered') !== true) register(stage)
    stage.talk = null
    return
  }
  if (chosen === 'enough') return endTalk(stage, flow)
  if (stage.talk?.no !== undefined) stage.acts.push({ do: 'withdraw', no: stage.talk.no })
  tell(stage, 'common.cancelled')
  stage.talk = null
}

/** Asks one item anew; later answers are kept, only the read-back is made again. */
export function correct(stage: Stage, flow: Flow, key: string): void {
  takeBack(stage, stage.talk?.no === undefined ? [key, 'readBack'] : [key])
  walk(stage, flow)
}
