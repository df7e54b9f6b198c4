/** What is only read: on the connection that sees nothing uncommitted. */
import type { Talk } from '../flows/talk.ts'
import { findBreak } from './audit.ts'
import { readCases } from './cases.ts'
import { readCounts } from './counts.ts'
import { casesByNo, casesByPerson, casesDue, casesOpen, unheard } from './hot/cases.ts'
import { type Aw, ask } from './hot/hot.ts'
import { arrivedBy, filesBy, filesSince, linksByBlind, type TalkRow, talkRow, talksLeft } from './hot/inbox.ts'
import { allGroups, auditOf } from './hot/town.ts'
import type { Inside } from './inside.ts'
import { personOfRow, storedFileOf } from './load.ts'
import type { OpenTalk } from './open-talk.ts'
import { groupOfRow, loadWatch } from './post.ts'
import type { Store } from './store.ts'

const personRow = ask<{ id: number }, { id: number; lang: string; village: string | null; officer: string | null; role: string | null }>(`
  SELECT p.id, p.lang, p.village, e.officer, e.role FROM person p LEFT JOIN enrolment e ON e.person = p.id WHERE p.id = :id AND p.id > 0`)

/** Rows read at once where there may be any number. */
const atOnce = 200

/** Page after page, each after the last row of the one before; what is written meanwhile is seen by the next. */
async function* paged<R>(page: (last: R | undefined) => Aw<readonly R[]>): AsyncGenerator<R> {
  for (let last: R | undefined; ; ) {
    const rows = await page(last)
    yield* rows
    last = rows.at(-1)
    if (rows.length < atOnce) return
  }
}

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
  | 'talkOf'
  | 'talksLeft'
  | 'unheardVoice'
  | 'auditOf'
  | 'auditBroken'
  | 'arrived'
  | 'counts'
>

export function makeReads(s: Inside): Reads {
  const { reader } = s.engine
  const groups = async () => (await reader.all(allGroups, {})).map(groupOfRow)
  /** None where the talk was damaged. */
  const openTalkOf = (row: TalkRow): readonly OpenTalk[] => {
    const talk = s.ring.tryJson(row.body, ['talk', 'body', row.person], row.data_key) as Talk | undefined
    const nudges = row.nudges === '' ? [] : row.nudges.split(',')
    return talk === undefined ? [] : [{ person: row.person, talk, updatedAt: row.updated_at, nudges, cell: row.body }]
  }
  return {
    fileOf: async (id) => (await reader.all(filesBy, { ids: [id] })).map(storedFileOf)[0],
    filesSince: async (person, since) => (await reader.all(filesSince, { person, since }))[0] ?? { files: 0, bytes: 0 },
    personOf: async (channel, account, ext) =>
      (await reader.all(linksByBlind, { blinds: [s.ring.blind(channel, account, ext)] }))[0]?.person,
    async person(id) {
      const [row] = await reader.all(personRow, { id })
      return row === undefined ? undefined : personOfRow(row.id, row)
    },
    caseByNo: async (no) => (await readCases(reader, s.ring, await reader.all(casesByNo, { nos: [no] })))[0],
    casesOf: async (person) => readCases(reader, s.ring, await reader.all(casesByPerson, { persons: [person] })),
    casesDue: async (before) => readCases(reader, s.ring, await reader.all(casesDue, { before })),
    openCases: async (limit) => readCases(reader, s.ring, await reader.all(casesOpen, { limit })),
    groupOf: async (channel, account, ext) => (await groups()).find((g) => g.channel === channel && g.account === account && g.ext === ext),
    groups,
    post: async () => (await loadWatch(reader)).post,
    talkOf: async (person) => (await reader.all(talkRow, { person })).flatMap(openTalkOf)[0],
    async *talksLeft({ after, before, ...of }) {
      // Those of that moment are not after it, whoever they are of.
      const start = { updated_at: after, person: 2 ** 31 - 1 }
      const page = ({ updated_at, person }: { updated_at: number; person: number } = start) =>
        reader.all(talksLeft, { ...of, at: updated_at, person, before, limit: atOnce })
      for await (const row of paged(page)) yield* openTalkOf(row)
    },
    async *unheardVoice(of) {
      const page = ({ at, id }: { at: number; id: string } = { at: 0, id: '' }) => reader.all(unheard, { ...of, at, id, limit: atOnce })
      for await (const row of paged(page))
        yield { file: storedFileOf(row), count: Number(row.count), ...(row.no === null ? {} : { no: row.no }) }
    },
    auditOf: async (object) => reader.all(auditOf, { object }),
    auditBroken: async () => findBreak(reader),
    async arrived(channel, account, exts) {
      const hashes = new Map(exts.map((ext) => [s.ring.messageHash(channel, account, ext), ext]))
      const rows = await reader.all(arrivedBy, { channel, account, exts: [...hashes.keys()] })
      return new Map(rows.map(({ ext, n }) => [hashes.get(ext) ?? '', n]))
    },
    counts: async () => ({ ...(await readCounts(reader)), 'cell.damaged': s.damaged.size }),
  }
}
