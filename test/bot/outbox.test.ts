/** The sender: a burst leaves at the pace of the network, and where database or network fail it every lane goes on, nothing is said twice, and a standstill shows. */
import { expect, test, vi } from 'vitest'
import { type Buckets, makeBuckets, mayTake } from '../../src/bot/buckets.ts'
import { startOutbox } from '../../src/bot/outbox.ts'
import { openWeb } from '../../src/bot/web.ts'
import type { Store } from '../../src/store/store.ts'
import { later, onEachEngine, sqlite } from '../support/store.ts'

const write = async (store: Store, ...texts: readonly string[]): Promise<void> => {
  const person = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
  await store.apply(
    texts.map((text) => ({ do: 'send', to: { person }, message: { text }, class: 'reply', once: text })),
    1,
  )
}

function sendFrom(
  store: Store,
  send = async (): Promise<void> => {},
  { clock = () => 5, buckets = makeBuckets() }: { clock?: () => number; buckets?: Buckets } = {},
) {
  const web = openWeb()
  const tried: string[] = []
  const arrived: string[] = []
  const wrong: unknown[] = []
  const outbox = startOutbox({
    store,
    channels: new Map([
      [
        'web',
        {
          ...web,
          send: async (to, message, id) => {
            tried.push(message.text)
            await send()
            return web.send(to, message, id)
          },
        },
      ],
    ]),
    clock,
    random: () => 0,
    buckets,
    mayGo: () => true,
    sent: (rows) => arrived.push(...rows.map((row) => row.message.text)),
    lost: (row) => arrived.push(`lost ${row.message.text}`),
    failed: (error) => wrong.push(error),
  })
  later(() => outbox.stop())
  return { outbox, tried, arrived, wrong }
}

const look = async (outbox: ReturnType<typeof startOutbox>): Promise<void> => {
  outbox.wake()
  await outbox.idle()
}

/** A network that takes 60 a minute in a person's chat (six at once), 20 in a group's (two at once) and 10 a second in all. */
const slow = { web: { all: 10, person: 60, group: 20 } }
/** Milliseconds; a bucket fills in fractions. */
const aLittle = 5
const inGroup = { channel: 'web', account: 'town', to: { group: 'g' } }
const inChat = (person: string) => ({ ...inGroup, to: { person } })

/** How many of so many are taken at once. */
const taken = (buckets: Buckets, to: Parameters<typeof mayTake>[1], now: number, tries = 30): number =>
  Array.from({ length: tries }, () => mayTake(buckets, to, now)).filter((wait) => wait === 0).length

onEachEngine((make) => {
  test('a mark that fails is tried again: the lane goes on and nobody reads a line twice', async () => {
    let fails = 2
    const store = await (await make()).open({
      failpoint: (name) => {
        if (name === 'out:before-mark-sent' && fails-- > 0) throw new Error('the disk is full')
      },
    })
    await write(store, 'first', 'second')
    const { outbox, tried, arrived, wrong } = sendFrom(store)
    await look(outbox)
    expect([tried, arrived, wrong.length]).toEqual([['first'], [], 1])
    await look(outbox)
    await look(outbox)
    expect([tried, arrived, wrong.length]).toEqual([['first', 'second'], ['first', 'second'], 2])
    expect(await store.counts()).toMatchObject({ 'outbox.sent': 2, 'outbox.sending': 0, 'outbox.repeat': 0 })
  })

  test('a burst to one group leaves at the pace of its bucket and in order; meanwhile a person is answered', async () => {
    let now = 5
    const store = await (await make()).open()
    const { id: group } = await store.putGroup({ channel: 'web', account: 'town', ext: 'g', kind: 'village', name: '柳树湾' })
    const burst = Array.from({ length: 8 }, (_, n) => `to the group ${n}`)
    await store.apply(
      burst.map((text) => ({ do: 'send', to: { group }, message: { text }, class: 'reply', once: text })),
      1,
    )
    const { outbox, arrived } = sendFrom(store, undefined, { clock: () => now, buckets: makeBuckets(slow) })
    await look(outbox)
    expect(arrived).toEqual(burst.slice(0, 2))
    await write(store, 'to a person')
    await look(outbox)
    expect(arrived).toEqual([...burst.slice(0, 2), 'to a person'])
    for (let n = 3; n <= burst.length; n += 1) {
      now = 5 + 3000 * (n - 2) - aLittle
      await look(outbox)
      expect(arrived).toHaveLength(n)
      now += 2 * aLittle
      await look(outbox)
      expect(arrived.filter((text) => text !== 'to a person')).toEqual(burst.slice(0, n))
    }
    expect(await store.counts()).toMatchObject({ 'outbox.sent': 9, 'outbox.pending': 0 })
  })

  test('what was sent and not yet marked is marked before the sender stops', async () => {
    let fails = 1
    const store = await (await make()).open({
      failpoint: (name) => {
        if (name === 'out:before-mark-sent' && fails-- > 0) throw new Error('the disk is full')
      },
    })
    await write(store, 'first')
    const { outbox, tried } = sendFrom(store)
    await look(outbox)
    await outbox.stop()
    expect(tried).toEqual(['first'])
    expect(await store.counts()).toMatchObject({ 'outbox.sent': 1, 'outbox.sending': 0 })
  })
})

test('the bucket of a chat, and that of the whole account: how many at once, when the next, and no credit for more', () => {
  const buckets = makeBuckets(slow)
  expect(taken(buckets, inGroup, 0)).toBe(2)
  expect(mayTake(buckets, inGroup, 0)).toBe(3000)
  expect(taken(buckets, inGroup, 3000 - aLittle)).toBe(0)
  expect([taken(buckets, inGroup, 3000 + aLittle), taken(buckets, inGroup, 3000 + aLittle)]).toEqual([1, 0])
  // Long silence fills it, and no further.
  expect(taken(buckets, inGroup, 3_600_000)).toBe(2)
  // Each chat has its own; together they have the account's.
  expect([taken(buckets, inChat('li'), 7_200_000), taken(buckets, inChat('wang'), 7_200_000)]).toEqual([6, 4])
  expect(mayTake(buckets, inChat('sun'), 7_200_000)).toBe(100)
  expect(taken(buckets, inChat('sun'), 7_200_100 + aLittle)).toBe(1)
})

test('what a wait refuses costs nothing, and a clock set back neither fills nor empties', () => {
  const buckets = makeBuckets(slow)
  expect(taken(buckets, inGroup, 10_000, 500)).toBe(2)
  expect(taken(buckets, inChat('li'), 10_000)).toBe(6)
  expect(mayTake(buckets, inGroup, 4000)).toBe(3000)
  expect(taken(buckets, inGroup, 7000 + aLittle)).toBe(1)
})

test('a send that never comes back shows as a standstill, and is over when it does', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  later(() => vi.useRealTimers())
  const store = await (await sqlite()).open()
  await write(store, 'first')
  let comeBack = (): void => {}
  const { outbox, tried } = sendFrom(store, () => new Promise((done) => (comeBack = done)))
  outbox.wake()
  await vi.waitFor(() => expect(tried).toEqual(['first']))
  vi.advanceTimersByTime(59_000)
  expect(outbox.stands()).toBe(false)
  vi.advanceTimersByTime(2000)
  expect(outbox.stands()).toBe(true)
  comeBack()
  await outbox.idle()
  expect(outbox.stands()).toBe(false)
})
