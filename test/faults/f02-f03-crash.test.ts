/** F2, F3: killed at each named place between receiving and answering; nothing acknowledged is lost, nothing happens twice in the data. */
import { expect, test } from 'vitest'
import type { Failpoint } from '../../src/store/inside.ts'
import { arrival, echo, onEachEngine, runChild, sendAll, work } from '../support/store.ts'

const places: readonly Failpoint[] = [
  'accept:before-commit',
  'accept:after-commit',
  'step:before-commit',
  'step:after-commit',
  'out:after-mark-sending',
  'out:before-mark-sent',
]

onEachEngine((make) => {
  test.each(places)(
    'killed at %s',
    async (dieAt) => {
      const place = await make()
      const arrivals = [arrival('li', 'one'), arrival('wang', 'two')]
      const child = runChild(place, 'live', { dieAt, arrivals })
      expect(await child.ended).toBe('SIGKILL')

      // The network was not told, so it brings everything again.
      const store = await place.open({ leaseWait: 5000 })
      await store.accept(arrivals, 5000)
      const dead = await work(store, echo)
      const texts = await sendAll(store, 20_000)
      expect(dead).toEqual([])
      expect(texts.sort()).toEqual(['one', 'two'])
      expect(await store.counts()).toMatchObject({
        'inbox.stored': 2,
        'inbox.done': 2,
        'outbox.written': 2,
        'outbox.sent': 2,
        'outbox.pending': 0,
        'outbox.sending': 0,
      })
      // What may have arrived twice is counted.
      expect((await store.counts())['outbox.repeat']).toBe(dieAt.startsWith('out:') ? 2 : 0)
    },
    30_000,
  )

  test('a message acknowledged while other transactions are rolled back is on disk after kill -9', async () => {
    const place = await make()
    const child = runChild(place, 'mixed')
    const acknowledged: string[] = []
    for (let i = 0; i < 60; i++) acknowledged.push(String((await child.heard('acknowledged'))['acknowledged']))
    await child.kill()
    const store = await place.open({ leaseWait: 5000 })
    expect([...(await store.arrived('web', 'town', acknowledged)).keys()].sort()).toEqual(acknowledged.sort())
    const rows = await place.raw('SELECT id FROM inbox')
    expect(await store.auditBroken()).toBeUndefined()
    expect(await store.auditOf('x')).toEqual([])
    const texts: string[] = []
    await work(store, ({ row }) => {
      texts.push(row.text)
      return []
    })
    expect(texts.length).toBe(rows.length)
  }, 30_000)
})
