/** What the demo proves from the database: that no acknowledged line is missing or there twice, and who opened a case. */
import type { Counted, SeenBy } from '../bot/page-types.ts'
import { webAccount } from '../bot/web.ts'
import type { Store } from '../store/store.ts'
import type { Town } from '../town/town.ts'
import type { People } from './people.ts'
import { ownId } from './rooms.ts'
import type { Square } from './square.ts'

const page = 500

/** How often each of the page's ids stands in a private chat, read from the database. */
async function inPrivate(store: Store, people: People): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (const { link } of people.all) {
    const person = await store.personOf('web', webAccount, link)
    if (person === undefined) continue
    for (let after: string | undefined; ; ) {
      const lines = await store.feed({ person }, after, page)
      for (const { ext } of lines) if (ext !== undefined) times.set(ownId(ext), (times.get(ownId(ext)) ?? 0) + 1)
      if (lines.length < page) break
      after = lines.at(-1)?.cursor
    }
  }
  return times
}

/**
 * Looks for lines that were acknowledged.
 * @param handed ids of group lines that were said to the bot: they have to be in its inbox too
 */
export async function countLines(
  store: Store,
  square: Square,
  people: People,
  ids: readonly string[],
  handed: (id: string) => boolean,
): Promise<Counted> {
  const [said, shown] = [await inPrivate(store, people), square.onDisk()]
  const asked = [...new Set(ids)]
  const times = asked.map((id) => (said.get(id) ?? 0) + (shown.get(id) ?? 0))
  // What was said to the bot in a group is in no feed: the number of all that arrived has to hold them beside the private lines.
  const atLeast = [...said.values()].reduce((sum, n) => sum + n, 0) + asked.filter(handed).length
  const arrived = (await store.counts())['inbox.stored'] ?? 0
  return {
    missing: times.filter((n) => n === 0).length + Math.max(0, atLeast - arrived),
    twice: times.filter((n) => n > 1).length,
    lines: asked.length,
  }
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
