/** Somebody sends faster than anyone can read: every word is kept with one case, none is answered. Danger is heard all the same. */

import { hearUrgent } from '../town/danger/hear.ts'
import { readForbidden } from '../town/meaning/forbidden.ts'
import { casesToAddTo } from './more-words.ts'
import { reportDispute } from './report-dispute.ts'
import { addToStory, beginTalk, caseOfTalk, setStage, turnOf } from './stage.ts'
import type { About, Heard, Talk, Turn } from './talk.ts'

/**
 * @param alarmed an alarm of theirs is out already: whoever has it reads on
 * @returns undefined where the message must be heard in full (danger, or something is forbidden)
 */
export function keepQuietly(talk: Talk | null, heard: Heard, about: About, alarmed: boolean): Turn | undefined {
  if ((!alarmed && hearUrgent(heard.text) !== undefined) || readForbidden(heard.text).length > 0) return undefined
  const stage = setStage(talk, heard, about)
  const open = casesToAddTo(about)[0]
  if (stage.talk === null && open !== undefined) {
    stage.acts.push({ do: 'more', no: open, text: heard.text, files: heard.files })
    return turnOf(stage)
  }
  if (stage.talk === null) beginTalk(stage, reportDispute)
  // Once there is a case each line is a row of its own; the talk does not grow with them.
  caseOfTalk(stage, 'flood')
  addToStory(stage, reportDispute)
  return turnOf(stage)
}
