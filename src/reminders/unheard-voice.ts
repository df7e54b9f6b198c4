/** A voice message cannot be understood by a machine: unheard after 10 minutes it climbs like an alarm. */
import { tongueOf } from '../store/post.ts'
import type { Effect } from '../store/store.ts'
import { sayNumber } from '../town/case-number.ts'
import { watchOf } from '../town/town.ts'
import type { Reminder, Watching } from './reminder.ts'

const minute = 60_000
/** Minutes unheard until the duty, the deputy and the leader are told (10, and then as an alarm climbs). */
const steps = [10 * minute, 13 * minute, 15 * minute]

export const unheardVoice: Reminder = {
  id: 'unheard-voice',
  due: async (watching) => {
    const waiting = await watching.store.unheardVoice(watching.now - (steps[0] ?? 0))
    return waiting.flatMap((voice) => (voice.no === undefined ? [] : tell(watching, voice.no, voice.file.id, voice.at)))
  },
}

function tell({ words, post, town, now }: Watching, no: string, file: string, at: number): readonly Effect[] {
  const climb = watchOf(town, post.duty)
  return climb.flatMap((officer, step): readonly Effect[] => {
    if (officer === undefined || now - at < (steps[step] ?? 0)) return []
    const text = words[tongueOf(post, officer)].one('staff.unheard', { no: sayNumber(no) })
    return [{ do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `unheard:${file}:${step}`, no }]
  })
}
