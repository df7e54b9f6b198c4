/** F15: a message whose work throws, or ends the process: nobody else suffers, it is dead after three tries, and its lane goes on. */
import { expect, test } from 'vitest'
import type { Decide } from '../../src/store/store.ts'
import { arrival, echo, onEachEngine, openCase, runChild, sendAll, work } from '../support/store.ts'

class Poison extends RangeError {
  override readonly name = 'Poison'
}
const spat: Decide = (loaded) => {
  if (loaded.row.text === 'poison') throw new Poison(`quotes ${loaded.row.text}`)
  return echo(loaded)
}

onEachEngine((make) => {
  test('a decision that throws: the others of its step are done, it is dead after three tries with a code and no words', async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('a', 'a1'), arrival('p', 'poison'), arrival('p', 'p2'), arrival('b', 'b1')], 1)
    const dead = await work(store, spat)
    expect(dead).toEqual([{ id: 2, person: 2, code: 'Poison' }])
    expect((await sendAll(store)).sort()).toEqual(['a1', 'b1', 'p2'])
    expect(await store.counts()).toMatchObject({ 'inbox.dead': 1, 'inbox.done': 3, 'inbox.new': 0 })
    expect(await place.raw("SELECT attempts, code FROM inbox WHERE state = 'dead'")).toMatchObject([{ attempts: 3, code: 'Poison' }])
  })

  test('effects that cannot be written: none of them is, the others of the step are done alone', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('a', 'a1'), arrival('p', 'bad'), arrival('b', 'b1')], 1)
    const dead = await work(store, (l) =>
      l.row.text === 'bad' ? [...echo(l), { do: 'happened', no: '123456', event: { is: 'claimed' } }] : echo(l),
    )
    expect(dead).toMatchObject([{ id: 2 }])
    expect((await sendAll(store)).sort()).toEqual(['a1', 'b1'])
  })

  test('a message whose stored words were tampered with is dead; the others are not', async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('a', 'a1'), arrival('p', 'x'), arrival('b', 'b1')], 1)
    await store.close()
    await place.raw('UPDATE inbox SET body = (SELECT body FROM inbox WHERE id = 1) WHERE id = 2')
    const again = await place.open()
    expect(await work(again, echo)).toMatchObject([{ id: 2 }])
    expect((await sendAll(again)).sort()).toEqual(['a1', 'b1'])
  })

  test('one try that succeeds is enough', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('a', 'a1')], 1)
    let tries = 0
    const dead = await work(store, (l) => {
      if (++tries < 3) throw new Error('not yet')
      expect(l.row.attempts).toBe(1)
      return echo(l)
    })
    expect([dead, tries]).toEqual([[], 3])
    expect(await sendAll(store)).toEqual(['a1'])
  })

  test('a message that ends the process is dead after three tries, counted before the work; its neighbours are done', async () => {
    const place = await make()
    const arrivals = [arrival('a', 'a1'), arrival('p', 'poison'), arrival('b', 'b1'), arrival('p', 'p2')]
    let lives = 0
    for (; lives < 8; lives++) {
      const child = runChild(place, 'live', { poison: 'poison', leaseWait: 5000, ...(lives === 0 ? { arrivals } : {}) })
      const lived = await Promise.race([child.heard('lived').then(() => true), child.ended.then(() => false)])
      if (!lived) continue
      expect(await child.heard('dead')).toEqual({ dead: [{ id: 2, person: 2, code: 'stopped' }] })
      await child.kill()
      break
    }
    // Once together with others, three times alone; in the fifth life it is given up.
    expect(lives).toBe(4)
    const store = await place.open({ leaseWait: 5000 })
    expect(await work(store, echo)).toEqual([])
    await sendAll(store)
    expect(await store.counts()).toMatchObject({ 'inbox.done': 3, 'inbox.dead': 1, 'outbox.sent': 3, 'inbox.new': 0 })
  }, 60_000)

  test('a line of a page, or an answer, that was tampered with: the page shows the rest, the others get theirs', async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('a', 'a1'), arrival('a', 'a2'), arrival('b', 'b1')], 1)
    await work(store, echo)
    await store.close()
    await place.raw('UPDATE inbox SET body = (SELECT body FROM inbox WHERE id = 2) WHERE id = 1')
    await place.raw("UPDATE outbox SET body = (SELECT body FROM outbox WHERE once = '3:echo') WHERE once = '1:echo'")
    const again = await place.open()
    expect((await sendAll(again)).sort()).toEqual(['a2', 'b1'])
    expect(await again.counts()).toMatchObject({ 'outbox.refused': 1, 'outbox.pending': 0 })
    expect((await again.feed({ person: 1 }, undefined, 10)).map((line) => line.message.text)).toEqual(['a2', 'a2'])
    await place.raw("UPDATE outbox SET body = 'x' WHERE once = '2:echo'")
    expect((await again.feed({ person: 1 }, undefined, 10)).map((line) => line.message.text)).toEqual(['a2'])
  })

  test('a case that was tampered with stops its own person and nobody else', async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('p', 'p1'), arrival('a', 'a1')], 1)
    const nos = [await openCase(store, 1, 'p'), await openCase(store, 2, 'a')]
    await store.close()
    await place.raw(`DROP TRIGGER case_event_stays${place.file === '' ? ' ON case_event' : ''}`)
    await place.raw('UPDATE case_event SET body = (SELECT body FROM case_event WHERE no = ?) WHERE no = ?', nos[1], nos[0])
    const again = await place.open()
    expect(await work(again, echo)).toMatchObject([{ id: 1 }])
    expect(await sendAll(again)).toEqual(['a1'])
  })

  test('after an orderly stop nothing is suspected', async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('a', 'a1'), arrival('b', 'b1')], 1)
    await store.close()
    const again = await place.open()
    await work(again, ({ row }) => {
      expect(row.attempts).toBe(0)
      return []
    })
    expect(await place.raw('SELECT sum(attempts) AS n FROM inbox')).toMatchObject([{ n: expect.toSatisfy((n) => Number(n) === 0) }])
  })
})
