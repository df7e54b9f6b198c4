/** Statements of the way out: written once, taken in order, marked. */
import { ask, change, insert } from './hot.ts'

/** A message to a person who was never met in private is held: counted and released later, not lost. */
const unreachable = `:state = 'pending' AND :lane > 0 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :lane AND p.home_link IS NOT NULL)`

export const putOutbox = insert(
  'outbox',
  {
    id: 'int',
    lane: 'int?',
    officer: 'text?',
    dest: 'text',
    class: 'text',
    once: 'text',
    body: 'text',
    no: 'text?',
    state: 'text',
    code: 'text?',
    not_before: 'bigint',
    created_at: 'bigint',
  },
  'ON CONFLICT (once) DO NOTHING',
  { state: `CASE WHEN ${unreachable} THEN 'held' ELSE :state END` },
)

export const unsend = ask<{ onces: readonly string[] }>(`
  UPDATE outbox SET state = 'unsent' WHERE once IN :onces[text] AND state IN ('pending', 'held') AND first_try_at IS NULL`)

export const askedBy = ask<{ onces: readonly string[] }, { id: number; once: string; first_try_at: number | null }>(`
  SELECT id, once, first_try_at FROM outbox WHERE once IN :onces[text]`)

/** Answers among the last messages of somebody (answers.ts). */
export const answersOf = ask<{ person: number }, { once: string; no: string | null; state: string; first_try_at: number | null }>(`
  SELECT o.once, o.no, o.state, o.first_try_at
  FROM (SELECT id FROM inbox WHERE person = :person ORDER BY id DESC LIMIT 50) mine
  JOIN outbox o ON o.once = 'reply:' || mine.id ORDER BY mine.id DESC`)

export interface OutHead {
  readonly id: number
  readonly lane: number
  readonly class: string
  readonly body: string
  readonly attempts: number
  readonly created_at: number
  readonly data_key: string | null
  readonly link: number | null
  readonly link_channel: string | null
  readonly link_account: string | null
  readonly link_ext: string | null
  readonly grp_channel: string | null
  readonly grp_account: string | null
  readonly grp_ext: string | null
}

/**
 * The head of each lane, if it may go now. A row that waits for its hour lets others pass; one that was tried and waits to be
 * tried again does not, nor does one on its way.
 */
export const outHeads = ask<{ now: number; limit: number; allowed: readonly string[] }, OutHead>(`
  SELECT o.id, o.lane, o.class, o.body, o.attempts, o.created_at, p.data_key,
         l.id AS link, l.channel AS link_channel, l.account AS link_account, l.ext AS link_ext,
         g.channel AS grp_channel, g.account AS grp_account, g.ext AS grp_ext
  FROM (SELECT min(id) AS id FROM outbox
        WHERE state IN ('pending', 'sending')
          AND (state = 'sending' OR (class || ':' || dest IN :allowed[text] AND (attempts > 0 OR not_before <= :now)))
        GROUP BY lane HAVING min(CASE state WHEN 'sending' THEN 0 ELSE 1 END) = 1) h
  JOIN outbox o ON o.id = h.id
  LEFT JOIN person p ON p.id = o.lane
  LEFT JOIN link l ON l.id = p.home_link
  LEFT JOIN grp g ON g.id = -o.lane
  WHERE o.not_before <= :now
  ORDER BY o.id LIMIT :limit`)

export const markSending = ask<{ ids: readonly number[]; now: number }>(`
  UPDATE outbox SET state = 'sending', attempts = attempts + 1, first_try_at = coalesce(first_try_at, :now) WHERE id IN :ids[int]`)
export const markSent = change(
  'outbox',
  { id: 'int', at: 'bigint', sent_no: 'int', remote: 'text' },
  `state = 'sent', sent_at = :at, sent_no = :sent_no, remote = :remote`,
  `outbox.id = :id AND outbox.state = 'sending'`,
)
export const markLater = change(
  'outbox',
  { id: 'int', not_before: 'bigint' },
  `state = 'pending', not_before = :not_before`,
  `outbox.id = :id AND outbox.state = 'sending'`,
)
export const markRefused = change(
  'outbox',
  { id: 'int', code: 'text' },
  `state = 'refused', code = :code`,
  `outbox.id = :id AND outbox.state = 'sending'`,
)
/** Nobody knows whether it arrived: to a person it goes again, further and further apart. */
export const markAgain = ask<{ ids: readonly number[]; now: number }>(`
  UPDATE outbox SET state = 'pending', repeat = 1, not_before = CAST(:now AS bigint) + CASE WHEN attempts > 8 THEN 300000 ELSE 1000 << attempts END
  WHERE id IN :ids[int] AND state = 'sending' AND lane > 0`)
/** A group is not told twice. */
export const markUnknown = ask<{ ids: readonly number[] }>(`
  UPDATE outbox SET state = 'unknown' WHERE id IN :ids[int] AND state = 'sending' AND lane < 0`)
/** At start: what was on its way when the program died (both states are named for the partial index's sake). A person would miss an answer or an alarm; the rest is not said twice. */
export const astrayAgain = ask<Record<never, never>>(`
  UPDATE outbox SET state = 'pending', repeat = 1 WHERE state IN ('pending', 'sending') AND state = 'sending' AND lane > 0 AND class IN ('reply', 'alarm')`)
export const astrayUnknown = ask<Record<never, never>>(
  `UPDATE outbox SET state = 'unknown' WHERE state IN ('pending', 'sending') AND state = 'sending'`,
)
/** It cannot be opened any more; it is counted, and its lane goes on. */
export const refuseDamaged = ask<{ ids: readonly number[] }>(`UPDATE outbox SET state = 'refused', code = 'damaged' WHERE id IN :ids[int]`)
export const holdOut = ask<{ ids: readonly number[] }>(`UPDATE outbox SET state = 'held', code = 'no-link' WHERE id IN :ids[int]`)

/** Lines of one lane's page. */
export const sentLines = ask<
  { lane: number; after: number; limit: number },
  { id: number; body: string; sent_no: number; sent_at: number }
>(`
  SELECT id, body, sent_no, sent_at FROM outbox WHERE lane = :lane AND sent_no > :after ORDER BY sent_no LIMIT :limit`)
export const saidLines = ask<{ person: number; after: number; limit: number }, { id: number; body: string; received_at: number }>(`
  SELECT id, body, received_at FROM inbox WHERE person = :person AND id > :after AND grp IS NULL ORDER BY id LIMIT :limit`)
