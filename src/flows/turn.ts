/** One turn of a conversation: what one message makes of it. Pure: clock, number and the world come in with `about`. */
import { asksAboutPolice } from '../town/meaning/asks-police.ts'
import { readCommand } from '../town/meaning/command.ts'
import { saysOnlyFree } from '../town/meaning/not-free.ts'
import { countSigns, fold } from '../town/meaning/text.ts'
import { hearToAlarm } from './alarm-out.ts'
import { answer, pressed } from './answer.ts'
import { askAside, hearAside } from './asides.ts'
import { begin, urgentCase } from './begin.ts'
import { book } from './book.ts'
import { heardClosing } from './closing.ts'
import { again, callHuman, heardAnyTime, obey } from './commands.ts'
import { keepWords, listenForDanger } from './danger.ts'
import { placeEarly } from './elsewhere.ts'
import type { Flow } from './flow.ts'
import { answerForbidden, markForbidden } from './forbid.ts'
import { howItWent } from './how-it-went.ts'
import { hearFree, hearNotFree, hushed, isQuietOver } from './hush.ts'
import { casesToAddTo } from './more-words.ts'
import { reportDispute } from './report-dispute.ts'
import { addToStory, calledIn, current, type Stage, setStage, tell, turnOf } from './stage.ts'
import type { About, Heard, Talk, Turn } from './talk.ts'
import { hearWaiting } from './waiting.ts'
import { gapOf, walk } from './walk.ts'

/**
 * Takes one turn.
 * @param talk the open conversation, or null
 * @param heard the message
 * @param about all the turn may know; nothing else is read
 * @returns the talk as it is now (null: nothing open), what is said in this order, and what follows
 */
export function takeTurn(talk: Talk | null, heard: Heard, about: About): Turn {
  const flow = talk === null ? undefined : (book[talk.flow] ?? reportDispute)
  const over = flow === undefined || talk === null || isAnswered(talk, about) || isQuietOver(talk, about)
  const stage = setStage(over ? null : current(flow, talk), heard, about)
  hear(stage, over ? undefined : flow)
  return turnOf(stage)
}

/** Nobody is asked how a case went that goes on again. */
const isAnswered = ({ flow, no }: Talk, { cases }: About): boolean =>
  flow === howItWent.name && cases.some((one) => one.no === no && one.asked !== undefined && one.state !== 'closed')

function hear(stage: Stage, flow: Flow | undefined): void {
  const { heard, talk } = stage
  const isHushed = talk?.hush === true
  if (hearNotFree(stage, flow)) return
  if (isHushed && flow !== undefined && hearFree(stage, flow)) return
  const askedIfSafe = talk?.table?.key === 'safe' && heard.press === undefined && !heard.early
  if (hearToAlarm(stage, flow)) return
  const danger = (askedIfSafe || isHushed) && saysOnlyFree(heard.text) ? undefined : listenForDanger(stage)
  const forbidden = markForbidden(stage, flow)
  const flowNow = stage.talk === null ? flow : (book[stage.talk.flow] ?? flow)
  if (danger === 'raised' && flowNow !== undefined) return walk(stage, flowNow)
  if (isHushed && flow !== undefined) return hushed(stage, flow)
  const spoken = heard.files.some((f) => f.kind === 'voice')
  if (spoken) tell(stage, 'common.voice')
  if (heard.edit === true && isBeside(stage, flow))
    return danger === 'ask' && mustAskAboutDanger(stage, flow) ? askAboutDanger(stage) : noteEdit(stage, flow)
  if (heard.press !== undefined) return pressed(stage, flow, heard.press)
  const command = heard.files.length === 0 ? readCommand(heard.text) : undefined
  if (command?.command === 'human') return callHuman(stage)
  if (forbidden.length > 0) return answerForbidden(stage, flow, forbidden)
  if (command === undefined && danger === undefined && asksAboutPolice(heard.text)) return tellOfPolice(stage, flow)
  // Asked whether they are free, 没有电话 is no complaint that nobody called; 你们骗人 is doubt, and of a case that is open a complaint.
  const mayComplain = command === undefined || command.command === 'truth'
  if (mayComplain && !askedIfSafe && hearWaiting(stage, flow)) return
  if (heardClosing(stage)) return void again(stage, flow)
  if (heard.early && command !== undefined && heardAnyTime(command) && obey(stage, flow, command)) return
  if (heard.early && talk?.table !== undefined && flow !== undefined) return early(stage, flow)
  const asked = talk?.table?.key
  if (flow !== undefined && (asked === 'nudge?' || asked === 'cancel?') && hearAside(stage, flow, undefined)) return
  if (command !== undefined && obey(stage, flow, command)) return
  if (danger === 'ask' && mustAskAboutDanger(stage, flow)) return askAboutDanger(stage)
  if (flow === undefined || stage.talk === null) return begin(stage)
  if (hearAside(stage, flow, undefined)) return
  answer(stage, flow)
}

/** Said before the question had reached the person: no answer to it. Kept, unless it only repeats the last answer. */
function early(stage: Stage, flow: Flow): void {
  const text = fold(stage.heard.text)
  const repeated = stage.heard.files.length === 0 && (text === stage.talk?.table?.last || readCommand(stage.heard.text)?.alone === true)
  if (!repeated && !placeEarly(stage, flow)) addToStory(stage, flow)
}

/** Likely danger is asked about at once, unless the flow asks just that next, or the words only answer what was asked (李大娘). */
function mustAskAboutDanger(stage: Stage, flow: Flow | undefined): boolean {
  const { talk, heard, about } = stage
  if (countSigns(fold(heard.text)) <= 3) return false
  // Where an alarm is out already, the words go to it.
  if (flow === undefined || talk === null) return urgentCase(about) === undefined
  if (['danger', 'danger?', 'fix?'].includes(talk.table?.key ?? '')) return false
  const gap = gapOf(flow, talk, about)
  if (gap === undefined || gap.key === flow.storyKey) return false
  if (talk.table?.key !== gap.key || countSigns(fold(heard.text)) > 8) return true
  return gap.question.read(heard, about, talk.table.offered, calledIn(about, flow, gap.key)).is !== 'answer'
}

/** 打110有用吗: the phone, and no miss. */
function tellOfPolice(stage: Stage, flow: Flow | undefined): void {
  tell(stage, 'danger.askedPolice')
  if (stage.talk !== null && flow !== undefined) again(stage, flow)
}

/** Only likely danger is asked about at once. */
function askAboutDanger(stage: Stage): void {
  keepWords(stage)
  askAside(stage, 'danger?', book[stage.talk?.flow ?? ''] ?? reportDispute)
}

/** Whether there is something that an edited message can stand beside; else it is the first word. */
const isBeside = ({ talk, about }: Stage, flow: Flow | undefined): boolean =>
  talk === null ? about.cases.length > 0 : talk.no !== undefined || (flow !== undefined && flow.storyKey in talk.answers)

/** An edited message never overwrites: the words as confirmed stay, the edit is kept beside, also where the case is over. */
function noteEdit(stage: Stage, flow: Flow | undefined): void {
  const { heard, about } = stage
  const no = casesToAddTo(about)[0] ?? about.cases[0]?.no
  if (stage.talk !== null && flow !== undefined) addToStory(stage, flow)
  else if (no !== undefined) stage.acts.push({ do: 'more', no, text: heard.text, files: heard.files, edit: true })
  tell(stage, 'common.edited')
}
