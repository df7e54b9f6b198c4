/** What the demo proves from the database: that no line is missing or there twice, and who opened a case. */
import type { CountBody, Counted, SeenBy } from '../bot/page-types.ts'
import { webAccount } from '../bot/web.ts'
import type { Store } from '../store/store.ts'
import type { Town } from '../town/town.ts'
import type { People } from './people.ts'
import { extOf, forBot } from './say-in-group.ts'
import type { Square } from './square.ts'

export interface Grounds {
  readonly store: Store
  readonly square: Square
  readonly people: People
  readonly staffGroup: string | undefined
}

const page = 500

/** Compares what the page has with what is on disk: each line said once, each line of the bot shown once. */
export async function countLines(grounds: Grounds, { ids, shown }: CountBody): Promise<Counted> {
  const asked = [...new Set(ids)]
  const times = [...(await timesKept(grounds, asked)), ...(await timesShown(grounds, shown))]
  return { missing: times.filter((n) => n === 0).length, twice: times.filter((n) => n > 1).length, lines: times.length }
}

/** How often each line is on disk where it has to be; for a line said to the bot in a group that is two places. */
async function timesKept({ store, square, people, staffGroup }: Grounds, ids: readonly string[]): Promise<readonly number[]> {
  const exts = ids.flatMap((id) => people.all.map((one) => extOf(one, id)))
  const arrived = await store.arrived('web', webAccount, exts)
  const inGroups = square.onDisk()
  return ids.map((id) => {
    const inbox = people.all.reduce((sum, one) => sum + (arrived.get(extOf(one, id)) ?? 0), 0)
    const group = inGroups.filter((line) => line.id === id)
    if (group.length === 0) return inbox
    const toBot = group.some((line) => forBot(line, staffGroup) !== undefined)
    return toBot && inbox !== 1 ? inbox : group.length
  })
}

/** How often each line of the bot stands on the page; 0 too where the page has one that was never sent. */
async function timesShown({ store, people }: Grounds, shown: CountBody['shown']): Promise<readonly number[]> {
  const times: number[] = []
  for (const [room, outs] of Object.entries(shown)) {
    const sent = await sentTo(store, people, room)
    const strange = [...new Set(outs)].filter((out) => !sent.includes(out))
    times.push(...sent.map((out) => outs.filter((one) => one === out).length), ...strange.map(() => 0))
  }
  return times
}

/** `out` of all lines of the bot in a room. */
async function sentTo(store: Store, people: People, room: string): Promise<readonly number[]> {
  const one = people.find(room)
  const person = one === undefined ? undefined : await store.personOf('web', webAccount, one.link)
  const group = one === undefined ? await store.groupOf('web', webAccount, room) : undefined
  const of = person === undefined ? (group === undefined ? undefined : { group: group.id }) : { person }
  const outs: number[] = []
  for (let after: string | undefined; of !== undefined; ) {
    const lines = await store.feed(of, after, page)
    outs.push(...lines.flatMap(({ out }) => (out === undefined ? [] : [out])))
    if (lines.length < page) break
    after = lines.at(-1)?.cursor
  }
  return outs
}

const acts: Readonly<Record<string, SeenBy['rows'][number]['what']>> = { read: 'read', heard: 'heard', answered: 'answered' }

/** Who opened the text of a case, from the audit log, and who is enrolled for nothing and so cannot: the village secretary. */
export async function whoSaw(store: Store, town: Town, people: People, no: string): Promise<SeenBy> {
  const rows = (await store.auditOf(no)).flatMap(({ actor, act, at }) => {
    const [what, one] = [acts[act], people.find(actor)]
    return what === undefined || one === undefined ? [] : [{ who: one.name, office: one.office ?? town.centre, at, what }]
  })
  const secretary = people.all
    .filter((one) => one.role === 'secretary')
    .map((one) => ({ who: one.name, office: one.office ?? '', what: 'cannot' as const }))
  return { rows: [...rows, ...secretary] }
}
