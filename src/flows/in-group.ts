/** Danger said in a village's group: kept and alarmed as in private, but said aloud is nothing of it (W4 and W5 would tell everybody). */
import type { Sign } from '../town/danger/hear.ts'
import { book } from './book.ts'
import { keepWords, raise } from './danger.ts'
import { reportDispute } from './report-dispute.ts'
import { give, setStage, turnOf } from './stage.ts'
import type { About, Heard, Talk, Turn } from './talk.ts'
import { gapOf } from './walk.ts'

/** @returns the turn without a word; its talk stands ready, so that the next word in private goes on from what was said here */
export function raiseInGroup(talk: Talk | null, heard: Heard, about: About, sign: Sign): Turn {
  const stage = setStage(talk, heard, about)
  keepWords(stage)
  const isReport = stage.talk?.flow === reportDispute.name
  if (isReport && about.village !== undefined && !('village' in (stage.talk?.answers ?? {})))
    give(stage, 'village', { village: about.village })
  raise(stage, sign)
  const flow = book[stage.talk?.flow ?? '']
  if (stage.talk !== null && flow !== undefined && gapOf(flow, stage.talk, about) === undefined) stage.talk = null
  return { ...turnOf(stage), say: [] }
}
