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
    const noOf = (voice: Waiting): string | undefined =>
      voice.no ?? begun.find(({ one }) => voicesOf(one).some((v) => v.id === voice.file.id))?.one.no
    const cases = new Set(waiting.map(noOf))
    return [
      ...begun.flatMap(({ effects }) => effects),
      ...[...cases].flatMap((no) =>
        no === undefined
          ? []
          : tell(
              watching,
              no,
              waiting.filter((voice) => noOf(voice) === no),
            ),
      ),
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

/** One line for each case and step, with how many wait; voices that came within ten minutes climb together. */
function tell({ words, post, town, now }: Watching, no: string, voices: readonly Waiting[]): readonly Effect[] {
  const firsts = firstOfEach(voices)
  return watchOf(town, post.duty).flatMap((officer, step): readonly Effect[] => {
    const first = firsts.findLast((voice) => now - voice.at >= (steps[step] ?? 0))
    if (officer === undefined || first === undefined) return []
    const text = words[tongueOf(post, officer)].one('staff.unheard', { no: sayNumber(no), count: voices.length })
    return [{ do: 'send', to: { officer }, message: { text }, class: 'alarm', once: `unheard:${first.file.id}:${step}`, no }]
  })
}

/** The voice that begins each ten minutes of talking, the oldest first. */
function firstOfEach(voices: readonly Waiting[]): readonly Waiting[] {
  const firsts: Waiting[] = []
  for (const voice of voices.toSorted((a, b) => a.at - b.at))
    if (voice.at - (firsts.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= (steps[0] ?? 0)) firsts.push(voice)
  return firsts
}
