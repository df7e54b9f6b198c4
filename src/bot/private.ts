/** A resident's private talk: one turn, and what follows from it for the case, the staff and the person. */
import { eventOf } from '../flows/event-of.ts'
import { keepQuietly } from '../flows/keep-quietly.ts'
import { firstContact } from '../flows/promise.ts'
import { type Story, textOf } from '../flows/questions.ts'
import type { About, Act, Answers, Heard, Turn } from '../flows/talk.ts'
import { takeTurn } from '../flows/turn.ts'
import type { Effect } from '../store/effect.ts'
import type { Loaded } from '../store/store.ts'
import { accusedIn } from '../town/accused.ts'
import { type Case, type CaseEvent, happen, isNotFree, newCase } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { listened, namedForCase, whoAnswersFor } from '../town/discreet.ts'
import { dutyFor, type Officer, officerOf } from '../town/town.ts'
import { localOf } from '../town/zone.ts'
import { type House, wordsForOfficer } from './house.ts'
import { alarmDuty, alarmOut, callDuty, tellAlarmed, tellFreedom, tellHolder } from './staff/alarm.ts'
import { tellStaff } from './staff/cards.ts'

/** @param flood when it began that they send faster than anyone can be answered (epoch ms): all is kept, one line says so */
export function inPrivate(house: House, loaded: Loaded, now: number, flood: number | undefined): readonly Effect[] {
  const { talk } = loaded
  const about = aboutOf(house, loaded, now)
  const heard = heardOf(loaded)
  if (flood !== undefined) {
    const quiet = keepQuietly(talk, heard, about, alarmOut(loaded) !== undefined)
    if (quiet !== undefined)
      return [...follow(house, loaded, quiet, now), ...(talk?.hush === true ? [] : [tellTooFast(house, loaded, flood)])]
  }
  const turn = takeTurn(talk, heard, about)
  return [
    ...rememberVillage(loaded),
    ...tellLong(house, loaded),
    ...follow(house, loaded, turn, now),
    ...repeatInNewTongue(house, loaded, turn),
  ]
}

/** @param here the village of the group where it was said */
export function aboutOf(house: House, loaded: Loaded, now: number, here?: string): About {
  const { row, person } = loaded
  const village = here ?? row.village ?? person.village
  const duty = dutyOf(house, loaded)
  return {
    now,
    zone: house.zone,
    town: house.town,
    words: house.words[person.lang],
    number: loaded.number,
    cases: loaded.cases,
    alarms: alarmsOf(house, loaded),
    reach: 'chat',
    // Nothing is promised where nobody is on duty.
    promise: (answers, no) =>
      duty === undefined ? undefined : firstContact(house, answers, namedIn(house, loaded, answers, no, now), now, person.lang),
    ...(village === undefined ? {} : { village }),
    ...(duty === undefined ? {} : { duty }),
  }
}

const alarmsOf = (house: House, { post, person }: Loaded): NonNullable<About['alarms']> =>
  post.alarms
    .filter((alarm) => alarm.person === person.id)
    .map(({ no, seenBy }) => ({ no, ...(seenBy === undefined ? {} : { seenBy: officerOf(house.town, seenBy)?.name ?? '' }) }))

const hourMs = 3_600_000

/** Once in a flood. */
const tellTooFast = (house: House, { person }: Loaded, flood: number): Effect => ({
  do: 'send',
  to: { person: person.id },
  message: { text: house.words[person.lang].one('common.tooMuch') },
  class: 'reply',
  once: `too-fast:${person.id}:${flood}`,
})

/** Words that were too long for a line lie in a file; whoever is not free to speak hears nothing of it. */
const tellLong = (house: House, { row, person, talk }: Loaded): readonly Effect[] =>
  talk?.hush === true || !row.files.some((f) => f.type === 'text/plain')
    ? []
    : [
        {
          do: 'send',
          to: { person: person.id },
          message: { text: house.words[person.lang].one('common.long') },
          class: 'reply',
          once: `${row.id}:long`,
        },
      ]

/** The files of a message as talks and cases name them. */
export const filesOf = ({ files }: Pick<Loaded['row'], 'files'>): Heard['files'] =>
  files.map((f) => ({ id: f.id, kind: f.kind, ...(f.seconds === undefined ? {} : { seconds: f.seconds }) }))

/** A message as the turn hears it. */
export function heardOf(loaded: Loaded): Heard {
  const { row, asked } = loaded
  const closing = closingHeard(loaded)
  return {
    id: String(row.id),
    text: row.text,
    files: filesOf(row),
    early: isEarly(row, asked),
    at: row.at,
    ...(row.press === undefined ? {} : { press: row.press }),
    ...(row.edits === undefined ? {} : { edit: true }),
    ...(closing === undefined ? {} : { closing }),
  }
}

type Asked = NonNullable<Loaded['asked']>

/** The case whose W13 is the newest question that the person had before them; what was asked and not seen is none. */
function closingHeard({ row, asked, closings, cases, talk }: Loaded): string | undefined {
  const seen = (one: Asked): boolean => one.triedAt !== undefined && row.at >= one.triedAt - toleranceMs && !isEarly(row, one)
  const later = (a: Asked, b: Asked): number => (b.triedAt ?? 0) - (a.triedAt ?? 0) || b.id - a.id
  const newest = [...closings].filter(seen).sort(later)[0]
  if (newest === undefined || (asked !== undefined && seen(asked) && later(newest, asked) > 0)) return undefined
  const no = cases.find((one) => one.asked === newest.once)?.no
  return no === talk?.no ? undefined : no
}

/** WeChat knows only the time, and clocks differ a little. */
const toleranceMs = 2000

/** Whether a message was said before the question on the table had reached the person (reliability §3, Order). */
export function isEarly(row: Loaded['row'], asked: Loaded['asked']): boolean {
  if (asked === undefined) return false
  if (row.seen !== undefined) return row.seen < asked.id
  return asked.triedAt === undefined || row.at < asked.triedAt - toleranceMs
}

/** Who is on duty for what is said now, if enrolled; never who is accused in it. */
export function dutyOf(
  { town }: House,
  { post, row, talk, cases }: Pick<Loaded, 'post' | 'talk' | 'cases'> & { readonly row: Pick<Loaded['row'], 'text'> },
): { name: string; phone: string } | undefined {
  const said = [row.text, textOf(talk?.answers['what'] as Story | undefined)].flatMap((text) => accusedIn(town, text))
  const known = cases.find((one) => one.no === talk?.no)?.accused ?? []
  const duty = dutyFor(town, post.duty, [...said, ...known], (officer) => post.people.has(officer))
  if (duty === undefined || !post.people.has(duty)) return undefined
  const officer = officerOf(town, duty)
  return officer === undefined ? undefined : { name: officer.name, phone: town.phones.duty }
}

const caseOrNew = ({ cases, person }: Loaded, no: string, now: number): Case =>
  cases.find((one) => one.no === no) ?? newCase({ no, person: person.id, openedAt: now, reach: 'chat' })

/** Who is named for the discreet matters in what was told, enrolled ones first. */
function namedIn({ town }: House, loaded: Loaded, answers: Answers, no: string, now: number): Officer | undefined {
  const told = listened(town)({ is: 'answer', key: 'what', value: answers['what'] ?? null })
  const named = namedForCase(town, happen(caseOrNew(loaded, no, now), { at: now, event: told }))
  return officerOf(town, named.find((one) => loaded.post.people.has(one)) ?? named[0])
}

const rememberVillage = ({ row, person }: Loaded): readonly Effect[] =>
  row.village === undefined || row.village === person.village ? [] : [{ do: 'person', person: person.id, village: row.village }]

/** Writes down what a turn brought. */
export function follow(house: House, loaded: Loaded, turn: Turn, now: number): readonly Effect[] {
  const { row, person, talk } = loaded
  const effects: Effect[] = []
  const touched = new Map<string, { before: Case | undefined; after: Case }>()
  const caseAt = (no: string): Case => touched.get(no)?.after ?? caseOrNew(loaded, no, now)
  const note = (no: string, event: CaseEvent): void => {
    const one = touched.get(no) ?? { before: loaded.cases.find((c) => c.no === no), after: caseAt(no) }
    const heard = listened(house.town)(event)
    touched.set(no, { before: one.before, after: happen(one.after, { at: now, event: heard }) })
    effects.push({ do: 'happened', no, event: heard })
  }
  const later: (() => readonly Effect[])[] = []
  for (const act of turn.acts) {
    if (act.do === 'begin-case') effects.push({ do: 'open-case', no: act.no, person: person.id, reach: 'chat' })
    const happened = eventOf(act)
    if (happened !== undefined) note(happened.no, happened.event)
    if (act.do === 'alarm') later.push(() => alarmDuty(house, loaded, caseAt(act.no), act.sign, now))
    else if (act.do === 'says-calm') later.push(() => tellAlarmed(house, loaded, caseAt(act.no), 'saysCalm'))
    else if (act.do === 'says-looks') later.push(() => tellAlarmed(house, loaded, caseAt(act.no), 'addedWords'))
    else if (act.do === 'withdraw') later.push(() => tellHolder(house, loaded, caseAt(act.no), 'withdrawn'))
    else if (act.do === 'forbid') later.push(() => tellHolder(house, loaded, caseAt(act.no), `forbidden.${act.key}`))
    else if (act.do === 'call-human')
      later.push(() =>
        callDuty(house, loaded, caseAt(act.no), act.hourly === true ? `${act.no}:${Math.floor(now / hourMs)}` : String(row.id)),
      )
    else if (act.do === 'language') effects.push({ do: 'person', person: person.id, lang: act.lang })
    else if (act.do === 'notice-shown') effects.push({ do: 'notice-shown', person: person.id, version: act.version })
  }
  if (turn.talk !== talk) effects.push({ do: 'talk', person: person.id, talk: turn.talk })
  turn.say.forEach((say, i) => {
    effects.push({
      do: 'send',
      to: { person: person.id },
      message: say,
      class: 'reply',
      once: `${row.id}:${i}`,
      ...(say.number === undefined ? {} : { no: say.number }),
    })
  })
  for (const { before, after } of touched.values()) effects.push(...tellStaff(house, loaded.post, before, after, `${row.id}`, now))
  // One line is enough: who hears that it is open again looks at the words too.
  const reopened = turn.acts.flatMap((act) => (act.do === 'reopen' ? [act.no] : []))
  const more = turn.acts.filter((act) => act.do !== 'more' || !reopened.includes(act.no))
  effects.push(...more.flatMap((act) => ('no' in act ? tellOfMore(house, loaded, act, touched.get(act.no)?.after, now) : [])))
  const freedom = turn.acts.flatMap((act) =>
    act.do === 'answer' && act.key === 'safe' && saysNew(loaded, act)
      ? tellFreedom(house, loaded, caseAt(act.no), act.value === 'yes')
      : [],
  )
  return [...effects, ...later.flatMap((write) => write()), ...freedom]
}

/** Staff think that everybody is free until they hear otherwise. */
const saysNew = ({ cases }: Loaded, { no, value }: Extract<Act, { do: 'answer' }>): boolean =>
  (value === 'no') !== isNotFree(cases.find((one) => one.no === no))

/** Who has the case hears that the person has added words (once until they look again); who answers for it, that they wait (once a day) or are not content. */
function tellOfMore(house: House, { post, row }: Loaded, act: Act, one: Case | undefined, now: number): readonly Effect[] {
  if (one === undefined || (act.do !== 'more' && act.do !== 'reopen')) return []
  const what = act.do === 'reopen' ? 'notSettled' : act.waits === true ? 'waits' : 'addedWords'
  const told = what === 'addedWords' ? [one.holder ?? []].flat() : whoAnswersFor(house.town, post.duty, one, (o) => post.people.has(o))
  return told.map((officer): Effect => {
    const since = {
      addedWords: one.readBy.find((r) => r.by === officer)?.at ?? 0,
      waits: localOf(now, house.zone).date,
      notSettled: row.id,
    }[what]
    const text = wordsForOfficer(house, post, officer).one(`staff.${what}`, { no: sayNumber(one.no) })
    return { do: 'send', to: { officer }, message: { text }, class: 'notice', once: `${what}:${one.no}:${officer}:${since}`, no: one.no }
  })
}

/** After /lang the first answer comes in the new language. */
function repeatInNewTongue(house: House, loaded: Loaded, turn: Turn): readonly Effect[] {
  const chosen = turn.acts.find((a) => a.do === 'language')
  if (chosen === undefined) return []
  const text = house.words[chosen.lang].one('common.language')
  return [{ do: 'send', to: { person: loaded.person.id }, message: { text }, class: 'reply', once: `${loaded.row.id}:lang` }]
}
