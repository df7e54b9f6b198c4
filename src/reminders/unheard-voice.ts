/** A voice message cannot be understood by a machine: unheard after 10 minutes it climbs like an alarm; the voices of one case are one line. */
import { reportDispute } from '../flows/report-dispute.ts'
import type { Effect } from '../store/effect.ts'
import { tongueOf } from '../store/post.ts'
import type { UnheardVoice } from '../store/store.ts'
import { voicesOf } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { watchOf } from '../town/town.ts'
import { beginCase } from './begin-case.ts'
import type { Follows, Reminder, Watching } from './reminder.ts'

const minute = 60_000
/** Minutes unheard until the duty, the deputy and the leader are told (10, and then as an alarm climbs). */
const steps = [10 * minute, 13 * minute, 15 * minute] as const

export const unheardVoice: Reminder = {
  id: 'unheard-voice',
  async *due(watching) {
    const { store, now, town, post } = watching
    for (const [step, officer] of watchOf(town, post.duty).entries()) {
      if (officer === undefined) continue
      const before = now - (steps[step] ?? steps[2])
      const told = new Set<string>()
      for await (const voice of store.unheardVoice({ before, old: now - steps[0], flow: reportDispute.name, step })) {
        const one = voice.no ?? `of ${voice.file.person}`
        if (told.has(one)) continue
        told.add(one)
        yield () => tell(watching, voice, officer, { step, before })
      }
    }
  },
}

/** A voice message in a talk without a number belongs to no case yet, and nobody could listen to it: the case begins now. */
async function tell(
  watching: Watching,
  voice: UnheardVoice,
  officer: string,
  { step, before }: { readonly step: number; readonly before: number },
): Promise<Follows> {
  const { words, post } = watching
  const say = (no: string, accused: readonly string[] = []): readonly Effect[] => {
    const text = words[tongueOf(post, officer)].one('staff.unheard', { no: sayNumber(no), count: voice.count })
    const line: Effect = { do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `unheard:${voice.file.id}:${step}`, no }
    return [...(accused.includes(officer) ? [] : [line]), { do: 'voices-told', no, step, before }]
  }
  if (voice.no !== undefined) return { effects: say(voice.no, (await watching.store.caseByNo(voice.no))?.accused) }
  const open = await watching.store.talkOf(voice.file.person)
  if (open === undefined || open.talk.flow !== reportDispute.name || open.talk.no !== undefined) return { effects: [] }
  const { one, effects } = await beginCase(watching, open)
  return { effects: voicesOf(one).some((v) => v.id === voice.file.id) ? [...effects, ...say(one.no, one.accused)] : effects, still: open }
}
