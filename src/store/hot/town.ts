/** Statements of the town: groups, duty, who is enrolled, codes, the audit chain, counts and how the program stopped. */
import { ask, change, insert } from './hot.ts'

type None = Record<never, never>

export interface GroupRow {
  readonly id: number
  readonly channel: string
  readonly account: string
  readonly ext: string
  readonly kind: string
  readonly name: string
  readonly village: string | null
  readonly spoken_at: number | null
}
export const allGroups = ask<None, GroupRow>(`SELECT id, channel, account, ext, kind, name, village, spoken_at FROM grp ORDER BY id`)
export const putGroup = insert(
  'grp',
  { id: 'int', channel: 'text', account: 'text', ext: 'text', kind: 'text', name: 'text', village: 'text?' },
  'ON CONFLICT (channel, account, ext) DO UPDATE SET kind = excluded.kind, name = excluded.name, village = excluded.village',
)
export const groupSpoken = change('grp', { id: 'int', at: 'bigint' }, 'spoken_at = :at', 'grp.id = :id')

export const lastDuty = ask<None, { officer: string }>(`SELECT officer FROM duty ORDER BY id DESC LIMIT 1`)
export const putDuty = insert('duty', { id: 'int', officer: 'text', at: 'bigint' })

export const enrolled = ask<None, { person: number; officer: string; role: string; home_link: number | null; lang: string }>(`
  SELECT e.person, e.officer, e.role, p.home_link, p.lang FROM enrolment e JOIN person p ON p.id = e.person`)
export const endEnrolment = ask<{ person: number; officer: string }>(`DELETE FROM enrolment WHERE person = :person OR officer = :officer`)
export const putEnrolment = insert('enrolment', { person: 'int', officer: 'text', role: 'text', at: 'bigint' })
/** What waited for an officer goes to the person; older than `since` it stays where it is. */
export const releaseForOfficer = ask<{ officer: string; person: number; since: number }>(`
  UPDATE outbox SET lane = :person, code = NULL,
    state = CASE WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = :person AND p.home_link IS NOT NULL) THEN 'pending' ELSE 'held' END
  WHERE state = 'held' AND lane IS NULL AND officer = :officer AND created_at >= :since`)

export const codesBy = ask<{ hashes: readonly string[]; now: number }, { hash: string; officer: string; role: string }>(`
  SELECT hash, officer, role FROM code WHERE hash IN :hashes[text] AND used_at IS NULL AND expires_at > :now`)
export const spendCode = ask<{ hash: string; person: number; now: number }>(
  `UPDATE code SET used_at = :now, used_by = :person WHERE hash = :hash AND used_at IS NULL`,
)

export interface AuditRow {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly act: string
  readonly object: string
  readonly prev_hash: string
  readonly hash: string
}
export const putAudit = insert('audit', {
  seq: 'int',
  at: 'bigint',
  actor: 'text',
  act: 'text',
  object: 'text',
  prev_hash: 'text',
  hash: 'text',
})
export const auditAfter = ask<{ seq: number; limit: number }, AuditRow>(`
  SELECT seq, at, actor, act, object, prev_hash, hash FROM audit WHERE seq > :seq ORDER BY seq LIMIT :limit`)
export const auditHead = ask<None, { seq: number; hash: string }>(`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`)
export const auditOf = ask<{ object: string }, { seq: number; at: number; actor: string; act: string }>(`
  SELECT seq, at, actor, act FROM audit WHERE object = :object ORDER BY seq`)

export const addTally = insert('tally', { name: 'text', n: 'bigint' }, 'ON CONFLICT (name) DO UPDATE SET n = tally.n + excluded.n')
export const tallies = ask<None, { name: string; n: number }>(`SELECT name, n FROM tally`)
/** What waits, counted over partial indexes: few, however many there have been. */
export const waiting = ask<None, { name: string; n: number }>(`
  SELECT 'inbox.new' AS name, count(*) AS n FROM inbox WHERE state = 'new'
  UNION ALL SELECT 'outbox.' || state, count(*) FROM outbox WHERE state IN ('pending', 'sending') GROUP BY state
  UNION ALL SELECT 'outbox.held', count(*) FROM outbox WHERE state = 'held'
  UNION ALL SELECT 'outbox.' || state, count(*) FROM outbox WHERE state IN ('unknown', 'refused', 'unsent') GROUP BY state
  UNION ALL SELECT 'case.open', count(*) FROM case_file WHERE closed_at IS NULL
  UNION ALL SELECT 'alarm.open', count(*) FROM alarm WHERE called_at IS NULL
  UNION ALL SELECT 'talk.open', count(*) FROM talk`)

export const lastRun = ask<None, { clean: number; hand: number }>(`SELECT clean, hand FROM run WHERE id = 1`)
export const putRun = insert(
  'run',
  { id: 'int', clean: 'int', hand: 'int' },
  'ON CONFLICT (id) DO UPDATE SET clean = excluded.clean, hand = excluded.hand',
)
export const canaries = ask<None, { kid: string; canary: string }>(`SELECT kid, canary FROM key`)
export const putCanary = insert('key', { kid: 'text', canary: 'text', made_at: 'bigint' })
/** The highest id of each table: the program counts on from there. */
export const highest = ask<None, Record<string, number>>(`
  SELECT coalesce((SELECT max(id) FROM person), 0) AS person, coalesce((SELECT max(id) FROM link), 0) AS link,
         coalesce((SELECT max(id) FROM grp), 0) AS grp, coalesce((SELECT max(id) FROM inbox), 0) AS inbox,
         coalesce((SELECT max(id) FROM outbox), 0) AS outbox, coalesce((SELECT max(id) FROM case_event), 0) AS case_event,
         coalesce((SELECT max(id) FROM alarm), 0) AS alarm, coalesce((SELECT max(id) FROM duty), 0) AS duty,
         coalesce((SELECT max(sent_no) FROM outbox WHERE sent_no IS NOT NULL), 0) AS sent`)
