/** Prisma writes on the writer's own connection and only in its turn; readers see nothing that is not committed. */
import { expect, test } from 'vitest'
import { arrival, onEachEngine, sayCode, work } from '../../support/store.ts'

onEachEngine((make, engine) => {
  test('a code: once, 24 hours, only as a hash, the newest of an officer; worth nothing in a group; five wrong tries in an hour and the person waits', async () => {
    const place = await make()
    const store = await place.open()
    const [hour, day] = [3_600_000, 86_400_000]
    const say = (from: string, text: string, now: number, more = {}) => sayCode(store, arrival(from, text, more), now)
    await store.putCode('7K3M-9QRS', 'liu', 'officer', 0)
    expect(JSON.stringify(await place.raw('SELECT * FROM code'))).not.toMatch(/7K3M/i)
    expect(await say('a', '7K3M9QRS', 1, { group: 'g' })).toBeUndefined()
    expect(await say('b', '7k3m9qrs', day)).toBeUndefined()
    expect(await say('a', '绑定 7k3m-9qrs', day - 1)).toEqual({ officer: 'liu', role: 'officer' })
    expect((await store.person(1))?.staff).toEqual({ officer: 'liu', role: 'officer' })
    expect(await say('b', '7K3M9QRS', 1)).toBeUndefined()
    await store.putCode('AAAA1111', 'zhao', 'admin', day)
    await store.putCode('BBBB2222', 'zhao', 'admin', day)
    expect(await say('c', 'AAAA1111', day)).toBeUndefined()
    for (let i = 0; i < 5; i++) await say('d', `CCCC000${i}`, day + i)
    expect(await say('d', 'BBBB2222', day + 9)).toBeUndefined()
    expect(await say('d', 'BBBB2222', day + 2 * hour)).toEqual({ officer: 'zhao', role: 'admin' })
    await expect(store.putCode('short', 'x', 'admin', 0)).rejects.toMatchObject({ name: 'StoreRefused' })
  })

  test('two who say the same code in one step: one of them is enrolled', async () => {
    const store = await (await make()).open()
    await store.putCode('7K3M9QRS', 'liu', 'officer', 1)
    await store.accept([arrival('a', '7K3M9QRS'), arrival('b', '7K3M9QRS')], 2)
    const got: number[] = []
    await work(
      store,
      (l) => {
        if (l.code === undefined) return []
        got.push(l.person.id)
        return [{ do: 'enrol', person: l.person.id, ...l.code, code: l.row.text }]
      },
      3,
    )
    expect(got).toEqual([1])
  })

  test('hot and rare writes at the same time, some of them failing: each is whole, and no reader sees half', async () => {
    const place = await make()
    const store = await place.open()
    const [li] = [await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)]
    const rounds = engine === 'sqlite' ? 25 : 12
    const seen: number[] = []
    let going = true
    const watch = (async () => {
      while (going) {
        const { 'outbox.pending': pending = 0, 'outbox.written': written = 0 } = await store.counts()
        seen.push(pending % 3, written % 3)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const three = (k: string) =>
      [1, 2, 3].map((i) => ({ do: 'send', to: { person: li }, message: { text: 'x' }, class: 'reply', once: `${k}:${i}` }) as const)
    const all: Promise<unknown>[] = []
    for (let i = 0; i < rounds; i++) {
      all.push(store.apply(three(`ok${i}`), 1))
      all.push(store.apply([...three(`bad${i}`), { do: 'happened', no: '000000', event: { is: 'claimed' } }], 1).catch(() => 'failed'))
      all.push(store.putCode(`C0DE${String(i).padStart(4, '0')}`, `o${i}`, 'officer', 1))
      all.push(store.putCode(`C0DE${String(i).padStart(4, '0')}`, `o${i}`, 'officer', 1).catch(() => 'failed'))
      all.push(store.accept([arrival('li', `${i}`)], 1))
    }
    const ends = await Promise.all(all)
    going = false
    await watch
    expect(ends.filter((e) => e === 'failed')).toHaveLength(2 * rounds)
    expect(seen.every((rest) => rest === 0)).toBe(true)
    expect(await store.counts()).toMatchObject({ 'outbox.pending': 3 * rounds, 'inbox.stored': rounds })
    expect(await place.raw('SELECT count(*) AS n FROM code')).toMatchObject([{ n: expect.toSatisfy((n) => Number(n) === rounds) }])
  }, 30_000)

  test('durable settings are read back', async () => {
    const place = await make()
    await place.open()
    const durable = engine === 'sqlite' ? await place.raw('PRAGMA journal_mode') : await place.raw('SELECT 1 AS journal_mode')
    expect(durable).toMatchObject([{ journal_mode: engine === 'sqlite' ? 'wal' : 1 }])
  })
})
