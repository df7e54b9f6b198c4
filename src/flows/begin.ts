/** The first word, where no talk is open: a new report, words for a case that is open, or words to an alarm that is out. */
import type { Case } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { readComplaint } from '../town/meaning/complaint.ts'
import { isCourtesy } from '../town/meaning/courtesy.ts'
import { isGreeting } from '../town/meaning/greeting.ts'
import { otherMatter, readWhichMatter } from '../town/meaning/own-words.ts'
import { fitsIn } from '../town/meaning/text.ts'
import { toldOfSelf } from '../town/told.ts'
import { staffNames } from '../town/town.ts'
import { clearly, parted } from './clearly.ts'
import { tellHeard } from './danger.ts'
import { correctsCase } from './fix.ts'
import { hasTooMany, leaveToAPerson } from './many-cases.ts'
import { casesToAddTo, moreWords } from './more-words.ts'
import { closedCases, openAgain } from './open-again.ts'
import { pieceOf, saysNothing } from './questions.ts'
import { reportDispute } from './report-dispute.ts'
import { beginTalk, type Stage, tell } from './stage.ts'
import type { About, Answers, Heard } from './talk.ts'
import { walk } from './walk.ts'

/** The first word: no form, no account. */
export function begin(stage: Stage): void {
  const { heard, about } = stage
  const isFirst = casesToAddTo(about).length === 0
  const nothingYet = heard.files.length === 0 && (heard.text.trim() === '' || isGreeting(heard.text) || (isFirst && saysNothing(heard)))
  if (!nothingYet && heard.files.length === 0 && isCourtesy(heard.text)) return tell(stage, 'common.welcome')
  const urgent = urgentCase(about)
  if (nothingYet && urgent !== undefined) return tellHeard(stage, urgent.no, urgent.signs, 'here')
  if (nothingYet) {
    beginTalk(stage, reportDispute)
    return walk(stage, reportDispute)
  }
  if (urgent !== undefined) return addToUrgent(stage, urgent)
  const [newest] = casesToAddTo(about)
  // What was only spoken cannot be asked about; it must not wait for an answer before somebody can listen.
  if (newest !== undefined && heard.text.trim() === '' && heard.files.some((f) => f.kind === 'voice')) {
    stage.acts.push({ do: 'more', no: newest, text: '', files: heard.files })
    return tell(stage, 'more-words.added', { no: sayNumber(newest) })
  }
  if (hasTooMany(about)) return leaveToAPerson(stage)
  if (correctsCase(stage)) return
  const rest = otherMatter(heard.text)
  if (rest !== undefined && /\p{L}{2}/u.test(rest)) {
    beginTalk(stage, reportDispute, { [reportDispute.storyKey]: { pieces: pieceOf({ ...heard, text: rest }) } })
    return walk(stage, reportDispute)
  }
  const other = casesToAddTo(about).length > 0 && (rest !== undefined || readWhichMatter(heard.text) === 'other')
  const self = other ? {} : onlyOfSelf(heard, about)
  if (other || (casesToAddTo(about).length === 0 && self !== undefined)) {
    beginTalk(stage, reportDispute, self)
    return walk(stage, reportDispute)
  }
  const unsettled = closedCases(about).length > 0 && readComplaint(heard.text, staffNames(about.town)) !== undefined
  const follows = unsettled ? openAgain : casesToAddTo(about).length > 0 ? moreWords : reportDispute
  beginTalk(stage, follows, { [follows.storyKey]: { pieces: pieceOf(heard) } })
  walk(stage, follows)
}

/** 我是柳树湾的王桂花 and nothing more: who speaks, not yet what happened. */
function onlyOfSelf({ text, files }: Heard, about: About): Answers | undefined {
  if (files.length > 0) return undefined
  const clear = clearly(text, about)
  const { village, ...told } = fitsIn(text, 20) && !parted.test(text.trim()) ? toldOfSelf([text], about.town) : {}
  if (clear === undefined && told.name === undefined && !(village !== undefined && /的$/u.test(text))) return undefined
  return {
    ...(clear === undefined ? {} : { [clear.key]: clear.value }),
    ...(village === undefined ? {} : { village: { village } }),
    ...told,
  }
}

/** The newest case of this person with an alarm, as long as nobody has answered it. */
export const urgentCase = (about: About): Case | undefined =>
  about.cases.find((c) => c.urgent && c.state !== 'answered' && casesToAddTo(about).includes(c.no))

/** While a matter is urgent nobody is asked where the words belong. */
function addToUrgent(stage: Stage, urgent: Case): void {
  const { text, files } = stage.heard
  stage.acts.push({ do: 'more', no: urgent.no, text, files })
  tellHeard(stage, urgent.no, urgent.signs, 'added')
}
