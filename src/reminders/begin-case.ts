/** A talk that must not wait for its end becomes a case that staff can see; what the person said is kept and the talk stays open. */
import { answersSoFar } from '../flows/stage.ts'
import type { Effect } from '../store/effect.ts'
import type { OpenTalk } from '../store/open-talk.ts'
import { tellNamed } from '../store/tell-named.ts'
import { beginning, type Case, happen, newCase } from '../town/case.ts'
import { listened } from '../town/discreet.ts'
import type { Watching } from './reminder.ts'

export interface Begun {
  readonly one: Case
  readonly effects: readonly Effect[]
}

/** Begins the case of a talk that has none yet; the officers named for what it touches are told. */
export async function beginCase(watching: Watching, { person, talk }: OpenTalk): Promise<Begun> {
  const { store, now, town } = watching
  const no = await store.freeNumber(`begun:${person}:${talk.begun}`)
  const row = { no, person, openedAt: now, reach: 'chat' } as const
  const events = beginning('left', answersSoFar(talk)).map(listened(town))
  const one = events.reduce((c, event) => happen(c, { at: now, event }), newCase(row))
  return {
    one,
    effects: [
      { do: 'open-case', ...row },
      ...events.map((event): Effect => ({ do: 'happened', no, event })),
      // No sign of life of the person: the clock of the talk goes on.
      { do: 'talk', person, talk: { ...talk, no }, quiet: true },
      ...tellNamed(watching, watching.post, undefined, one),
    ],
  }
}
