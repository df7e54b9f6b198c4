/** F11, F12, F13 on SQLite: somebody else holds the file, the disk is full, pages are damaged. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { startPostgres } from '../../scripts/throwaway-postgres.mjs'
import { readUrl } from '../../src/store/open-postgres.ts'
import type { Store } from '../../src/store/store.ts'
import { arrival, echo, later, onPostgres, type Place, postgres, postgresOn, sendAll, sqlite, work } from '../support/store.ts'

test.each<[string, (store: Store) => Promise<unknown>]>([
  ['a message', (store) => store.accept([arrival('li', 'x')], 1)],
  ['a code', (store) => store.putCode('8K3M9QRS', 'zhao', 'officer', 1)],
])('F11: locked by another program for a while, %s waits and is stored; the process goes on meanwhile', async (_, write) => {
  const place = await sqlite()
  const store = await place.open()
  // Prisma has been used: nothing it has set may hold up the process.
  await store.putCode('7K3M9QRS', 'liu', 'officer', 1)
  const holder = new Database(place.file)
  holder.exec('BEGIN IMMEDIATE')
  let stored = false
  const storing = write(store).then(() => {
    stored = true
  })
  // The lock is let go only after other work has gone through: a wait that held the process up would be over before, and in vain.
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 0 })
    expect(stored).toBe(false)
  }
  holder.exec('ROLLBACK')
  holder.close()
  await storing
  const kept = await place.raw('SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM code) AS n')
  expect(kept).toEqual([{ n: 2 }])
})

test('F11: locked for longer than five seconds, the message is refused and nothing of it stays; nobody is dead for it', async () => {
  const place = await sqlite()
  const store = await place.open()
  await store.accept([arrival('li', 'before')], 1)
  const holder = new Database(place.file)
  holder.exec('BEGIN IMMEDIATE')
  const one = arrival('li', 'x')
  await expect(store.accept([one], 1)).rejects.toMatchObject({ name: 'DatabaseBusy' })
  await expect(store.step(10, echo, 1)).rejects.toMatchObject({ name: 'DatabaseBusy' })
  holder.close()
  await store.accept([one], 1)
  expect(await work(store, echo)).toEqual([])
  expect(await sendAll(store)).toEqual(['before', 'x'])
}, 20_000)

onPostgres(() => {
  test('F11: a table locked by somebody else for longer than five seconds: refused, nothing of it stays; then it goes on', async () => {
    const place = await postgres()
    const store = await place.open()
    await store.accept([arrival('li', 'before')], 1)
    const holder = await lockTable(place, 'inbox')
    const one = arrival('li', 'x')
    await expect(store.accept([one], 1)).rejects.toMatchObject({ name: 'DatabaseBusy' })
    await expect(store.step(10, echo, 1)).rejects.toMatchObject({ name: 'DatabaseBusy' })
    await holder.end()
    await store.accept([one], 1)
    expect(await work(store, echo)).toEqual([])
    expect(await sendAll(store)).toEqual(['before', 'x'])
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 2, 'inbox.dead': 0 })
  }, 30_000)

  test('F13: the server finds its data damaged: said with what to do, nothing is taken for stored, nobody is dead for it', async () => {
    const place = await postgres()
    const store = await place.open()
    await store.accept([arrival('li', 'before')], 1)
    // As the server says it of a page whose checksum is wrong.
    await place.raw(
      `CREATE FUNCTION damaged() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''invalid page'' USING ERRCODE = ''XX001''; END'`,
    )
    await place.raw('CREATE TRIGGER damaged BEFORE INSERT OR UPDATE ON inbox EXECUTE FUNCTION damaged()')
    const refused = { name: 'CorruptDatabase', message: expect.stringMatching(/last good backup/) }
    await expect(store.accept([arrival('li', 'x')], 1)).rejects.toMatchObject(refused)
    await expect(store.step(10, echo, 1)).rejects.toMatchObject(refused)
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 1, 'inbox.dead': 0 })
  })
})

/** Somebody else who holds a table of this town until the connection ends. */
async function lockTable(place: Place, table: string): Promise<pg.Client> {
  const { connectionString, schema } = readUrl(place.options.url)
  const holder = new pg.Client({ connectionString, options: `-c search_path=${schema}` })
  await holder.connect()
  later(() => holder.end())
  await holder.query('BEGIN')
  await holder.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  return holder
}

/** The connection on which the store writes. */
async function openWithHandle(place: Place) {
  const pragma = vi.spyOn(Database.prototype, 'pragma')
  const store = await place.open()
  const handle = (pragma.mock.contexts as Database.Database[]).find((db) => db.name === place.file && !db.readonly)
  pragma.mockRestore()
  if (handle === undefined) throw new Error('no writer found')
  return { store, handle }
}

test('F12: no room left: refused, what was there is intact, nobody is dead for it, and it goes on when there is room again', async () => {
  const place = await sqlite()
  const { store, handle } = await openWithHandle(place)
  await store.accept([arrival('li', 'first')], 1)
  handle.pragma(`max_page_count = ${Number(handle.pragma('page_count', { simple: true })) + 12}`)
  const kept = ['first']
  const refused: string[] = []
  const tell = (text: string) =>
    store.accept([arrival('li', text.padEnd(2000, '.'))], 1).then(
      () => void kept.push(text),
      (e: Error) => void refused.push(e.name),
    )
  for (let i = 0; i < 30; i++) await tell(`n${i}`)
  expect(kept.length).toBeGreaterThan(3)
  expect(new Set(refused)).toEqual(new Set(['DiskFull']))
  const long = (l: Parameters<typeof echo>[0]) => [...echo(l), { do: 'audit', actor: 'bot', act: 'x'.repeat(20_000), object: 'o' } as const]
  let stops = 0
  for (let i = 0; i < 5; i++) await store.step(50, long, 1).catch((e: Error) => void (e.name === 'DiskFull' && stops++))
  expect(stops).toBeGreaterThan(0)
  handle.pragma('max_page_count = 1000000')
  await tell('again')
  expect(await work(store, echo)).toEqual([])
  await store.close()
  const again = await place.open()
  const lines = await again.feed({ person: 1 }, undefined, 1000)
  expect(lines.filter((l) => l.from === 'me').map((l) => l.message.text.replace(/\.+$/, ''))).toEqual(kept)
  expect(await again.counts()).toMatchObject({ 'inbox.stored': kept.length, 'inbox.done': kept.length, 'inbox.dead': 0 })
  expect(await again.auditBroken()).toBeUndefined()
})

const people = [1, 2, 3, 4, 5, 6]
const linesOf = (store: Store) => Promise.all(people.map((person) => store.feed({ person }, undefined, 1000)))
const messagesOf = async (store: Store) => (await linesOf(store)).map((lines) => lines.map((l) => l.message))

/** Six people have said ten lines each and have been answered. */
async function fill(store: Store): Promise<void> {
  await store.accept(
    Array.from({ length: 60 }, (_, i) => arrival(`p${i % 6}`, `words ${i} `.repeat(20))),
    1,
  )
  await work(store, echo)
  await sendAll(store)
}

/** Random numbers below n, the same in every run. */
function seeded(): (n: number) => number {
  let seed = 20261125
  return (n) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed % n
  }
}

/** 1 to 64 bytes are others. */
function damagedBy(random: (n: number) => number, whole: Buffer): Buffer {
  const damaged = Buffer.from(whole)
  for (let k = 1 + random(64); k > 0; k--) damaged[random(damaged.length)] = random(256)
  return damaged
}

test('F13: damaged pages: refused with what to do, or every word is as it was; never written to', async () => {
  const place = await sqlite()
  const store = await place.open()
  await fill(store)
  const before = await messagesOf(store)
  await store.close()
  const whole = readFileSync(place.file)
  let refused = 0
  const random = seeded()
  for (let round = 0; round < 24; round++) {
    const damaged = damagedBy(random, whole)
    writeFileSync(place.file, damaged)
    const opened = await place.open().catch((e: Error) => e)
    if (opened instanceof Error) {
      refused++
      if (opened.name === 'CorruptDatabase') {
        expect(opened.message).toMatch(/last good backup/)
        expect(readFileSync(place.file).equals(damaged)).toBe(true)
      }
    } else {
      const read = await linesOf(opened).catch((e: Error) => e)
      if (!(read instanceof Error))
        for (const [i, lines] of read.entries()) for (const line of lines) expect(before[i]).toContainEqual(line.message)
      await opened.close()
    }
    for (const more of ['-wal', '-shm']) writeFileSync(`${place.file}${more}`, '')
  }
  expect(refused).toBeGreaterThan(3)
  writeFileSync(place.file, 'this is no database at all '.repeat(400))
  await expect(place.open()).rejects.toMatchObject({ name: 'CorruptDatabase' })
}, 60_000)

onPostgres(() => {
  test('F13: damaged pages of a server with checksums: named with what to do, or every word is as it was; nothing more is written', async () => {
    const server = await startPostgres()
    if ('missing' in server) throw new Error(server.missing)
    later(server.stop)
    const place = await postgresOn(server.url)()
    const store = await place.open()
    await fill(store)
    const before = await messagesOf(store)
    await store.close()
    const pathOf = async (table: string) => String((await place.raw(`SELECT pg_relation_filepath('${table}') AS path`))[0]?.['path'])
    const paths = [await pathOf('inbox'), await pathOf('outbox')]
    await place.raw('CHECKPOINT')
    const random = seeded()
    let found = 0
    for (let round = 0; round < 8; round++) {
      const path = paths[round % 2] ?? ''
      let whole = Buffer.alloc(0)
      await server.restart((data: string) => {
        whole = readFileSync(join(data, path))
        writeFileSync(join(data, path), damagedBy(random, whole))
      })
      const opened = await place.open().catch((e: Error) => e)
      const read = opened instanceof Error ? opened : await messagesOf(opened).catch((e: Error) => e)
      if (read instanceof Error) {
        found++
        expect(read).toMatchObject({ name: 'CorruptDatabase', message: expect.stringMatching(/last good backup/) })
        if (!(opened instanceof Error))
          await expect(opened.accept([arrival('li', 'more')], 1)).rejects.toMatchObject({ name: 'CorruptDatabase' })
      } else expect(read).toEqual(before)
      if (!(opened instanceof Error)) await opened.close()
      await server.restart((data: string) => writeFileSync(join(data, path), whole))
    }
    expect(found).toBeGreaterThan(3)
  }, 120_000)
})
