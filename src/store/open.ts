/** Opens the store of one town: engine, key, migrations, recovery; then what store.ts promises. */
import { existsSync } from 'node:fs'
import { acceptAll, type Prepared, prepare } from './accept.ts'
import { checkKey, makeInside, type OpenOptions, recover } from './boot.ts'
import { tellDead } from './dead.ts'
import { StoreRefused } from './errors.ts'
import { feed, hideFeed } from './feed.ts'
import { keepFile, keptBefore, openFile } from './files.ts'
import type { Engine } from './hot/hot.ts'
import { talksOf } from './hot/inbox.ts'
import { allGroups, putGroup, putRun } from './hot/town.ts'
import { type Inside, inTransaction } from './inside.ts'
import { readKey } from './keys.ts'
import { findLinks, joinLink, linkKey, settleHomes } from './links.ts'
import { migrate, mustBeCurrent } from './migrate.ts'
import { freeNumbers } from './numbers.ts'
import { hideOldIds } from './old-ids.ts'
import { markOut, takeOut } from './out.ts'
import { groupOfRow } from './post.ts'
import { gather } from './queue.ts'
import { putCode } from './rare.ts'
import { makeReads } from './read.ts'
import { step } from './step.ts'
import type { SendResult, Store } from './store.ts'
import { tidyFiles } from './tidy-files.ts'
import { writeEffects } from './write.ts'

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url)
const fileOf = (url: string): string => url.replace(/^file:(\/\/(?=\/))?/, '')

/** Whether a town's data is there already; decides whether a missing key file may be made. */
export async function hasData(url: string): Promise<'new' | 'there'> {
  if (isPostgres(url)) return (await (await import('./open-postgres.ts')).isNewPostgres(url)) ? 'new' : 'there'
  return (await import('./sqlite-file.ts')).isNewSqlite(fileOf(url)) ? 'new' : 'there'
}

async function openEngine(url: string, how: { readOnly: boolean; leaseWait: number }): Promise<Engine> {
  if (isPostgres(url)) return (await import('./open-postgres.ts')).openPostgres(url, how)
  return (await import('./open-sqlite.ts')).openSqlite(fileOf(url), how)
}

/**
 * Opens the store.
 * @throws LeaseTaken, CorruptDatabase, KeyRefused, MigrationRefused, StoreRefused: each says in a sentence what to do
 */
export async function openStore(o: OpenOptions): Promise<Store> {
  const readOnly = o.readOnly ?? false
  const data = existsSync(o.keyFile) && !readOnly ? 'there' : await hasData(o.url)
  // Only to read: nothing is made, a missing key neither.
  if (readOnly && data === 'new') throw new StoreRefused('There is no database here yet.')
  const key = readKey({ file: o.keyFile, env: o.key, data: existsSync(o.keyFile) ? 'there' : data })
  const engine = await openEngine(o.url, { readOnly, leaseWait: o.leaseWait ?? 0 })
  try {
    const isEmpty = await engine.isEmpty()
    if (readOnly && isEmpty) throw new StoreRefused('There is no town in this database yet.')
    if (!isEmpty) await checkKey(engine, key)
    if (readOnly) await mustBeCurrent(engine)
    else await migrate(engine, (o.now ?? Date.now)())
    const s = await makeInside(engine, key, o)
    if (readOnly) await s.queue.close(new StoreRefused('This store was opened for reading only.'))
    else {
      await hideOldIds(s)
      await recover(s)
    }
    return makeStore(s, readOnly)
  } catch (error) {
    await engine.close()
    throw engine.outage(error) ?? error
  }
}

function makeStore(s: Inside, readOnly: boolean): Store {
  let closed: Promise<void> | undefined
  const { alone } = s.queue
  const transaction = <T>(work: () => Promise<T>): Promise<T> => alone(() => inTransaction(s, work))
  const accept = gather<{ prepared: readonly Prepared[]; now: number }>(s.queue, (batches) => acceptAll(s, batches))
  const mark = gather<{ results: readonly SendResult[]; now: number }>(s.queue, (batches) => markOut(s, batches))
  return {
    ...makeReads(s),
    accept: async (arrivals, now) => accept({ prepared: arrivals.map(prepare), now }),
    step: (limit, decide, now) => alone(() => step(s, limit, decide, now)),
    tellDead: (tell, now) => alone(() => tellDead(s, tell, now)),
    apply: (effects, now, still) =>
      transaction(async () => {
        const stands = still === undefined || (await s.engine.writer.all(talksOf, { persons: [still.person] }))[0]?.body === still.cell
        if (stands) await writeEffects(s, effects, now)
        return stands
      }),
    freeNumber: (seed) => alone(async () => (await freeNumbers(s, [`for ${seed}`])).get(`for ${seed}`) ?? ''),
    takeOut: (limit, now, mayGo) => alone(() => takeOut(s, limit, now, mayGo)),
    markOut: (results, now) => mark({ results, now }),
    keepFile: (from, file, now) => keepFile(s, from, file, now),
    keptBefore: (from, once) => keptBefore(s, from, once),
    openFile: (id) => openFile(s, id),
    tidyFiles: (now) => tidyFiles(s, now),
    feed: (of, after, limit) => feed(s, of, after, limit),
    hideFeed: (person) => transaction(() => hideFeed(s, person)),
    putGroup: (group) =>
      transaction(async () => {
        const row = {
          channel: group.channel,
          account: group.account,
          ext: group.ext,
          kind: group.kind,
          name: group.name,
          village: group.village ?? null,
        }
        await s.engine.writer.each(putGroup, [{ id: s.ids.next('grp'), ...row }])
        s.watch = undefined
        const found = (await s.engine.writer.all(allGroups, {})).find(
          (g) => g.channel === row.channel && g.account === row.account && g.ext === row.ext,
        )
        if (found === undefined) throw new StoreRefused('The group was not kept.')
        return groupOfRow(found)
      }),
    putPerson: (link, now) =>
      transaction(async () => {
        const found = (await findLinks(s, [link], now)).get(linkKey(link))
        if (found === undefined) throw new StoreRefused('The person was not kept.')
        await settleHomes(s, [found], now)
        return found.person
      }),
    joinLink: (link, person, now) => transaction(() => joinLink(s, link, person, now)),
    putCode: (code, officer, role, now) => putCode(s, code, officer, role, now),
    close: () => {
      closed ??= (async () => {
        await s.queue.close(new StoreRefused('The store is closed.'))
        if (!readOnly)
          await inTransaction(s, async () => void (await s.engine.writer.each(putRun, [{ id: 1, clean: 1, hand: s.hand }]))).catch(() => {})
        await s.engine.close()
      })()
      return closed
    },
  }
}
