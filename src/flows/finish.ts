/** What happens when a flow has nothing left to ask. */
import { sayNumber } from '../town/case-number.ts'
import type { Flow } from './flow.ts'
import { type Piece, type Story, textOf } from './questions.ts'
import { reportDispute } from './report-dispute.ts'
import { beginTalk, type Stage, tell } from './stage.ts'
import type { HeardFile } from './talk.ts'

/** Ends the talk; words held back go where the person said. @returns the flow that goes on from here, if one does */
export function finish(stage: Stage, flow: Flow): Flow | undefined {
  if (flow.name === 'more-words') return placeHeldWords(stage)
  const talk = stage.talk
  // After danger, and where all was spoken, the last line has been said already with the number.
  const last = talk?.answers['urgent'] !== undefined || (flow === reportDispute && talk?.told.includes('more') !== true)
  const silent = last && stage.said.length > 0
  endTalk(stage, flow, silent)
  return undefined
}

/** Says the flow's last words and closes the talk. */
export function endTalk(stage: Stage, flow: Flow, silent = false): void {
  if (!silent) tell(stage, `${flow.name}.end`, { no: sayNumber(stage.talk?.no ?? '') })
  stage.talk = null
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
  tell(stage, 'more-words.added', { no: sayNumber(where) })
  stage.talk = null
  return undefined
}

const fileOf = (piece: Piece): readonly HeardFile[] =>
  'file' in piece ? [{ id: piece.file, kind: piece.kind, ...(piece.seconds === undefined ? {} : { seconds: piece.seconds }) }] : []
