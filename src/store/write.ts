/** Seals what the effects add up to and writes it, set by set; call it inside a transaction. */
import { makesWay, type Talk } from '../flows/talk.ts'
import { type Case, type CaseEvent, happen, isOver, newCase, remindedBy } from '../town/case.ts'
import { nextLink } from './audit.ts'
import { casesOfRows, remember } from './cases.ts'
import { count } from './counts.ts'
import type { Effect } from './effect.ts'
import { codesIn } from './enrolment.ts'
import { type Draft, filesIn, foldEffects } from './fold.ts'
import {
  callAlarm,
  casesByNo,
  hearFiles,
  projectCases,
  putAlarms,
  putCases,
  putEvents,
  seeAlarm,
  stepAlarm,
  tellVoices,
  tieFiles,
} from './hot/cases.ts'
import { addNudges, dropTalks, putTalks, putTalksIfNone, putTalksQuietly, setLang, setNotice, setVillage, talksOf } from './hot/inbox.ts'
import { putOutbox, unsend } from './hot/outbox.ts'
import { endEnrolment, groupSpoken, putAudit, putDuty, putEnrolment, releaseForOfficer, spendCode } from './hot/town.ts'
import type { Inside } from './inside.ts'
import { theTown } from './keyring.ts'
import { learnKeys } from './learn.ts'
import { loadWatch } from './post.ts'

/** What waits for somebody who could not be reached is sent when they can be, unless it is older than this. */
export const heldFor = 3 * 24 * 60 * 60 * 1000

/** Events that can change what the row of a case says of it. */
const weighty: ReadonlySet<CaseEvent['is']> = new Set([
  'reported',
  'replied',
  'unsaid',
  'called',
  'urged',
  'closed',
  'reopened',
  'withdrawn',
])

/** The cases to which something happens, as they stood before: of this batch, known, or looked up. @throws Error for a number that is no case */
async function casesBefore(s: Inside, draft: Draft, now: number): Promise<ReadonlyMap<string, Case>> {
  const cases = new Map(draft.cases.map(({ no, person, reach }) => [no, newCase({ no, person, openedAt: now, reach })]))
  const wanted = new Set<string>()
  for (const { no } of draft.events) {
    if (cases.has(no)) continue
    const known = s.cases.get(no)
    if (known === undefined) wanted.add(no)
    else cases.set(no, known)
  }
  const rows = wanted.size === 0 ? [] : await s.engine.writer.all(casesByNo, { nos: [...wanted] })
  // The history is opened only where it counts: a damaged one takes words all the same.
  const counting = new Set(draft.events.flatMap(({ no, event }) => (weighty.has(event.is) ? [no] : [])))
  for (const { no, person, opened_at, reach } of rows)
    cases.set(no, newCase({ no, person, openedAt: opened_at, reach: reach as Case['reach'] }))
  for (const [no, one] of await casesOfRows(
    s,
    rows.filter((row) => counting.has(row.no)),
  ))
    cases.set(no, one)
  for (const no of wanted) if (!cases.has(no)) throw new Error('no such case')
  return cases
}

/** What the rows of the cases say of them where these events change it: whether they are over, and the promise to be reminded of. */
function projected(draft: Draft, before: ReadonlyMap<string, Case>, now: number) {
  const after = new Map(before)
  for (const { no, event, by } of draft.events) {
    const one = after.get(no)
    if (one !== undefined) after.set(no, happen(one, { at: now, event, ...(by === null ? {} : { by }) }))
  }
  const rowOf = (one: Case | undefined) => ({
    closed: one !== undefined && isOver(one) ? now : null,
    due: (one === undefined ? undefined : remindedBy(one)) ?? null,
  })
  return [...after].flatMap(([no, one]) => {
    const [was, is] = [rowOf(before.get(no)), rowOf(one)]
    return was.closed === is.closed && was.due === is.due ? [] : [{ no, ...is }]
  })
}

async function writeTalks(s: Inside, draft: Draft, now: number): Promise<void> {
  const { writer } = s.engine
  const rowOf = (person: number, talk: Talk) => {
    const body = s.ring.sealJson(person, talk, ['talk', 'body', person])
    return { person, flow: talk.flow, body, updated_at: now }
  }
  const written = (how: 'fresh' | 'quiet' | 'if-none') =>
    [...draft.talks].flatMap(([person, t]) => (t.talk !== null && t.how === how ? [rowOf(person, t.talk)] : []))
  const ended = [...draft.talks].flatMap(([person, { talk }]) => (talk === null ? [person] : []))
  const asking = written('if-none').map((row) => row.person)
  for (const { person, body } of asking.length === 0 ? [] : await writer.all(talksOf, { persons: asking })) {
    const open = s.ring.tryJson(body, ['talk', 'body', person]) as Talk | undefined
    // A damaged one cannot go on: it makes way.
    if (open === undefined || makesWay(open, draft.talks.get(person)?.talk as Talk)) ended.push(person)
  }
  if (ended.length > 0) await writer.run(dropTalks, { persons: ended })
  await writer.each(putTalks, written('fresh'))
  await writer.each(putTalksQuietly, written('quiet'))
  await writer.each(putTalksIfNone, written('if-none'))
  await writer.each(
    addNudges,
    [...draft.nudges].map(([person, kinds]) => ({ person, kinds: [...kinds].join(',') })),
  )
}

async function writeCases(s: Inside, draft: Draft, now: number, before: ReadonlyMap<string, Case>): Promise<void> {
  const { writer } = s.engine
  await writer.each(
    putCases,
    draft.cases.map(({ no, person, reach }) => ({ no, person, opened_at: now, reach })),
  )
  const rows = draft.events.map(({ no, event, by }) => {
    const id = s.ids.next('case_event')
    const owner = before.get(no)?.person ?? theTown
    return { id, no, at: now, officer: by, body: s.ring.sealJson(owner, event, ['case_event', 'body', id]) }
  })
  await writer.each(putEvents, rows)
  await writer.each(projectCases, projected(draft, before, now))
  const files = new Map<string, string>()
  const heard = new Set<string>()
  for (const { no, event } of draft.events) {
    if (event.is === 'heard') heard.add(event.file)
    else for (const id of filesIn(event)) files.set(id, no)
  }
  await writer.each(
    tieFiles,
    [...files].map(([id, no]) => ({ id, no })),
  )
  await writer.each(
    hearFiles,
    [...heard].map((id) => ({ id, at: now })),
  )
  for (const { no, step, before: old } of draft.voicesTold) await writer.run(tellVoices, { no, step, before: old })
  s.afterCommit.push(() => remember(s, draft, now))
}

async function writeOutbox(s: Inside, draft: Draft, now: number): Promise<number> {
  if (draft.unsend.size > 0) await s.engine.writer.run(unsend, { onces: [...draft.unsend] })
  const rows = [...draft.outs.values()].map((out) => {
    const id = s.ids.next('outbox')
    const owner = out.lane !== null && out.lane > 0 ? out.lane : theTown
    return {
      id,
      lane: out.lane,
      officer: out.officer,
      dest: out.dest,
      class: out.class,
      once: out.once,
      body: s.ring.sealJson(owner, out.message, ['outbox', 'body', id]),
      no: out.no,
      state: out.state,
      code: out.state === 'held' ? 'not-enrolled' : null,
      not_before: out.notBefore,
      created_at: now,
    }
  })
  return s.engine.writer.each(putOutbox, rows)
}

async function writeTown(s: Inside, draft: Draft, now: number): Promise<void> {
  const { writer } = s.engine
  await writer.each(
    putAlarms,
    draft.alarms.map(({ id, no, person, sign }) => ({
      id,
      no,
      person,
      sign: s.ring.seal(person, sign, ['alarm', 'sign', id]),
      sent_at: now,
    })),
  )
  for (const effect of draft.alarmSteps) {
    if (effect.do === 'alarm-step') await writer.run(stepAlarm, { id: effect.id, step: effect.step })
    else await writer.run(effect.do === 'alarm-seen' ? seeAlarm : callAlarm, { id: effect.id, by: effect.by, at: now })
  }
  await writer.each(
    putDuty,
    draft.duty.map((officer) => ({ id: s.ids.next('duty'), officer, at: now })),
  )
  await writer.each(
    groupSpoken,
    [...draft.spoken].map((id) => ({ id, at: now })),
  )
  for (const { person, officer, role, code } of draft.enrols) {
    await writer.run(endEnrolment, { person, officer })
    await writer.each(putEnrolment, [{ person, officer, role, at: now }])
    await writer.run(releaseForOfficer, { officer, person, since: now - heldFor })
    for (const spelt of codesIn(code)) await writer.run(spendCode, { hash: s.ring.codeHash(spelt), person, now })
  }
  const changed =
    draft.alarms.length + draft.alarmSteps.length + draft.duty.length + draft.spoken.size + draft.enrols.length + draft.langs.size > 0
  if (changed) {
    s.afterCommit.push(() => {
      s.watch = undefined
    })
  }
}

async function writePersons(s: Inside, draft: Draft, now: number): Promise<void> {
  const { writer } = s.engine
  await writer.each(
    setLang,
    [...draft.langs].map(([id, lang]) => ({ id, lang })),
  )
  await writer.each(
    setVillage,
    [...draft.villages].map(([id, village]) => ({ id, village })),
  )
  await writer.each(
    setNotice,
    [...draft.notices].map(([id, version]) => ({ id, version, at: now })),
  )
}

async function writeAudit(s: Inside, draft: Draft, now: number): Promise<void> {
  const rows = draft.audits.map(({ actor, act, object }) => {
    const row = nextLink(s.audit, { at: now, actor, act, object })
    s.audit = row
    return row
  })
  await s.engine.writer.each(putAudit, rows)
}

/** Writes the effects and adds to the counts. @throws Error for an effect on a person or case that does not exist */
export async function writeEffects(
  s: Inside,
  effects: readonly Effect[],
  now: number,
  counts: Readonly<Record<string, number>> = {},
): Promise<void> {
  s.watch ??= await loadWatch(s.engine.writer)
  const draft = foldEffects(effects, { watch: s.watch, ids: s.ids, now })
  const before = await casesBefore(s, draft, now)
  await learnKeys(s.engine.writer, s.ring, [
    ...draft.talks.keys(),
    ...[...draft.outs.values()].flatMap((o) => (o.lane !== null && o.lane > 0 ? [o.lane] : [])),
    ...[...before.values()].map((one) => one.person),
    ...draft.alarms.map((a) => a.person),
  ])
  await writePersons(s, draft, now)
  await writeCases(s, draft, now, before)
  await writeTalks(s, draft, now)
  const written = await writeOutbox(s, draft, now)
  await writeTown(s, draft, now)
  await writeAudit(s, draft, now)
  await count(s, { ...counts, 'outbox.written': written, 'case.opened': draft.cases.length, 'alarm.raised': draft.alarms.length })
}
