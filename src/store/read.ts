/** What is only read: on the connection that sees nothing uncommitted. */
import type { Talk } from '../flows/talk.ts'
import type { Lang } from '../town/town.ts'
import { findBreak } from './audit.ts'
import { readCases } from './cases.ts'
import { readCounts } from './counts.ts'
import { casesByNo, casesByPerson, casesDue, casesOpen, unheard } from './hot/cases.ts'
import { ask } from './hot/hot.ts'
import { arrivedBy, filesBy, filesSince, linksByBlind } from './hot/inbox.ts'
import { nextOut } from './hot/outbox.ts'
import { allGroups, auditOf } from './hot/town.ts'
import type { Inside } from './inside.ts'
import { storedFileOf } from './load.ts'
import { groupOfRow, loadWatch } from './post.ts'
import type { OpenTalk, Person, Role, Store } from './store.ts'

const personRow = ask<{ id: number }, { id: number; lang: string; village: string | null; officer: string | null; role: string | null }>(`
  SELECT p.id, p.lang, p.village, e.officer, e.role FROM person p LEFT JOIN enrolment e ON e.person = p.id WHERE p.id = :id AND p.id > 0`)

const talkRows = ask<
  { before: number; limit: number },
  { person: number; body: string; nudges: string; updated_at: number; data_key: string }
>(`
  SELECT t.person, t.body, t.nudges, t.updated_at, p.data_key FROM talk t JOIN person p ON p.id = t.person
  WHERE t.updated_at <= :before ORDER BY t.updated_at LIMIT :limit`)

type Reads = Pick<
  Store,
  | 'fileOf'
  | 'filesSince'
  | 'personOf'
  | 'person'
  | 'caseByNo'
  | 'casesOf'
  | 'openCases'
  | 'casesDue'
  | 'groupOf'
  | 'groups'
  | 'post'
  | 'openTalks'
  | 'unheardVoice'
  | 'auditOf'
  | 'auditBroken'
  | 'arrived'
  | 'counts'
  | 'nextOutAt'
>

export function makeReads(s: Inside): Reads {
  const { reader } = s.engine
  const groups = async () => (await reader.all(allGroups, {})).map(groupOfRow)
  return {
    fileOf: async (id) => (await reader.all(filesBy, { ids: [id] })).map(storedFileOf)[0],
    filesSince: async (person, since) => (await reader.all(filesSince, { person, since }))[0] ?? { files: 0, bytes: 0 },
    personOf: async (channel, account, ext) =>
      (await reader.all(linksByBlind, { blinds: [s.ring.blind(channel, account, ext)] }))[0]?.person,
    async person(id) {
      const [row] = await reader.all(personRow, { id })
      if (row === undefined) return undefined
      const person: Person = { id: row.id, lang: row.lang as Lang, ...(row.village === null ? {} : { village: row.village }) }
      return row.officer === null ? person : { ...person, staff: { officer: row.officer, role: row.role as Role } }
    },
    caseByNo: async (no) => (await readCases(reader, s.ring, await reader.all(casesByNo, { nos: [no] })))[0],
    casesOf: async (person) => readCases(reader, s.ring, await reader.all(casesByPerson, { persons: [person] })),
    casesDue: async (before) => readCases(reader, s.ring, await reader.all(casesDue, { before })),
    openCases: async (limit) => readCases(reader, s.ring, await reader.all(casesOpen, { limit })),
    groupOf: async (channel, account, ext) => (await groups()).find((g) => g.channel === channel && g.account === account && g.ext === ext),
    groups,
    post: async () => (await loadWatch(reader, s.ring)).post,
    openTalks: async (before, limit) =>
      (await reader.all(talkRows, { before, limit })).map(
        (row): OpenTalk => ({
          person: row.person,
          talk: s.ring.unsealJson(row.body, ['talk', 'body', row.person], row.data_key) as Talk,
          updatedAt: row.updated_at,
          nudges: row.nudges === '' ? [] : row.nudges.split(','),
        }),
      ),
    unheardVoice: async (before) =>
      (await reader.all(unheard, { before })).map((row) => ({
        file: storedFileOf(row),
        at: row.at,
        ...(row.no === null ? {} : { no: row.no }),
      })),
    auditOf: async (object) => reader.all(auditOf, { object }),
    auditBroken: async () => findBreak(reader),
    arrived: async (channel, account, exts) =>
      new Map((await reader.all(arrivedBy, { channel, account, exts })).map(({ ext, n }) => [ext, n])),
    counts: async () => readCounts(reader),
    nextOutAt: async () => (await reader.all(nextOut, { now: s.clock() }))[0]?.at ?? undefined,
  }
}
