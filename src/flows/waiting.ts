/** 怎么还没人打电话: the truth about the case, the words kept in it, and whoever answers for it is told that the person waits. */
import { awaitsContact, type Case } from '../town/case.ts'
import { findCaseNumbers } from '../town/case-number.ts'
import { readComplaint } from '../town/meaning/complaint.ts'
import { saysTriedNobody } from '../town/meaning/own-words.ts'
import { staffNames } from '../town/town.ts'
import { again } from './commands.ts'
import type { Flow } from './flow.ts'
import { howItWent } from './how-it-went.ts'
import { casesToAddTo } from './more-words.ts'
import { closedCases } from './open-again.ts'
import { reportDispute } from './report-dispute.ts'
import { type Stage, tell } from './stage.ts'
import { tellHowFar, tellPromise, whoHas } from './status.ts'
import type { Talk } from './talk.ts'

const dayMs = 86_400_000

/** @returns false where the words are no such complaint, or nothing is open that they could be about */
export function hearWaiting(stage: Stage, flow: Flow | undefined): boolean {
  const { heard, about, talk } = stage
  const complaint = heard.files.length === 0 && heard.press === undefined ? readComplaint(heard.text, staffNames(about.town)) : undefined
  const one = openCase(stage)
  if (complaint === undefined || one === undefined || talk?.flow === howItWent.name) return false
  if (complaint.is === 'again') return false
  if (talk?.table?.key === 'tried' && saysTriedNobody(heard.text)) return false
  // What is not done may be the matter that was closed.
  if (complaint.is === 'undone' && (talk !== null || closedCases(about).length > 0)) return false
  // 都三天了 answers 什么时候的事 as well, unless the question has lain there for a day.
  if (talk !== null && !complaint.sure && (talk.no !== one.no || about.now - one.openedAt < dayMs)) return false
  stage.acts.push({ do: 'more', no: one.no, text: heard.text, files: [], waits: true })
  tellHowFar(stage, one)
  tellPromise(stage, one)
  const told = about.duty !== undefined || whoHas(about, one.holder) !== undefined
  tell(stage, told ? 'status.urging' : 'status.nobody')
  if (talk === null || flow === undefined) return true
  // Whoever waits is not asked what may be left out.
  if (isComfort(talk)) stage.talk = null
  else again(stage, flow)
  return true
}

const isComfort = ({ flow, told }: Talk): boolean => flow === reportDispute.name && told.includes('registered')

/** The open case that the words are about: the one they name, one whose promise has passed, else the newest. */
function openCase({ heard, about }: Stage): Case | undefined {
  const open = about.cases.filter((c) => casesToAddTo(about).includes(c.no) && !c.signs.includes('self-harm'))
  const named = findCaseNumbers(heard.text)
  return (
    open.find((c) => named.includes(c.no)) ?? open.findLast((c) => awaitsContact(c) && c.due !== undefined && c.due < about.now) ?? open[0]
  )
}
