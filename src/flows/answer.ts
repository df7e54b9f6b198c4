/** What answers the open question: typed, spoken, or pressed. */
import { isOver } from '../town/case.ts'
import { withDigits } from '../town/meaning/digits.ts'
import { isGreeting } from '../town/meaning/greeting.ts'
import { readNumber } from '../town/meaning/number.ts'
import { otherMatter } from '../town/meaning/own-words.ts'
import { countSigns, fold } from '../town/meaning/text.ts'
import { askAside, hearAside, layOpenQuestion } from './asides.ts'
import { begin } from './begin.ts'
import { clearItem, place } from './clearly.ts'
import { pressedClosing } from './closing.ts'
import { again, giveUpAsking, obey } from './commands.ts'
import { tellHeard } from './danger.ts'
import { hearElsewhere } from './elsewhere.ts'
import { endTalk } from './finish.ts'
import type { Flow, Question, Reading } from './flow.ts'
import { hush } from './hush.ts'
import { goesOnTelling, notYet, type Place, type Story, textOf } from './questions.ts'
import { addToStory, calledIn, change, give, type Stage, tell } from './stage.ts'
import type { About, Beside, Heard, Json, Talk } from './talk.ts'
import { askStep, type Gap, gapOf, walk } from './walk.ts'

/** Reads the message as the answer to the first gap. */
export function answer(stage: Stage, flow: Flow): void {
  layOpenQuestion(stage, flow)
  tellChanged(stage, flow)
  const talk = stage.talk as Talk
  const gap = gapOf(flow, talk, stage.about)
  if (gap?.key === flow.storyKey && talk.table === undefined)
    return take(stage, flow, gap, gap.question.read(stage.heard, stage.about, undefined, String))
  if (gap === undefined || talk.table?.key !== gap.key) return goOn(stage, flow, talk)
  if (gap.key === flow.storyKey && notYet(stage.heard)) return askStep(stage, flow, gap)
  if (talk.told.includes('registered') && otherMatter(stage.heard.text) !== undefined && stage.heard.files.length === 0) {
    stage.talk = null
    return begin(stage)
  }
  const { question } = gap
  const beside = besideSaid(stage, talk)
  if (beside !== undefined) return obeyBeside(stage, flow, beside)
  if (onlyCalls(stage.heard, gap.key === flow.storyKey)) {
    sayHere(stage, talk)
    return askStep(stage, flow, gap)
  }
  if (hearElsewhere(stage, flow, gap)) return
  const offered = talk.table.offered
  take(
    stage,
    flow,
    gap,
    filesOnly(stage, question) ? { is: 'story' } : question.read(stage.heard, stage.about, offered, calledIn(stage.about, flow, gap.key)),
  )
}

/** 你好, 有人吗 in the middle of a talk: the question is asked once more, and it is no miss. @param whatever also words that may be an answer or a sigh elsewhere (领导, 哎) */
const onlyCalls = ({ text, files }: Heard, whatever: boolean): boolean =>
  files.length === 0 && isGreeting(text) && (whatever || /[好吗嘛么喂嗨]|在不|有人|hello|hi|hey/.test(fold(text)))

/** Goes on where nothing lies on the table: after danger in a group, after a human was called. */
function goOn(stage: Stage, flow: Flow, talk: Talk): void {
  const onlyHere = stage.heard.files.length === 0 && isGreeting(stage.heard.text)
  if (!onlyHere) addToStory(stage, flow)
  else sayHere(stage, talk)
  walk(stage, flow)
}

/** Who calls out after an alarm hears that somebody is there. */
function sayHere(stage: Stage, { answers, no }: Talk): void {
  if (no !== undefined && answers['urgent'] !== undefined) tellHeard(stage, no, [String(answers['urgent'])], 'here')
}

/** The questions are others than when the talk began: said once, before what is answered next. */
function tellChanged(stage: Stage, flow: Flow): void {
  if (stage.talk === null || stage.talk.version === flow.version) return
  tell(stage, 'common.changed')
  change(stage, { version: flow.version })
}

/** 跳过 and 就这些 in words, or by the number they have after the values. */
function besideSaid({ heard, about }: Stage, talk: Talk): Beside | undefined {
  const { offered = [], beside = [] } = talk.table ?? {}
  // Five choices leave no room for 就这些, but it is said all the same.
  const words: readonly Beside[] = talk.told.includes('registered') ? ['skip', 'enough'] : beside
  const text = fold(heard.text)
    .replace(/[\s\p{P}]+$/u, '')
    .replace(/^that['’]?s all$/, 'that is all')
  const said = words.find((what) => fold(about.words.one(`common.${what}`)) === text)
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

/** Spoken where only typed words can be read: kept, asked once more, then left, so that who only speaks comes to the end. */
function takeSpoken(stage: Stage, flow: Flow, gap: Gap): void {
  addToStory(stage, flow)
  const misses = (stage.talk?.table?.misses ?? 0) + 1
  const talk = stage.talk
  if (talk === null || gapOf(flow, talk, stage.about)?.key !== gap.key) return walk(stage, flow)
  if (misses < 2) return askStep(stage, flow, gap, 'again', { misses })
  give(stage, gap.key, gap.question.giveUp(stage.heard))
  walk(stage, flow)
}

function take(stage: Stage, flow: Flow, gap: Gap, reading: Reading<Json>): void {
  const { key, question } = gap
  if (filesOnly(stage, question) && stage.heard.files.some((f) => f.kind === 'voice')) return takeSpoken(stage, flow, gap)
  if (reading.is === 'story') {
    addToStory(stage, flow)
    // More words can bring another question: after a voice message the first typed ones bring the one about danger.
    return walk(stage, flow)
  }
  if (reading.is === 'between') return askStep(stage, flow, gap, 'between', { offered: reading.values })
  const sofar = textOf(stage.talk?.answers[flow.storyKey] as Story | undefined)
  if (reading.is === 'miss' && key === 'danger' && goesOnTelling(sofar, stage.heard)) {
    addToStory(stage, flow)
    return walk(stage, flow)
  }
  if (reading.is === 'miss') {
    const misses = (stage.talk?.table?.misses ?? 0) + 1
    // Near names stay on offer.
    const offered = question.choices === undefined ? stage.talk?.table?.offered : undefined
    const narrowed = offered === undefined ? {} : { offered }
    // What was not understood may still matter to whoever reads the case.
    if (/\p{L}{2}|\d{3}/u.test(stage.heard.text)) addToStory(stage, flow)
    return misses >= 2
      ? giveUpAsking(stage, flow, key, question.giveUp(stage.heard))
      : askStep(stage, flow, gap, 'again', { misses, ...narrowed })
  }
  keepAnswer(stage, flow, key, question, reading.value)
}

/** Whether so much stands beside the answer that it must not be lost; an answer that was chosen does not stand in the words, and a phone that was taken is kept. */
const saysMore = (said: string, value: Json, phone: Json | undefined): boolean => {
  const text = typeof phone === 'string' && phone !== '' ? withDigits(said).replace(phone, '') : said
  const answer = typeof value === 'string' ? value : (((value as Place | null) ?? {}) as { village?: string }).village
  return countSigns(fold(text)) > (answer === undefined ? 16 : countSigns(answer) + 8)
}

function keepAnswer(stage: Stage, flow: Flow, key: string, question: Question<Json>, value: Json): void {
  if (key === 'readBack' && value === 'wrong') return wrong(stage, flow)
  if (key === 'safe' && value === 'no') return hush(stage)
  give(stage, key, value)
  // A long sentence that holds an answer holds more than the answer; a voice message given as one is kept with what happened.
  const holdsAll = typeof value === 'object' && value !== null && 'pieces' in value
  if (
    !holdsAll &&
    (stage.heard.files.length > 0 ||
      (otherMatter(stage.heard.text) ?? '') !== '' ||
      saysMore(stage.heard.text, question.choices === undefined ? value : null, stage.talk?.answers['phone']))
  )
    addToStory(stage, flow)
  if (stage.talk?.table !== undefined) change(stage, { table: { ...stage.talk.table, last: fold(stage.heard.text) } })
  walk(stage, flow)
}

/** 不对，是西芦花 says which and what; more words beside the no are kept. */
function wrong(stage: Stage, flow: Flow): void {
  const { heard } = stage
  const right = heard.press === undefined ? clearItem(stage, flow) : undefined
  if (right !== undefined) return place(stage, flow, right)
  if (heard.press === undefined && countSigns(fold(heard.text)) > 6) addToStory(stage, flow)
  askAside(stage, 'fix?', flow)
}

/** A pressed button: only the one on the table counts. */
export function pressed(stage: Stage, flow: Flow | undefined, press: string): void {
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
