/** What happens when a flow has nothing left to ask. */
import type { CaseFile } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { countSigns, fold } from '../town/meaning/text.ts'
import type { Flow } from './flow.ts'
import { howItWent } from './how-it-went.ts'
import { moreWords } from './more-words.ts'
import { closedCases, goOnWith, openAgain } from './open-again.ts'
import { type Piece, type Story, textOf } from './questions.ts'
import { reportDispute } from './report-dispute.ts'
import { beginTalk, type Stage, tell } from './stage.ts'

/** Ends the talk; words held back go where the person said. @returns the flow that goes on from here, if one does */
export function finish(stage: Stage, flow: Flow): Flow | undefined {
  if (flow === moreWords || flow === openAgain) return placeHeldWords(stage)
  const talk = stage.talk
  if (flow === howItWent && talk?.answers['settled'] === 'no' && talk.no !== undefined) return endUnsettled(stage, talk.no)
  // After danger, and where all was spoken, the last line has been said already with the number.
  const last =
    talk?.answers['urgent'] !== undefined ||
    talk?.told.includes('over') === true ||
    (flow === reportDispute && talk?.told.includes('more') !== true)
  const silent = last && stage.said.length > 0
  endTalk(stage, flow, silent)
  return undefined
}

/** Says the flow's last words and closes the talk. */
export function endTalk(stage: Stage, flow: Flow, silent = false): void {
  if (!silent) tell(stage, `${flow.name}.end`, { no: sayNumber(stage.talk?.no ?? '') })
  stage.talk = null
}

/** More than the answer alone is kept. */
const longAnswer = 4

function endUnsettled(stage: Stage, no: string): undefined {
  const { text, files, press } = stage.heard
  const kept = stage.acts.some((act) => act.do === 'more')
  if (press === undefined && !kept && countSigns(fold(text)) > longAnswer) stage.acts.push({ do: 'more', no, text, files })
  goOnWith(stage, no)
  stage.talk = null
  return undefined
}

function placeHeldWords(stage: Stage): Flow | undefined {
  const talk = stage.talk
  const held = (talk?.answers['held'] ?? { pieces: [] }) as Story
  const where = talk?.answers['where']
  if (typeof where !== 'string' || where === 'other') {
    beginTalk(stage, reportDispute, { what: held })
    return reportDispute
  }
  stage.acts.push({ do: 'more', no: where, text: textOf(held), files: held.pieces.flatMap(fileOf) })
  if (closedCases(stage.about).includes(where)) goOnWith(stage, where)
  else tell(stage, 'more-words.added', { no: sayNumber(where) })
  stage.talk = null
  return undefined
}

const fileOf = (piece: Piece): readonly CaseFile[] =>
  'file' in piece ? [{ id: piece.file, kind: piece.kind, ...(piece.seconds === undefined ? {} : { seconds: piece.seconds }) }] : []
