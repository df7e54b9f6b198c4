/** Prisma writes on the writer's own connection and only in its turn; readers see nothing that is not committed. */
import { expect, test } from 'vitest'
import { arrival, onEachEngine, work } from '../../support/store.ts'

onEachEngine((make, engine) => {
  test('codes: once, 24 hours, only as a hash; five wrong tries in an hour and the person waits', async () => {
    const place = await make()
    const store = await place.open()
    const [a, b] = [
      await store.putPerson({ channel: 'web', account: 'town', ext: 'a' }, 1),
      await store.putPerson({ channel: 'web', account: 'town', ext: 'b' }, 1),
    ]
    const [hour, day] = [3_600_000, 86_400_000]
    await store.putCode('7K3M-9QRS', 'liu', 'officer', 0)
    expect(JSON.stringify(await place.raw('SELECT * FROM code'))).not.toMatch(/7K3M/i)
    expect(await store.useCode('7k3m9qrs', b, day)).toBeUndefined()
    expect(await store.useCode('7K3M 9QRS', a, day - 1)).toEqual({ officer: 'liu', role: 'officer' })
    expect(await store.useCode('7K3M9QRS', b, 1)).toBeUndefined()
    await store.putCode('AAAA1111', 'zhao', 'admin', day)
    await store.putCode('BBBB2222', 'zhao', 'admin', day)
    expect(await store.useCode('AAAA1111', a, day)).toBeUndefined()
    for (let i = 0; i < 5; i++) await store.useCode(`CCCC000${i}`, b, day + i)
    expect(await store.useCode('BBBB2222', b, day + 9)).toBeUndefined()
    expect(await store.useCode('BBBB2222', b, day + 2 * hour)).toEqual({ officer: 'zhao', role: 'admin' })
    await expect(store.putCode('short', 'x', 'admin', 0)).rejects.toMatchObject({ name: 'StoreRefused' })
  })

  test('a code said in private reaches the decision, is used up by the enrolment, and is worth nothing in a group', async () => {
    const store = await (await make()).open()
    await store.putCode('7K3M9QRS', 'liu', 'officer', 1)
    const codes: unknown[] = []
    const say = async (from: string, text: string, more = {}) => {
      await store.accept([arrival(from, text, more)], 2)
      await work(
        store,
        (l) => {
          codes.push(l.code?.officer)
          return l.code === undefined ? [] : [{ do: 'enrol', person: l.person.id, ...l.code, code: l.row.text.toLowerCase() }]
        },
        3,
      )
    }
    await say('a', '7K3M9QRS', { group: 'g' })
    await say('a', '绑定 7k3m-9qrs')
    await say('b', '7K3M9QRS')
    expect(codes).toEqual([undefined, 'liu', undefined])
    expect((await store.person(1))?.staff).toEqual({ officer: 'liu', role: 'officer' })
    await store.putCode('8K3M9QRS', 'zhao', 'officer', 1)
    for (let i = 0; i < 6; i++) await say('c', `9K3M9QR${i}`)
    await say('c', '8K3M9QRS')
    expect(codes.at(-1)).toBeUndefined()
    await say('d', '8K3M9QRS')
    expect(codes.at(-1)).toBe('zhao')
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
