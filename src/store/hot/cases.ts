/** Statements of cases, their events, alarms and files. */
import { ask, change, insert } from './hot.ts'

export interface CaseFileRow {
  readonly no: string
  readonly person: number
  readonly opened_at: number
  readonly reach: string
}
export interface EventRow {
  readonly id: number
  readonly no: string
  readonly at: number
  readonly officer: string | null
  readonly body: string
}

const columns = 'no, person, opened_at, reach'
export const casesByPerson = ask<{ persons: readonly number[] }, CaseFileRow>(`
  SELECT ${columns} FROM case_file WHERE person IN :persons[int] ORDER BY person, opened_at DESC, no`)
export const casesByNo = ask<{ nos: readonly string[] }, CaseFileRow>(`SELECT ${columns} FROM case_file WHERE no IN :nos[text]`)
export const casesOpen = ask<{ limit: number }, CaseFileRow>(
  `SELECT ${columns} FROM case_file WHERE closed_at IS NULL ORDER BY opened_at DESC LIMIT :limit`,
)
export const casesDue = ask<{ before: number }, CaseFileRow>(
  `SELECT ${columns} FROM case_file WHERE due_at < :before ORDER BY due_at LIMIT 500`,
)
export const eventsOf = ask<{ nos: readonly string[] }, EventRow>(
  `SELECT id, no, at, officer, body FROM case_event WHERE no IN :nos[text] ORDER BY id`,
)

export const putCases = insert('case_file', { no: 'text', person: 'int', opened_at: 'bigint', reach: 'text' })
export const putEvents = insert('case_event', { id: 'int', no: 'text', at: 'bigint', officer: 'text?', body: 'text' })
/** `closed`: the moment at which a case that is over ended, unless it has ended before; null for one that goes on. */
export const projectCases = change(
  'case_file',
  { no: 'text', closed: 'bigint?', due: 'bigint?' },
  'closed_at = CASE WHEN :closed IS NULL THEN NULL ELSE coalesce(case_file.closed_at, :closed) END, due_at = :due',
  'case_file.no = :no',
)

/** Ties files to the case whose event names them; one of somebody else stays untied, whatever an event says. */
export const tieFiles = change(
  'stored_file',
  { id: 'text', no: 'text' },
  'no = :no',
  'stored_file.id = :id AND stored_file.no IS NULL AND stored_file.person = (SELECT c.person FROM case_file c WHERE c.no = :no)',
)
export const hearFiles = change(
  'stored_file',
  { id: 'text', at: 'bigint' },
  'heard_at = coalesce(stored_file.heard_at, :at)',
  'stored_file.id = :id',
)
/** The watch has been told of a case's voices up to this step: of those told before, and of those that waited as long; at the first step of all. */
export const tellVoices = ask<{ no: string; step: number; before: number }>(`
  UPDATE stored_file SET told = :step + 1
  WHERE no = :no AND kind = 'voice' AND heard_at IS NULL AND told <= :step AND (:step = 0 OR told > 0 OR at <= :before)`)
/** Of a case or of an open talk that can become one, and how many of it are as old as `old`; without those of which so many have been told. */
export const unheard = ask<
  { at: number; id: string; before: number; old: number; flow: string; step: number; limit: number },
  {
    id: string
    person: number
    kind: string
    type: string
    bytes: number
    seconds: number | null
    no: string | null
    at: number
    count: number
  }
>(`
  SELECT f.id, f.person, f.kind, f.type, f.bytes, f.seconds, f.no, f.at,
    (SELECT count(*) FROM stored_file g WHERE g.person = f.person AND g.kind = 'voice' AND g.heard_at IS NULL AND g.at <= :old
      AND (g.no = f.no OR (g.no IS NULL AND f.no IS NULL))) AS count
  FROM stored_file f
  WHERE f.kind = 'voice' AND f.heard_at IS NULL AND (f.at, f.id) > (:at, :id) AND f.at <= :before
    AND (f.no IS NOT NULL OR EXISTS (SELECT 1 FROM talk t WHERE t.person = f.person AND t.flow = :flow))
    AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.person = f.person)
    AND f.told <= :step
  ORDER BY f.at, f.id LIMIT :limit`)

export interface AlarmRow {
  readonly id: number
  readonly no: string
  readonly person: number
  readonly sent_at: number
  readonly step: number
  readonly seen_at: number | null
  readonly seen_by: string | null
  readonly lang: string
}
export const alarmsOpen = ask<Record<never, never>, AlarmRow>(`
  SELECT a.id, a.no, a.person, a.sent_at, a.step, a.seen_at, a.seen_by, p.lang
  FROM alarm a JOIN person p ON p.id = a.person WHERE a.called_at IS NULL ORDER BY a.id`)
export const putAlarms = insert('alarm', { id: 'int', no: 'text', person: 'int', sign: 'text', sent_at: 'bigint' })
export const stepAlarm = ask<{ id: number; step: number }>(`UPDATE alarm SET step = :step WHERE id = :id`)
/** The first who looks is the one who saw it. */
export const seeAlarm = ask<{ id: number; by: string; at: number }>(
  `UPDATE alarm SET seen_at = :at, seen_by = :by WHERE id = :id AND seen_at IS NULL`,
)
export const callAlarm = ask<{ id: number; by: string; at: number }>(
  `UPDATE alarm SET called_at = :at, called_by = :by WHERE id = :id AND called_at IS NULL`,
)
