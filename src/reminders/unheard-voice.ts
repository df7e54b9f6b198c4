/** A voice message cannot be understood by a machine: unheard after 10 minutes it climbs like an alarm. */
import { reportDispute } from '../flows/report-dispute.ts'
import { tongueOf } from '../store/post.ts'
import type { Effect, Store } from '../store/store.ts'
import { voicesOf } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { watchOf } from '../town/town.ts'
import { type Begun, beginCase } from './begin-case.ts'
import type { Reminder, Watching } from './reminder.ts'

type Waiting = Awaited<ReturnType<Store['unheardVoice']>>[number]

const minute = 60_000
const mostTalks = 1000
/** Minutes unheard until the duty, the deputy and the leader are told (10, and then as an alarm climbs). */
const steps = [10 * minute, 13 * minute, 15 * minute]

export const unheardVoice: Reminder = {
  id: 'unheard-voice',
  due: async (watching) => {
    const waiting = await watching.store.unheardVoice(watching.now - (steps[0] ?? 0))
    const begun = waiting.some((voice) => voice.no === undefined) ? await beginTheirCases(watching, waiting) : []
    return [
      ...begun.flatMap(({ effects }) => effects),
      ...waiting.flatMap((voice) => {
        const no = voice.no ?? begun.find(({ one }) => voicesOf(one).some((v) => v.id === voice.file.id))?.one.no
        return no === undefined ? [] : tell(watching, no, voice.file.id, voice.at)
      }),
    ]
  },
}

/** A voice message in a talk without a number belongs to no case yet, and nobody could listen to it: the case begins now. */
async function beginTheirCases(watching: Watching, waiting: readonly Waiting[]): Promise<readonly Begun[]> {
  const people = new Set(waiting.filter((voice) => voice.no === undefined).map((voice) => voice.file.person))
  const talks = await watching.store.openTalks(watching.now + 1, mostTalks)
  return Promise.all(
    talks
      .filter((open) => open.talk.flow === reportDispute.name && open.talk.no === undefined && people.has(open.person))
      .map((open) => beginCase(watching, open)),
  )
}

function tell({ words, post, town, now }: Watching, no: string, file: string, at: number): readonly Effect[] {
  const climb = watchOf(town, post.duty)
  return climb.flatMap((officer, step): readonly Effect[] => {
    if (officer === undefined || now - at < (steps[step] ?? 0)) return []
    const text = words[tongueOf(post, officer)].one('staff.unheard', { no: sayNumber(no) })
    return [{ do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `unheard:${file}:${step}`, no }]
  })
}
