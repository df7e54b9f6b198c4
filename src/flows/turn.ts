/** One turn of a conversation: what one message makes of it. Pure: clock, number and the world come in with `about`. */

import { type Case, isOver } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { readCommand } from '../town/meaning/command.ts'
import { isCourtesy } from '../town/meaning/courtesy.ts'
import { isGreeting } from '../town/meaning/greeting.ts'
import { readNumber } from '../town/meaning/number.ts'
import { countSigns, fold } from '../town/meaning/text.ts'
import { askAside, hearAside, layOpenQuestion } from './asides.ts'
import { book } from './book.ts'
import { pressedClosing } from './closing.ts'
import { again, callHuman, giveUpAsking, heardAnyTime, obey } from './commands.ts'
import { keepWords, listenForDanger } from './danger.ts'
import { endTalk } from './finish.ts'
import type { Flow, Question, Reading } from './flow.ts'
import { answerForbidden, markForbidden } from './forbid.ts'
import { hasTooMany, leaveToAPerson } from './many-cases.ts'
import { moreWords, openCases } from './more-words.ts'
import { type Place, pieceOf } from './questions.ts'
import { reportDispute } from './report-dispute.ts'
import { addToStory, beginTalk, change, current, give, type Stage, setStage, tell, turnOf } from './stage.ts'
import type { About, Beside, Heard, Json, Talk, Turn } from './talk.ts'
import { askStep, type Gap, gapOf, walk } from './walk.ts'

/**
 * Takes one turn.
 * @param talk the open conversation, or null
 * @param heard the message
 * @param about all the turn may know; nothing else is read
 * @returns the talk as it is now (null: nothing open), what is said in this order, and what follows
 */
export function takeTurn(talk: Talk | null, heard: Heard, about: About): Turn {
  const flow = talk === null ? undefined : (book[talk.flow] ?? reportDispute)
  const stage = setStage(talk === null || flow === undefined ? null : current(flow, talk), heard, about)
  hear(stage, flow)
  return turnOf(stage)
}

function hear(stage: Stage, flow: Flow | undefined): void {
  const { heard, talk } = stage
  const danger = listenForDanger(stage)
  const forbidden = markForbidden(stage, flow)
  const flowNow = stage.talk === null ? flow : (book[stage.talk.flow] ?? flow)
  if (danger === 'raised' && flowNow !== undefined) return walk(stage, flowNow)
  const spoken = heard.files.some((f) => f.kind === 'voice')
  if (spoken) tell(stage, 'common.voice')
  if (talk?.hush === true && flow !== undefined) return hushed(stage, flow)
  if (heard.edit === true && isBeside(stage, flow))
    return danger === 'ask' && mustAskAboutDanger(stage, flow) ? askAboutDanger(stage) : noteEdit(stage, flow)
  if (heard.press !== undefined) return pressed(stage, flow, heard.press)
  const command = heard.files.length === 0 ? readCommand(heard.text) : undefined
  if (command?.command === 'human') return callHuman(stage)
  if (forbidden.length > 0) return answerForbidden(stage, flow, forbidden)
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

/** The first word: no form, no account. */
function begin(stage: Stage): void {
  const { heard, about } = stage
  const nothingYet = heard.files.length === 0 && (heard.text.trim() === '' || isGreeting(heard.text))
  if (!nothingYet && heard.files.length === 0 && isCourtesy(heard.text)) return tell(stage, 'common.welcome')
  const urgent = urgentCase(about)
  if (nothingYet && urgent !== undefined) return tell(stage, ...hereFor(urgent.no, urgent.signs))
  if (nothingYet) {
    beginTalk(stage, reportDispute)
    return walk(stage, reportDispute)
  }
  if (urgent !== undefined) return addToUrgent(stage, urgent)
  const [newest] = openCases(about)
  // What was only spoken cannot be asked about; it must not wait for an answer before somebody can listen.
  if (newest !== undefined && heard.text.trim() === '' && heard.files.some((f) => f.kind === 'voice')) {
    stage.acts.push({ do: 'more', no: newest, text: '', files: heard.files })
    return tell(stage, 'more-words.added', { no: sayNumber(newest) })
  }
  if (hasTooMany(about)) return leaveToAPerson(stage)
  const follows = openCases(about).length > 0 ? moreWords : reportDispute
  beginTalk(stage, follows, { [follows.storyKey]: { pieces: pieceOf(heard) } })
  walk(stage, follows)
}

/** The newest case of this person with an alarm, as long as nobody has answered it. */
const urgentCase = (about: About): Case | undefined =>
  about.cases.find((c) => c.urgent && c.state !== 'answered' && openCases(about).includes(c.no))

/** While a matter is urgent nobody is asked where the words belong. */
function addToUrgent(stage: Stage, urgent: Case): void {
  const { text, files } = stage.heard
  stage.acts.push({ do: 'more', no: urgent.no, text, files })
  tell(stage, urgent.signs.includes('self-harm') ? 'danger.listening' : 'danger.added', { no: sayNumber(urgent.no) })
}

/** To somebody in danger who only says that they are there. */
const hereFor = (no: string, signs: readonly string[]): [string, { no: string }] => [
  signs.includes('self-harm') ? 'danger.listening' : 'danger.here',
  { no: sayNumber(no) },
]

/** Goes on where nothing lies on the table: after danger in a group, after a human was called. */
function goOn(stage: Stage, flow: Flow, { answers, no }: Talk): void {
  const onlyHere = stage.heard.files.length === 0 && isGreeting(stage.heard.text)
  if (!onlyHere) addToStory(stage, flow)
  else if (no !== undefined && answers['urgent'] !== undefined) tell(stage, ...hereFor(no, [String(answers['urgent'])]))
  walk(stage, flow)
}

/** The questions are others than when the talk began: said once, before what is answered next. */
function tellChanged(stage: Stage, flow: Flow): void {
  if (stage.talk === null || stage.talk.version === flow.version) return
  tell(stage, 'common.changed')
  change(stage, { version: flow.version })
}

/** Reads the message as the answer to the first gap. */
function answer(stage: Stage, flow: Flow): void {
  layOpenQuestion(stage, flow)
  tellChanged(stage, flow)
  const talk = stage.talk as Talk
  const gap = gapOf(flow, talk, stage.about)
  if (gap?.key === flow.storyKey && talk.table === undefined)
    return take(stage, flow, gap, gap.question.read(stage.heard, stage.about, undefined, String))
  if (gap === undefined || talk.table?.key !== gap.key) return goOn(stage, flow, talk)
  const { question } = gap
  const beside = besideSaid(stage, talk)
  if (beside !== undefined) return obeyBeside(stage, flow, beside)
  const offered = talk.table.offered
  take(
    stage,
    flow,
    gap,
    filesOnly(stage, question) ? { is: 'story' } : question.read(stage.heard, stage.about, offered, calledIn(stage, flow, gap.key)),
  )
}

/** 跳过 and 就这些 in words, or by the number they have after the values. */
function besideSaid({ heard, about }: Stage, talk: Talk): Beside | undefined {
  const { offered = [], beside = [] } = talk.table ?? {}
  // Five choices leave no room for 就这些, but it is said all the same.
  const words: readonly Beside[] = talk.told.includes('registered') ? ['skip', 'enough'] : beside
  const said = words.find((what) => fold(about.words.one(`common.${what}`)) === fold(heard.text))
  const number = beside.length === 0 ? undefined : readNumber(heard.text, offered.length + beside.length)
  return said ?? (number === undefined ? undefined : beside[number - offered.length - 1])
}

function obeyBeside(stage: Stage, flow: Flow, beside: Beside): void {
  if (beside === 'enough') return endTalk(stage, flow)
  obey(stage, flow, { command: 'skip', alone: true })
}

/** Photos where words were asked belong to what happened. */
const filesOnly = (stage: Stage, question: Question<Json>): boolean =>
  stage.heard.text.trim() === '' && stage.heard.files.length > 0 && !question.takesFiles

function take(stage: Stage, flow: Flow, gap: Gap, reading: Reading<Json>): void {
  const { key, question } = gap
  if (reading.is === 'story') {
    addToStory(stage, flow)
    // More words can bring another question: after a voice message the first typed ones bring the one about danger.
    return walk(stage, flow)
  }
  if (reading.is === 'between') return askStep(stage, flow, gap, 'between', { offered: reading.values })
  if (reading.is === 'miss') {
    const misses = (stage.talk?.table?.misses ?? 0) + 1
    // What was not understood may still matter to whoever reads the case.
    if (/\p{L}{2}/u.test(stage.heard.text)) addToStory(stage, flow)
    return misses >= 2 ? giveUpAsking(stage, flow, key, question.giveUp(stage.heard)) : askStep(stage, flow, gap, 'again', { misses })
  }
  keepAnswer(stage, flow, key, question, reading.value)
}

/** Whether so much stands beside the answer that it must not be lost; an answer that was chosen does not stand in the words. */
const saysMore = (text: string, value: Json): boolean => {
  const answer = typeof value === 'string' ? value : (((value as Place | null) ?? {}) as { village?: string }).village
  return countSigns(fold(text)) > (answer === undefined ? 16 : countSigns(answer) + 8)
}

function keepAnswer(stage: Stage, flow: Flow, key: string, question: Question<Json>, value: Json): void {
  if (key === 'readBack' && value === 'wrong') return askAside(stage, 'fix?', flow)
  give(stage, key, value)
  // A long sentence that holds an answer holds more than the answer; a voice message given as one is kept with what happened.
  const holdsAll = typeof value === 'object' && value !== null && 'pieces' in value
  if (!holdsAll && (stage.heard.files.length > 0 || saysMore(stage.heard.text, question.choices === undefined ? value : null)))
    addToStory(stage, flow)
  if (stage.talk?.table !== undefined) change(stage, { table: { ...stage.talk.table, last: fold(stage.heard.text) } })
  if (key === 'safe' && value === 'no') {
    change(stage, { hush: true })
    return tell(stage, 'danger.hushed')
  }
  walk(stage, flow)
}

/** A pressed button: only the one on the table counts. */
function pressed(stage: Stage, flow: Flow | undefined, press: string): void {
  const talk = stage.talk
  const [nonce, value] = [press.slice(0, press.lastIndexOf(':')), press.slice(press.lastIndexOf(':') + 1)]
  const number = Number(value)
  if (talk === null || flow === undefined) {
    if (!pressedClosing(stage, nonce, number)) tell(stage, allOver(stage.about) ? 'common.staleOver' : 'common.stale')
    return
  }
  tellChanged(stage, flow)
  if (talk.table?.nonce !== nonce) {
    if (!pressedClosing(stage, nonce, number)) tell(stage, 'common.staleAnswered')
    return void again(stage, flow)
  }
  if (value === 'skip' || value === 'enough') return obeyBeside(stage, flow, value)
  if (hearAside(stage, flow, number)) return
  const chosen = talk.table.offered?.[number - 1]
  const gap = gapOf(flow, talk, stage.about)
  if (gap === undefined || chosen === undefined || gap.key !== talk.table.key) return void again(stage, flow)
  keepAnswer(stage, flow, gap.key, gap.question, chosen)
}

/** There have been cases, and none is open. */
const allOver = (about: About): boolean => about.cases.length > 0 && about.cases.every(isOver)

/** Said before the question had reached the person: no answer to it. Kept, unless it only repeats the last answer. */
function early(stage: Stage, flow: Flow): void {
  const text = fold(stage.heard.text)
  const repeated = stage.heard.files.length === 0 && (text === stage.talk?.table?.last || readCommand(stage.heard.text) !== undefined)
  if (!repeated) addToStory(stage, flow)
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
  return gap.question.read(heard, about, talk.table.offered, calledIn(stage, flow, gap.key)).is !== 'answer'
}

/** How the choices of a question are called in the words. */
const calledIn =
  ({ about }: Stage, flow: Flow, key: string) =>
  (value: Json): string => {
    const words = `${flow.name}.${key}.choices.${String(value)}`
    return about.words.has(words) ? about.words.one(words) : String(value)
  }

/** Only likely danger is asked about at once. */
function askAboutDanger(stage: Stage): void {
  keepWords(stage)
  askAside(stage, 'danger?', book[stage.talk?.flow ?? ''] ?? reportDispute)
}

/** Not free to speak: whatever comes is kept and answered with nothing that betrays. */
function hushed(stage: Stage, flow: Flow): void {
  addToStory(stage, flow)
  tell(stage, 'danger.hushed')
}

/** Whether there is something that an edited message can stand beside; else it is the first word. */
const isBeside = ({ talk, about }: Stage, flow: Flow | undefined): boolean =>
  talk === null ? about.cases.length > 0 : talk.no !== undefined || (flow !== undefined && flow.storyKey in talk.answers)

/** An edited message never overwrites: the words as confirmed stay, the edit is kept beside, also where the case is over. */
function noteEdit(stage: Stage, flow: Flow | undefined): void {
  const { heard, about } = stage
  const no = openCases(about)[0] ?? about.cases[0]?.no
  if (stage.talk !== null && flow !== undefined) addToStory(stage, flow)
  else if (no !== undefined) stage.acts.push({ do: 'more', no, text: heard.text, files: heard.files, edit: true })
  tell(stage, 'common.edited')
}
