/** Loads, set by set, what the messages of one step are decided with. */
import type { Talk } from '../flows/talk.ts'
import type { Case, FileKind } from '../town/case.ts'
import { findCaseNumbers } from '../town/case-number.ts'
import type { Lang } from '../town/town.ts'
import { type Answered, answersBy } from './answers.ts'
import { casesOfRows } from './cases.ts'
import type { Role } from './effect.ts'
import { codesIn, mustWait } from './enrolment.ts'
import { Damaged } from './errors.ts'
import { type CaseFileRow, casesByNo, casesByPerson, casesOpen } from './hot/cases.ts'
import { filesBy, type HeadRow, langsOf } from './hot/inbox.ts'
import { askedBy } from './hot/outbox.ts'
import { codesBy } from './hot/town.ts'
import type { Inside } from './inside.ts'
import { freeNumbers } from './numbers.ts'
import { loadWatch } from './post.ts'
import type { InboxRow, Loaded, Person, StoredFile } from './store.ts'

/** The sealed part of an inbox row. */
export interface InboxBody {
  /** The message's id on its network. */
  readonly ext: string
  readonly text: string
  readonly files: readonly string[]
  readonly press?: string
  readonly edits?: string
  readonly seen?: number
  readonly village?: string
}

/** A message ready to be decided, or why it cannot be read. */
export type Ready = { readonly head: HeadRow } & (
  | { readonly loaded: Loaded; readonly touches: readonly string[] }
  | { readonly error: unknown }
)

/** Open cases that staff can be told of at once. */
const mostOpen = 200
/** Own cases a message is decided with: as many as show that somebody opens too many (flows/many-cases.ts). */
export const mostCases = 10

interface Opened {
  readonly head: HeadRow
  readonly body: InboxBody
  readonly talk: Talk | null
  readonly from: string
  /** Cases that a staff member's message names, and that on their desk. */
  readonly nos: readonly string[]
  /** A staff member's message that names none: shown are the newest. */
  readonly wantsOpen: boolean
  readonly codes: readonly string[]
}

export const storedFileOf = (row: {
  id: string
  person: number
  kind: string
  type: string
  bytes: number
  seconds: number | null
  no: string | null
}): StoredFile => ({
  id: row.id,
  kind: row.kind as FileKind,
  type: row.type,
  bytes: row.bytes,
  person: row.person,
  ...(row.seconds === null ? {} : { seconds: row.seconds }),
  ...(row.no === null ? {} : { no: row.no }),
})

function openHead(s: Inside, head: HeadRow, now: number): Opened {
  s.ring.learn(head.person, head.data_key)
  const body = s.ring.unsealJson(head.body, ['inbox', 'body', head.id], undefined, head.person) as InboxBody
  const talk = head.talk === null ? null : (s.ring.unsealJson(head.talk, ['talk', 'body', head.person]) as Talk)
  const from = s.exts.get(head.link) ?? s.ring.unseal(head.link_ext, ['link', 'ext', head.link])
  s.exts.set(head.link, from)
  const isStaff = head.officer !== null
  const named = isStaff ? [...findCaseNumbers(body.text), ...(body.press?.match(/(?<!\d)(\d{8}|\d{6})(?!\d)/g) ?? [])] : []
  const nos = isStaff && talk?.no !== undefined ? [...named, talk.no] : named
  const codes = head.grp === null && !mustWait(head, now) ? codesIn(body.text).map(s.ring.codeHash) : []
  return { head, body, talk, from, nos, wantsOpen: isStaff && named.length === 0, codes }
}

/** What the columns of a person and of their enrolment say. */
export const personOfRow = (
  id: number,
  { lang, village, officer, role }: { lang: string; village: string | null; officer: string | null; role: string | null },
): Person => ({
  id,
  lang: lang as Lang,
  ...(village === null ? {} : { village }),
  ...(officer === null ? {} : { staff: { officer, role: role as Role } }),
})

const rowOf = ({ head, body, from }: Opened, files: ReadonlyMap<string, StoredFile>): InboxRow => ({
  ...body,
  id: head.id,
  channel: head.channel,
  account: head.account,
  from,
  person: head.person,
  files: body.files.flatMap((id) => files.get(id) ?? []),
  at: head.at,
  receivedAt: head.received_at,
  attempts: head.attempts,
  ...(head.grp === null ? {} : { group: head.grp }),
})

/**
 * What each message is decided with, in the order of `heads`. `touches` names what must not be decided twice in one step: cases,
 * codes, and for staff the watch they share. A message that cannot be opened gives its error and spoils no other.
 */
export async function loadHeads(s: Inside, heads: readonly HeadRow[], now: number): Promise<readonly Ready[]> {
  const { writer } = s.engine
  const opened = heads.map((head): Opened | { head: HeadRow; error: unknown } => {
    try {
      return openHead(s, head, now)
    } catch (error) {
      return { head, error }
    }
  })
  const good = opened.filter((o): o is Opened => !('error' in o))
  const asking = <T, R>(wanted: readonly T[], query: (wanted: T[]) => R | Promise<R>, none: R): R | Promise<R> =>
    wanted.length === 0 ? none : query([...new Set(wanted)])

  s.watch ??= await loadWatch(writer)
  const { watch } = s
  const own = await writer.all(casesByPerson, { persons: good.map((o) => o.head.person) })
  const ownBy = new Map<number, CaseFileRow[]>()
  for (const row of own) {
    const mine = ownBy.get(row.person)
    if (mine === undefined) ownBy.set(row.person, [row])
    else if (mine.length < mostCases) mine.push(row)
  }
  const ownRows = [...ownBy.values()].flat()
  const alarmed = watch.post.alarms.map((a) => a.no)
  const answered = new Map<number, readonly Answered[]>()
  for (const { head } of good) if (head.officer !== null) answered.set(head.person, await answersBy(writer, head.person))
  const nosOf = (o: Opened): readonly string[] =>
    o.head.officer === null ? [] : [...o.nos, ...alarmed, ...(answered.get(o.head.person) ?? []).map((a) => a.no)]
  const wanted = good.flatMap(nosOf)
  const namedRows = await asking(wanted, (nos) => writer.all(casesByNo, { nos }), [] as readonly CaseFileRow[])
  const openRows = good.some((o) => o.wantsOpen) ? await writer.all(casesOpen, { limit: mostOpen }) : []
  const tongues = new Map(
    (
      await asking(
        [...namedRows, ...openRows].map((row) => row.person),
        (ids) => writer.all(langsOf, { ids }),
        [],
      )
    ).map((row) => [row.id, row.lang as Lang]),
  )
  const cases = await casesOfRows(s, [...new Map([...ownRows, ...namedRows, ...openRows].map((row) => [row.no, row])).values()])
  const closingsOf = ({ head }: Opened): readonly string[] =>
    (ownBy.get(head.person) ?? []).flatMap(({ no }) => {
      const one = cases.get(no)
      return one?.state === 'closed' && one.asked !== undefined && one.answers['settled'] === undefined ? [one.asked] : []
    })
  const onces = good.flatMap((o) => [...(o.talk?.table === undefined ? [] : [o.talk.table.once]), ...closingsOf(o)])
  const asked = new Map((await asking(onces, (onces) => writer.all(askedBy, { onces }), [])).map((row) => [row.once, row]))
  const files = new Map(
    (
      await asking(
        good.flatMap((o) => o.body.files),
        (ids) => writer.all(filesBy, { ids }),
        [],
      )
    ).map((row) => [row.id, storedFileOf(row)]),
  )
  const codes = new Map(
    (
      await asking(
        good.flatMap((o) => o.codes),
        (hashes) => writer.all(codesBy, { hashes, now }),
        [],
      )
    ).map((row) => [row.hash, row]),
  )
  const numbers = await freeNumbers(
    s,
    good.map((o) => `${o.head.id}`),
  )
  const groups = new Map(watch.groups.map((g) => [JSON.stringify([g.channel, g.account, g.ext]), g]))

  return opened.map((o): Ready => {
    if ('error' in o) return o
    const { head, talk } = o
    const group = head.grp === null ? undefined : groups.get(JSON.stringify([head.channel, head.account, head.grp]))
    const question = talk?.table === undefined ? undefined : asked.get(talk.table.once)
    const triedOf = (row: { id: number; first_try_at: number | null }) => ({
      id: row.id,
      ...(row.first_try_at === null ? {} : { triedAt: row.first_try_at }),
    })
    const code = o.codes.map((hash) => codes.get(hash)).find((row) => row !== undefined)
    const ofCase = (no: string): [string, Case][] => {
      const found = cases.get(no)
      return found === undefined ? [] : [[no, found]]
    }
    const mine = (ownBy.get(head.person) ?? []).flatMap((row) => ofCase(row.no).map(([, found]) => found))
    // Another's damaged case is only missing; without one of their own nobody is answered as if it had never been.
    const lost = ownBy.get(head.person)?.find((row) => !cases.has(row.no))
    if (lost !== undefined) return { head, error: new Damaged(['case_event', 'body', lost.no]) }
    const named = new Map(nosOf(o).flatMap(ofCase))
    const open = o.wantsOpen ? openRows.flatMap((row) => ofCase(row.no).map(([, one]) => one)) : []
    const loaded: Loaded = {
      row: rowOf(o, files),
      person: personOfRow(head.person, head),
      talk,
      closings: closingsOf(o).flatMap((once) => {
        const row = asked.get(once)
        return row === undefined ? [] : [{ once, ...triedOf(row) }]
      }),
      cases: mine,
      named,
      tongues: new Map([...named.values(), ...open].flatMap(({ person }) => [[person, tongues.get(person) ?? 'zh-CN'] as const])),
      open,
      answered: answered.get(head.person) ?? [],
      number: numbers.get(`${head.id}`) ?? '',
      post: watch.post,
      ...(group === undefined ? {} : { group }),
      ...(question === undefined ? {} : { asked: triedOf(question) }),
      ...(code === undefined ? {} : { code: { officer: code.officer, role: code.role as Role } }),
    }
    const touches = [
      ...mine.map((c) => c.no),
      ...loaded.named.keys(),
      ...open.map((c) => c.no),
      ...(code === undefined ? [] : [code.hash]),
      ...(head.officer === null ? [] : ['staff']),
    ]
    return { head, loaded, touches }
  })
}
