/** Messages given up: each is opened as far as it can still be read, and what is told of it is written once. */
import type { Talk } from '../flows/talk.ts'
import { casesOfRows } from './cases.ts'
import type { Effect } from './effect.ts'
import { casesByPerson } from './hot/cases.ts'
import { deadUntold, filesBy, type HeadRow, markTold } from './hot/inbox.ts'
import { type Inside, inTransaction } from './inside.ts'
import { type InboxBody, mostCases, personOfRow, storedFileOf } from './load.ts'
import { freeNumbers } from './numbers.ts'
import { loadWatch } from './post.ts'
import type { Dead } from './store.ts'
import { writeEffects } from './write.ts'

/** Told of in one go; the caller comes back for more. */
const atOnce = 50

/** Tells of those who wait to be told; call it on the queue. @returns how many */
export async function tellDead(s: Inside, tell: (dead: Dead) => readonly Effect[], now: number): Promise<number> {
  const heads = await s.engine.writer.all(deadUntold, { limit: atOnce })
  for (const head of heads) {
    try {
      await tellOne(s, head, await openDead(s, head), tell, now)
    } catch (error) {
      if (s.engine.outage(error) !== undefined) throw error
      // The person's key is damaged, or what was said cannot be kept: others can still be told.
      await tellOne(s, head, await bareDead(s, head), tell, now)
    }
  }
  return heads.length
}

async function tellOne(s: Inside, head: HeadRow, dead: Dead, tell: (dead: Dead) => readonly Effect[], now: number): Promise<void> {
  await inTransaction(s, async () => {
    await writeEffects(s, tell(dead), now)
    await s.engine.writer.run(markTold, { id: head.id })
    s.failpoint('tell:before-commit')
  })
  s.failpoint('tell:after-commit')
}

/** Only who and where. */
async function bareDead(s: Inside, head: HeadRow): Promise<Dead> {
  s.watch ??= await loadWatch(s.engine.writer)
  const { groups, post } = s.watch
  const group = groups.find((g) => g.channel === head.channel && g.account === head.account && g.ext === head.grp)
  return {
    row: { id: head.id, text: '', files: [], ...(head.grp === null ? {} : { group: head.grp }) },
    person: personOfRow(head.person, head),
    talk: null,
    cases: [],
    number: '',
    post,
    code: head.code ?? '',
    lost: 'person',
    ...(group === undefined ? {} : { group }),
  }
}

/** @throws Error if the person's key does not open */
async function openDead(s: Inside, head: HeadRow): Promise<Dead> {
  s.ring.learn(head.person, head.data_key)
  const { lost: _, ...bare } = await bareDead(s, head)
  const said = s.ring.tryJson(head.body, ['inbox', 'body', head.id], undefined, head.person) as InboxBody | undefined
  const talk = head.talk === null ? undefined : (s.ring.tryJson(head.talk, ['talk', 'body', head.person]) as Talk | undefined)
  const own = (await s.engine.writer.all(casesByPerson, { persons: [head.person] })).slice(0, mostCases)
  const cases = await casesOfRows(s, own)
  const files = new Map((await s.engine.writer.all(filesBy, { ids: said?.files ?? [] })).map((row) => [row.id, storedFileOf(row)]))
  return {
    ...bare,
    row: { ...bare.row, ...said, files: (said?.files ?? []).flatMap((id) => files.get(id) ?? []) },
    talk: talk ?? null,
    cases: own.flatMap((row) => cases.get(row.no) ?? []),
    number: (await freeNumbers(s, [`${head.id}`])).get(`${head.id}`) ?? '',
    ...(said === undefined ? { lost: 'words' } : {}),
  }
}
