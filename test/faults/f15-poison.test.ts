/** F15: a message whose work throws, or ends the process: nobody else suffers, it is dead after three tries, its lane goes on, and what is told of it is written once. */
import { expect, test } from 'vitest'
import type { Talk } from '../../src/flows/talk.ts'
import type { Effect } from '../../src/store/effect.ts'
import type { Failpoint } from '../../src/store/inside.ts'
import type { Dead, Decide } from '../../src/store/store.ts'
import { arrival, echo, onEachEngine, openCase, runChild, sendAll, work } from '../support/store.ts'

class Poison extends RangeError {
  override readonly name = 'Poison'
}
const spat: Decide = (loaded) => {
  if (loaded.row.text === 'poison') throw new Poison(`quotes ${loaded.row.text}`)
  return echo(loaded)
}

const tellIt = ({ row, person, number }: Dead): readonly Effect[] => [
  { do: 'open-case', no: number, person: person.id, reach: 'chat' },
  { do: 'happened', no: number, event: { is: 'begun', why: 'unreadable' } },
  { do: 'send', to: { person: person.id }, message: { text: 'told' }, class: 'reply', once: `dead:${row.id}` },
]

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
    expect(await store.counts()).toMatchObject({ 'inbox.done': 3, 'inbox.dead': 1, 'outbox.sent': 4, 'inbox.new': 0 })
  }, 60_000)

  test('what is told of the dead is written once, with all that can still be read, wherever the telling stops', async () => {
    const place = await make()
    const store = await place.open()
    const file = await store.keepFile(
      { channel: 'web', account: 'town', ext: 'p' },
      { kind: 'photo', type: 'x', bytes: Buffer.from('x') },
      1,
    )
    await store.accept([arrival('p', 'poison', { files: [file] }), arrival('a', 'a1')], 1)
    const no = await openCase(store, 1, 'p')
    await work(store, spat)
    const heard: Dead[] = []
    const tell = (dead: Dead) => {
      heard.push(dead)
      return tellIt(dead)
    }
    expect(await store.tellDead(tell, 5000)).toBe(1)
    expect(await store.tellDead(tell, 5000)).toBe(0)
    expect(heard).toMatchObject([
      { row: { id: 1, text: 'poison', files: [{ id: file }] }, person: { id: 1 }, code: 'Poison', cases: [{ no }] },
    ])
    expect(heard[0]?.lost).toBeUndefined()
    expect((await sendAll(store)).sort()).toEqual(['a1', 'told'])
    expect(await place.raw('SELECT state, code FROM inbox WHERE id = 1')).toMatchObject([{ state: 'told', code: 'Poison' }])
    expect(await store.counts()).toMatchObject({ 'inbox.dead': 1, 'inbox.new': 0 })
  })

  test.each<Failpoint>(['bury:after-commit', 'tell:before-commit', 'tell:after-commit'])(
    'killed at %s: told after all, once',
    async (dieAt) => {
      const place = await make()
      const arrivals = [arrival('p', 'poison'), arrival('a', 'a1')]
      const child = runChild(place, 'live', { throwsAt: 'poison', dieAt, arrivals })
      expect(await child.ended).toBe('SIGKILL')
      const store = await place.open({ leaseWait: 5000 })
      expect(await work(store, spat)).toEqual([])
      expect(await store.tellDead(tellIt, 5000)).toBe(dieAt === 'tell:after-commit' ? 0 : 1)
      expect((await sendAll(store)).sort()).toEqual(['a1', 'told'])
      expect(await store.counts()).toMatchObject({ 'inbox.dead': 1, 'outbox.written': 2, 'case.opened': 1 })
    },
    30_000,
  )

  test('words, talk or case that were tampered with: the rest is told; with a damaged key only the others are', async () => {
    const place = await make()
    const store = await place.open()
    const who = ['words', 'talk', 'case', 'key']
    await store.accept(
      who.map((one) => arrival(one, one)),
      1,
    )
    const nos = await Promise.all(who.map((one, i) => openCase(store, i + 1, one)))
    const talk: Talk = { flow: 'report-dispute', version: '', begun: '1', answers: {}, told: [] }
    await store.apply(
      who.map((_, i) => ({ do: 'talk', person: i + 1, talk })),
      5000,
    )
    await store.close()
    await place.raw('UPDATE inbox SET body = (SELECT body FROM inbox WHERE id = 2) WHERE id = 1')
    await place.raw('UPDATE talk SET body = (SELECT body FROM talk WHERE person = 1) WHERE person = 2')
    await place.raw(`DROP TRIGGER case_event_stays${place.file === '' ? ' ON case_event' : ''}`)
    await place.raw('UPDATE case_event SET body = (SELECT body FROM case_event WHERE no = ?) WHERE no = ?', nos[0], nos[2])
    await place.raw('UPDATE person SET data_key = (SELECT data_key FROM person WHERE id = 1) WHERE id = 4')
    const again = await place.open()
    expect((await work(again, echo)).map((d) => d.id).sort()).toEqual([1, 2, 3, 4])
    const heard: Dead[] = []
    await again.tellDead((dead) => {
      heard.push(dead)
      return dead.lost === 'person' ? [] : tellIt(dead)
    }, 5000)
    expect(heard).toMatchObject([
      { row: { text: '' }, lost: 'words', talk, cases: [{ no: nos[0] }] },
      { row: { text: 'talk' }, talk: null, cases: [{ no: nos[1] }] },
      { row: { text: 'case' }, talk, cases: [] },
      { row: { text: '' }, lost: 'person', person: { id: 4 } },
    ])
    expect(await again.tellDead(tellIt, 5000)).toBe(0)
    expect((await sendAll(again)).sort()).toEqual(['told', 'told', 'told'])
  })

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

  test('a telling that cannot be written is told without the person; it holds up no other', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('p', 'poison'), arrival('q', 'poison')], 1)
    await work(store, spat)
    const lost: unknown[] = []
    const told = await store.tellDead((dead) => {
      lost.push(dead.lost)
      if (dead.row.id === 1 && dead.lost === undefined) return [{ do: 'happened', no: '123456', event: { is: 'claimed' } }]
      return dead.lost === undefined ? tellIt(dead) : []
    }, 5000)
    expect([told, lost]).toEqual([2, [undefined, 'person', undefined]])
    expect(await sendAll(store)).toEqual(['told'])
    expect(await store.tellDead(tellIt, 5000)).toBe(0)
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
