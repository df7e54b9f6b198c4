/** A voice message cannot be understood by a machine: unheard after 10 minutes it climbs like an alarm. */
import { reportDispute } from '../flows/report-dispute.ts'
import { tongueOf } from '../store/post.ts'
import type { Effect, UnheardVoice } from '../store/store.ts'
import { voicesOf } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { watchOf } from '../town/town.ts'
import { beginCase } from './begin-case.ts'
import type { Follows, Reminder, Watching } from './reminder.ts'

const minute = 60_000
/** Minutes unheard until the duty, the deputy and the leader are told (10, and then as an alarm climbs). */
const steps = [10 * minute, 13 * minute, 15 * minute]

export const unheardVoice: Reminder = {
  id: 'unheard-voice',
  async *due(watching) {
    const { store, now, town, post } = watching
    for (const [step, officer] of watchOf(town, post.duty).entries()) {
      if (officer === undefined) continue
      const before = now - (steps[step] ?? 0)
      for await (const voice of store.unheardVoice({ before, flow: reportDispute.name, once: ['unheard:', `:${step}`] }))
        yield () => tell(watching, voice, officer, step)
    }
  },
}

/** A voice message in a talk without a number belongs to no case yet, and nobody could listen to it: the case begins now. */
async function tell(watching: Watching, voice: UnheardVoice, officer: string, step: number): Promise<Follows> {
  const { words, post } = watching
  const say = (no: string): Effect => {
    const text = words[tongueOf(post, officer)].one('staff.unheard', { no: sayNumber(no), count: 1 })
    return { do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `unheard:${voice.file.id}:${step}`, no }
  }
  if (voice.no !== undefined) return { effects: [say(voice.no)] }
  const open = await watching.store.talkOf(voice.file.person)
  if (open === undefined || open.talk.flow !== reportDispute.name || open.talk.no !== undefined) return { effects: [] }
  const { one, effects } = await beginCase(watching, open)
  return { effects: voicesOf(one).some((v) => v.id === voice.file.id) ? [...effects, say(one.no)] : effects, still: open }
}
