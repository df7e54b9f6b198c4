/** Folds the effects of many messages, in order, into what has to be written. Pure but for the ids it is given. */
import { makesWay, type Talk } from '../flows/talk.ts'
import type { CaseEvent } from '../town/case.ts'
import type { Effect, MessageClass } from './effect.ts'
import type { Ids } from './inside.ts'
import type { Outgoing } from './outgoing.ts'
import type { Watch } from './post.ts'

/** fresh: its time and nudges begin anew; quiet: they stay; if-none: an open talk of another matter stays as it is. */
interface DraftTalk {
  readonly talk: Talk | null
  readonly how: 'fresh' | 'quiet' | 'if-none'
}

export interface DraftOut {
  readonly lane: number | null
  readonly officer: string | null
  readonly dest: 'person' | 'group' | 'staff'
  readonly class: MessageClass
  readonly once: string
  readonly message: Outgoing
  readonly no: string | null
  readonly notBefore: number
  state: 'pending' | 'held' | 'unsent'
}

type Of<Kind extends Effect['do']> = Extract<Effect, { do: Kind }>

export interface Draft {
  readonly talks: Map<number, DraftTalk>
  /** Person -> kinds, each once. */
  readonly nudges: Map<number, Set<string>>
  readonly voicesTold: Of<'voices-told'>[]
  readonly outs: Map<string, DraftOut>
  readonly unsend: Set<string>
  readonly cases: Of<'open-case'>[]
  readonly events: { readonly no: string; readonly event: CaseEvent; readonly by: string | null }[]
  readonly alarms: (Of<'alarm'> & { readonly id: number })[]
  readonly alarmSteps: (Of<'alarm-step'> | Of<'alarm-seen'> | Of<'alarm-called'>)[]
  readonly duty: string[]
  readonly langs: Map<number, string>
  readonly villages: Map<number, string>
  readonly notices: Map<number, string>
  readonly spoken: Set<number>
  readonly audits: Of<'audit'>[]
  readonly enrols: Of<'enrol'>[]
}

const emptyDraft = (): Draft => ({
  talks: new Map(),
  nudges: new Map(),
  voicesTold: [],
  outs: new Map(),
  unsend: new Set(),
  cases: [],
  events: [],
  alarms: [],
  alarmSteps: [],
  duty: [],
  langs: new Map(),
  villages: new Map(),
  notices: new Map(),
  spoken: new Set(),
  audits: [],
  enrols: [],
})

interface Around {
  readonly watch: Watch
  readonly ids: Ids
  readonly now: number
}

export function foldEffects(effects: readonly Effect[], { watch, ids, now }: Around): Draft {
  const draft = emptyDraft()
  const officers = new Map(watch.officers)
  const staff = new Set(watch.staff.keys())
  const staffGroups = new Set(watch.groups.filter((g) => g.kind === 'staff').map((g) => g.id))

  const addressOf = ({ to }: Of<'send'>): Pick<DraftOut, 'lane' | 'officer' | 'dest' | 'state'> => {
    if ('group' in to) return { lane: -to.group, officer: null, dest: staffGroups.has(to.group) ? 'staff' : 'group', state: 'pending' }
    if ('person' in to) return { lane: to.person, officer: null, dest: staff.has(to.person) ? 'staff' : 'person', state: 'pending' }
    const lane = officers.get(to.officer) ?? null
    return { lane, officer: to.officer, dest: 'staff', state: lane === null ? 'held' : 'pending' }
  }

  for (const effect of effects) {
    switch (effect.do) {
      case 'talk': {
        const before = draft.talks.get(effect.person)
        const fresh = effect.quiet !== true || before?.how === 'fresh' || before?.talk === null
        draft.talks.set(effect.person, { talk: effect.talk, how: fresh ? 'fresh' : 'quiet' })
        if (effect.quiet !== true) draft.nudges.delete(effect.person)
        break
      }
      case 'talk-if-none': {
        const before = draft.talks.get(effect.person)
        if (before === undefined) draft.talks.set(effect.person, { talk: effect.talk, how: 'if-none' })
        else if (before.talk === null || makesWay(before.talk, effect.talk))
          draft.talks.set(effect.person, { talk: effect.talk, how: 'fresh' })
        break
      }
      case 'voices-told':
        draft.voicesTold.push(effect)
        break
      case 'nudged':
        draft.nudges.set(effect.person, (draft.nudges.get(effect.person) ?? new Set()).add(effect.kind))
        break
      case 'send': {
        if (draft.outs.has(effect.once)) break
        const { once, message, no = null, notBefore = now } = effect
        draft.outs.set(once, { ...addressOf(effect), class: effect.class, once, message, no, notBefore })
        break
      }
      case 'unsend': {
        const out = draft.outs.get(effect.once)
        if (out !== undefined) out.state = 'unsent'
        draft.unsend.add(effect.once)
        break
      }
      case 'open-case':
        draft.cases.push(effect)
        break
      case 'happened':
        draft.events.push({ no: effect.no, event: effect.event, by: effect.by ?? null })
        break
      case 'alarm':
        draft.alarms.push({ ...effect, id: ids.next('alarm') })
        break
      case 'alarm-step':
      case 'alarm-seen':
      case 'alarm-called':
        draft.alarmSteps.push(effect)
        break
      case 'duty':
        draft.duty.push(effect.officer)
        break
      case 'person':
        if (effect.lang !== undefined) draft.langs.set(effect.person, effect.lang)
        if (effect.village !== undefined) draft.villages.set(effect.person, effect.village)
        break
      case 'notice-shown':
        draft.notices.set(effect.person, effect.version)
        break
      case 'group-spoken':
        draft.spoken.add(effect.group)
        break
      case 'audit':
        draft.audits.push(effect)
        break
      case 'enrol':
        draft.enrols.push(effect)
        for (const [officer, bound] of officers) if (bound === effect.person) officers.delete(officer)
        officers.set(effect.officer, effect.person)
        staff.add(effect.person)
        break
    }
  }
  return draft
}

/** Ids of stored files named anywhere in an event. */
export function filesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^[0-9a-f]{32}$/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(filesIn)
}
