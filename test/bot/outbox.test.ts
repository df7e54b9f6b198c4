/** The sender when the database or the network fails it: every lane goes on, nothing is said twice, and a standstill shows. */
import { expect, test, vi } from 'vitest'
import { makeBuckets } from '../../src/bot/buckets.ts'
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

function sendFrom(store: Store, send = async (): Promise<void> => {}) {
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
    clock: () => 5,
    random: () => 0,
    buckets: makeBuckets(),
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
