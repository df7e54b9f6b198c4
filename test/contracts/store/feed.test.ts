/** What a page shows: lines after a cursor are exactly those not yet seen, whatever order they were sent in. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedLine, Store } from '../../../src/store/store.ts'
import { arrival, echo, onEachEngine, sendAll, work } from '../../support/store.ts'

const texts = (lines: readonly FeedLine[]) => lines.map((l) => `${l.from} ${l.message.text}`)
const sendOne = async (store: Store, now: number) => {
  const [row] = await store.takeOut(1, now, () => true)
  if (row !== undefined) await store.markOut([{ id: row.id, is: 'sent', remote: '' }], now)
}

onEachEngine((make) => {
  test('what arrived is told by its id, said in private or in a group, also once it is worked', async () => {
    const store = await (await make()).open()
    await store.putGroup({ channel: 'web', account: 'town', ext: 'g1', kind: 'village', name: 'v' })
    const said = arrival('li', 'one', { ext: 'e1' })
    await store.accept([said, said, arrival('li', 'two', { ext: 'e2', group: 'g1' }), arrival('wang', 'three', { ext: 'e3' })], 10)
    await work(store, echo, 11)
    expect([...(await store.arrived(said.channel, said.account, ['e1', 'e2', 'never']))].sort()).toEqual([
      ['e1', 1],
      ['e2', 1],
    ])
    expect(await store.arrived(said.channel, 'elsewhere', ['e1'])).toEqual(new Map())
    expect(await store.arrived(said.channel, said.account, [])).toEqual(new Map())
  })

  test('private lines and what was sent, by time; nothing said in a group, nothing not yet sent', async () => {
    const store = await (await make()).open()
    const group = await store.putGroup({ channel: 'web', account: 'town', ext: 'g1', kind: 'village', name: 'v' })
    const file = await store.keepFile(
      { channel: 'web', account: 'town', ext: 'li' },
      { kind: 'voice', type: 'audio/ogg', bytes: Buffer.from('x'), seconds: 2.4 },
      1,
    )
    await store.accept([arrival('li', 'one', { ext: 'e1' }), arrival('li', 'in the group', { group: 'g1' }), arrival('wang', 'other')], 10)
    await work(store, echo, 11)
    await sendAll(store, 12)
    await store.accept([arrival('li', '', { files: [file] })], 13)
    await work(
      store,
      ({ group: g }) =>
        g === undefined
          ? [
              { do: 'send', to: { group: group.id }, message: { text: '通知' }, class: 'notice', once: 'n' },
              { do: 'send', to: { person: 1 }, message: { text: 'not yet' }, class: 'reply', once: 'x' },
            ]
          : [],
      14,
    )
    const lines = await store.feed({ person: 1 }, undefined, 100)
    expect(lines).toMatchObject([
      { from: 'me', at: 10, ext: 'e1', message: { text: 'one' } },
      { from: 'bot', at: 12, message: { text: 'one' } },
      { from: 'bot', at: 12, message: { text: 'in the group' } },
      { from: 'me', at: 13, files: [{ id: file, kind: 'voice', seconds: 2 }] },
    ])
    expect(typeof lines[1]?.out).toBe('number')
    expect(await store.feed({ group: group.id }, undefined, 10)).toEqual([])
    await sendAll(store, 15)
    expect(texts(await store.feed({ group: group.id }, undefined, 10))).toEqual(['bot 通知'])
  })

  test('what was written early and sent late is not missed', async () => {
    const store = await (await make()).open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    await store.apply(
      [
        { do: 'send', to: { person: li }, message: { text: 'late' }, class: 'reply', once: 'a', notBefore: 100 },
        { do: 'send', to: { person: li }, message: { text: 'early' }, class: 'reply', once: 'b' },
      ],
      1,
    )
    await sendOne(store, 2)
    const first = await store.feed({ person: li }, undefined, 10)
    expect(texts(first)).toEqual(['bot early'])
    await sendOne(store, 100)
    expect(texts(await store.feed({ person: li }, first.at(-1)?.cursor, 10))).toEqual(['bot late'])
  })

  test('read in pieces of any size, at any moments, a feed gives each line once and in one order', async () => {
    const store = await (await make()).open()
    const action = fc.constantFrom('say', 'answer', 'send', 'read')
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), fc.integer({ min: 1, max: 3 }), async (actions, limit) => {
        const name = `p${Math.random()}`
        const id = await store.putPerson({ channel: 'web', account: 'town', ext: name }, 1)
        const read: FeedLine[] = []
        const readOn = async () => void read.push(...(await store.feed({ person: id }, read.at(-1)?.cursor, limit)))
        let [now, n] = [100, 0]
        for (const act of actions) {
          now += n % 3 === 0 ? 0 : -1 // a clock that sometimes goes back
          n++
          if (act === 'say') await store.accept([arrival(name, `${n}`)], now)
          if (act === 'answer')
            await store.apply([{ do: 'send', to: { person: id }, message: { text: `${n}` }, class: 'reply', once: `${name}${n}` }], now)
          if (act === 'send') await sendOne(store, 1000)
          if (act === 'read') await readOn()
        }
        await sendAll(store, 1000)
        for (let before = -1; before !== read.length; ) {
          before = read.length
          await readOn()
        }
        const whole = await store.feed({ person: id }, undefined, 1000)
        expect(texts(read).sort()).toEqual(texts(whole).sort())
        await work(store, () => [])
      }),
      { numRuns: 15 },
    )
  })

  test('cleared: later feeds begin after now, the lines stay in the database', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('li', 'one')], 1)
    await work(store, echo)
    await sendAll(store)
    await store.hideFeed(1, 7000)
    expect(await store.feed({ person: 1 }, undefined, 10)).toEqual([])
    expect(await store.feed({ person: 1 }, '0.0', 10)).toEqual([])
    await store.accept([arrival('li', 'two')], 8000)
    expect(texts(await store.feed({ person: 1 }, 'nonsense', 10))).toEqual(['me two'])
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 2, 'outbox.sent': 1 })
    expect(await store.feed({ person: 999 }, undefined, 10)).toEqual([])
  })

  test('coming back: who joins with the number sees the lines again that were cleared elsewhere', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('li', 'one')], 1)
    await work(store, echo)
    await sendAll(store)
    await store.hideFeed(1, 7000)
    await store.joinLink({ channel: 'web', account: 'town', ext: 'new phone' }, 1, 8000)
    expect(texts(await store.feed({ person: 1 }, undefined, 10))).toContain('me one')
  })
})
