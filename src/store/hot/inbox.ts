/** Statements of the way in: persons, links, the inbox and the heads of its lanes. */
import { ask, change, insert } from './hot.ts'

export interface HeadRow {
  readonly id: number
  readonly channel: string
  readonly account: string
  readonly person: number
  readonly link: number
  readonly grp: string | null
  readonly body: string
  readonly at: number
  readonly received_at: number
  readonly attempts: number
  readonly lang: string
  readonly village: string | null
  readonly data_key: string
  readonly code_misses: number
  readonly code_missed_at: number
  readonly link_ext: string
  readonly talk: string | null
  readonly officer: string | null
  readonly role: string | null
  readonly code: string | null
}

const headOf = (which: string) => `
  SELECT i.id, i.channel, i.account, i.person, i.link, i.grp, i.body, i.at, i.received_at, i.attempts, i.code,
         p.lang, p.village, p.data_key, p.code_misses, p.code_missed_at, l.ext AS link_ext, t.body AS talk, e.officer, e.role
  FROM (${which}) h
  JOIN inbox i ON i.id = h.id
  JOIN person p ON p.id = i.person
  JOIN link l ON l.id = i.link
  LEFT JOIN talk t ON t.person = i.person
  LEFT JOIN enrolment e ON e.person = i.person
  ORDER BY i.id`
const oldest = (having: string, first = '') =>
  headOf(`SELECT min(id) AS id FROM inbox WHERE state = 'new' GROUP BY person HAVING ${having} ORDER BY ${first} min(id) LIMIT :limit`)

/** The oldest new message of each lane; lanes that have had their turn come last. A lane whose head is to be taken alone is left out. (Only heads are ever marked alone.) */
export const heads = ask<{ limit: number; served: readonly number[] }, HeadRow>(
  oldest('max(alone) = 0', 'CASE WHEN person IN :served[int] THEN 1 ELSE 0 END,'),
)
export const headsAlone = ask<{ limit: number }, HeadRow>(oldest('max(alone) = 1'))
/** Given up, oldest first, and nobody has been told. */
export const deadUntold = ask<{ limit: number }, HeadRow>(headOf(`SELECT id FROM inbox WHERE state = 'dead' ORDER BY id LIMIT :limit`))

/** After an unclean stop: what may have been in hand is taken alone. */
export const suspectHeads = ask<{ limit: number }>(`
  UPDATE inbox SET alone = 1 WHERE state = 'new' AND id IN
    (SELECT min(id) FROM inbox WHERE state = 'new' GROUP BY person ORDER BY min(id) LIMIT :limit)`)

export const takeAlone = ask<{ ids: readonly number[] }>(`UPDATE inbox SET alone = 1 WHERE id IN :ids[int]`)
export const countAttempt = ask<{ id: number }>(`UPDATE inbox SET attempts = attempts + 1 WHERE id = :id`)
export const markDone = ask<{ ids: readonly number[] }>(`UPDATE inbox SET state = 'done', alone = 0 WHERE id IN :ids[int]`)
export const markDead = ask<{ id: number; code: string }>(`UPDATE inbox SET state = 'dead', alone = 0, code = :code WHERE id = :id`)
export const markTold = ask<{ id: number }>(`UPDATE inbox SET state = 'told' WHERE id = :id AND state = 'dead'`)

/** None, once an older version's rows have been seen to (old-ids.ts). */
export const idsInClear = ask<
  { limit: number },
  { id: number; channel: string; account: string; ext: string; body: string; data_key: string }
>(`
  SELECT i.id, i.channel, i.account, i.ext, i.body, p.data_key FROM inbox i JOIN person p ON p.id = i.person
  WHERE i.ext NOT LIKE 'h.%' ORDER BY i.id LIMIT :limit`)
export const putIds = change('inbox', { id: 'int', ext: 'text', body: 'text' }, 'ext = :ext, body = :body', 'inbox.id = :id')

export const linksByBlind = ask<{ blinds: readonly string[] }, { blind: string; id: number; person: number; home_link: number | null }>(`
  SELECT l.blind, l.id, l.person, p.home_link FROM link l JOIN person p ON p.id = l.person WHERE l.blind IN :blinds[text]`)

export const putPersons = insert('person', { id: 'int', data_key: 'text', made_at: 'bigint' })
export const putLinks = insert('link', {
  id: 'int',
  channel: 'text',
  account: 'text',
  blind: 'text',
  ext: 'text',
  person: 'int',
  made_at: 'bigint',
})
export const putInbox = insert(
  'inbox',
  {
    id: 'int',
    channel: 'text',
    account: 'text',
    ext: 'text',
    person: 'int',
    link: 'int',
    grp: 'text?',
    body: 'text',
    at: 'bigint',
    received_at: 'bigint',
  },
  'ON CONFLICT (channel, account, ext) DO NOTHING',
)

/** Answers go to the link that was last used in private; a link without a message of its own only where there is none. */
export const setHome = change(
  'person',
  { id: 'int', link: 'int?' },
  'home_link = coalesce((SELECT i.link FROM inbox i WHERE i.person = :id AND i.grp IS NULL ORDER BY i.id DESC LIMIT 1), person.home_link, :link)',
  'person.id = :id',
)
export const leaveHome = ask<{ link: number }>(
  `UPDATE person SET home_link = NULL WHERE id = (SELECT person FROM link WHERE id = :link) AND home_link = :link`,
)
export const moveLink = ask<{ link: number; person: number }>(`UPDATE link SET person = :person WHERE id = :link`)
export const makeHome = ask<{ link: number; person: number }>(`UPDATE person SET home_link = :link WHERE id = :person`)
export const homesOf = ask<{ ids: readonly number[] }, { id: number; home_link: number | null }>(
  `SELECT id, home_link FROM person WHERE id IN :ids[int]`,
)
export const releaseHeld = change(
  'outbox',
  { id: 'int', since: 'bigint' },
  `state = 'pending', code = NULL`,
  `outbox.lane = :id AND outbox.state = 'held' AND outbox.created_at >= :since`,
)

export const arrivedBy = ask<{ channel: string; account: string; exts: readonly string[] }, { ext: string; n: number }>(`
  SELECT ext, count(*) AS n FROM inbox WHERE channel = :channel AND account = :account AND ext IN :exts[text] GROUP BY ext`)

export const keysOf = ask<{ ids: readonly number[] }, { id: number; data_key: string }>(
  `SELECT id, data_key FROM person WHERE id IN :ids[int]`,
)
export const langsOf = ask<{ ids: readonly number[] }, { id: number; lang: string }>(`SELECT id, lang FROM person WHERE id IN :ids[int]`)
export const setLang = change('person', { id: 'int', lang: 'text' }, 'lang = :lang', 'person.id = :id')
export const setVillage = change('person', { id: 'int', village: 'text' }, 'village = :village', 'person.id = :id')
export const setNotice = change(
  'person',
  { id: 'int', version: 'text', at: 'bigint' },
  'notice_version = :version, notice_at = :at',
  'person.id = :id',
)
export const setCodeMisses = change(
  'person',
  { id: 'int', misses: 'int', at: 'bigint' },
  'code_misses = :misses, code_missed_at = :at',
  'person.id = :id',
)

export const putTalks = insert(
  'talk',
  { person: 'int', flow: 'text', body: 'text', updated_at: 'bigint' },
  `ON CONFLICT (person) DO UPDATE SET flow = excluded.flow, body = excluded.body, nudges = '', updated_at = excluded.updated_at`,
)
/** As putTalks, but a talk that is there keeps its age and its nudges. */
export const putTalksQuietly = insert(
  'talk',
  { person: 'int', flow: 'text', body: 'text', updated_at: 'bigint' },
  'ON CONFLICT (person) DO UPDATE SET flow = excluded.flow, body = excluded.body',
)
export const talksOf = ask<{ persons: readonly number[] }, { person: number; body: string }>(
  `SELECT person, body FROM talk WHERE person IN :persons[int]`,
)
export interface TalkRow {
  readonly person: number
  readonly body: string
  readonly nudges: string
  readonly updated_at: number
  readonly data_key: string
}
const talks = 'SELECT t.person, t.body, t.nudges, t.updated_at, p.data_key FROM talk t JOIN person p ON p.id = t.person'
export const talkRow = ask<{ person: number }, TalkRow>(`${talks} WHERE t.person = :person`)
/** Of this flow and without this nudge; the nudge `day` is the last, and the partial index knows it. */
export const talksLeft = ask<{ flow: string; nudge: string; at: number; person: number; before: number; limit: number }, TalkRow>(`
  ${talks}
  WHERE t.flow = :flow AND t.nudges NOT LIKE '%day%' AND t.nudges NOT LIKE '%' || :nudge || '%'
    AND (t.updated_at, t.person) > (:at, :person) AND t.updated_at <= :before
  ORDER BY t.updated_at, t.person LIMIT :limit`)
/** An open talk stays as it is. */
export const putTalksIfNone = insert(
  'talk',
  { person: 'int', flow: 'text', body: 'text', updated_at: 'bigint' },
  'ON CONFLICT (person) DO NOTHING',
)
export const dropTalks = ask<{ persons: readonly number[] }>(`DELETE FROM talk WHERE person IN :persons[int]`)
export const addNudges = change(
  'talk',
  { person: 'int', kinds: 'text' },
  `nudges = CASE WHEN talk.nudges = '' THEN :kinds ELSE talk.nudges || ',' || :kinds END`,
  'talk.person = :person',
)

export const putFile = insert(
  'stored_file',
  { id: 'text', person: 'int', kind: 'text', type: 'text', bytes: 'int', seconds: 'int?', name: 'text?', at: 'bigint' },
  'ON CONFLICT (id) DO NOTHING',
)
export interface FileRow {
  readonly id: string
  readonly person: number
  readonly kind: string
  readonly type: string
  readonly bytes: number
  readonly seconds: number | null
  readonly no: string | null
}
export const filesBy = ask<{ ids: readonly string[] }, FileRow>(
  `SELECT id, person, kind, type, bytes, seconds, no FROM stored_file WHERE id IN :ids[text]`,
)
export const filesSince = ask<{ person: number; since: number }, { files: number; bytes: number }>(
  `SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM stored_file WHERE person = :person AND at >= :since`,
)
