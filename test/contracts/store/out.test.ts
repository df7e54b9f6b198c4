/** The way out: order in each lane, hours, retries, and what becomes of a message nobody knows about. */
import { expect, test } from 'vitest'
import { onceOfAnswer } from '../../../src/store/answers.ts'
import type { Effect, MessageClass, To } from '../../../src/store/effect.ts'
import type { Store } from '../../../src/store/store.ts'
import { arrival, onEachEngine, openCase, sendAll, work } from '../../support/store.ts'

type SendEffect = Extract<Effect, { do: 'send' }>
let n = 0
const send = (to: To, text: string, more: Partial<SendEffect> = {}): SendEffect => ({
  do: 'send',
  to,
  message: { text },
  class: 'reply',
  once: `once${++n}`,
  ...more,
})

const person = (store: Store, ext: string) => store.putPerson({ channel: 'web', account: 'town', ext }, 1)
const any = () => true
const take = async (store: Store, now: number, mayGo: (c: MessageClass, to: 'person' | 'group' | 'staff') => boolean = any) =>
  (await store.takeOut(100, now, mayGo)).map((row) => ({ id: row.id, text: row.message.text, attempts: row.attempts }))
const sent = (store: Store, ids: readonly number[], now = 1) =>
  store.markOut(
    ids.map((id) => ({ id, is: 'sent', remote: 'r' })),
    now,
  )

onEachEngine((make) => {
  test('only the head of a lane is on its way, and the next follows when it has arrived', async () => {
    const store = await (await make()).open()
    const [li, wang] = [await person(store, 'li'), await person(store, 'wang')]
    await store.apply([send({ person: li }, 'l1'), send({ person: li }, 'l2'), send({ person: wang }, 'w1')], 1)
    const first = await take(store, 2)
    expect(first.map((r) => r.text)).toEqual(['l1', 'w1'])
    expect(await take(store, 2)).toEqual([])
    await sent(
      store,
      first.map((r) => r.id),
    )
    expect((await take(store, 3)).map((r) => r.text)).toEqual(['l2'])
  })

  test('a message once written is never written again', async () => {
    const store = await (await make()).open()
    const li = await person(store, 'li')
    const one = send({ person: li }, 'a')
    await store.apply([one, { ...one, message: { text: 'b' } }], 1)
    await store.apply([one], 2)
    expect(await sendAll(store)).toEqual(['a'])
    await store.apply([one], 3)
    expect(await sendAll(store)).toEqual([])
  })

  test('what waits for its hour or its moment lets others pass; what is tried again does not', async () => {
    const store = await (await make()).open()
    const li = await person(store, 'li')
    await store.apply(
      [
        send({ person: li }, 'notice', { class: 'notice' }),
        send({ person: li }, 'undo', { notBefore: 100 }),
        send({ person: li }, 'reply'),
      ],
      1,
    )
    const byDay = (c: MessageClass) => c === 'reply'
    const [reply] = await take(store, 2, byDay)
    expect(reply?.text).toBe('reply')
    expect(await take(store, 100, byDay)).toEqual([])
    await store.markOut([{ id: reply?.id ?? 0, is: 'later', notBefore: 500 }], 3)
    expect(await take(store, 100, byDay)).toMatchObject([{ text: 'undo' }])
    await sent(store, [2])
    await store.apply([send({ person: li }, 'newer')], 100)
    expect(await take(store, 400, byDay)).toEqual([])
    expect(await take(store, 500, byDay)).toMatchObject([{ text: 'reply', attempts: 1 }])
    await sent(store, [reply?.id ?? 0])
    expect(await take(store, 500, byDay)).toMatchObject([{ text: 'newer' }])
    await sent(store, [4])
    expect(await take(store, 500)).toMatchObject([{ text: 'notice' }])
  })

  test('mayGo is asked by class and by who receives: a person, a group, staff', async () => {
    const store = await (await make()).open()
    const [li, liu] = [await person(store, 'li'), await person(store, 'liu')]
    const village = await store.putGroup({ channel: 'web', account: 'town', ext: 'g1', kind: 'village', name: 'v' })
    const office = await store.putGroup({ channel: 'web', account: 'town', ext: 'g2', kind: 'staff', name: 's' })
    await store.apply([{ do: 'enrol', person: liu, officer: 'liu', role: 'officer', code: '' }], 1)
    await store.apply(
      [
        send({ person: li }, 'li'),
        send({ group: village.id }, 'village'),
        send({ group: office.id }, 'office'),
        send({ officer: 'liu' }, 'liu'),
      ],
      1,
    )
    expect((await take(store, 2, (c, to) => c === 'reply' && to === 'staff')).map((r) => r.text)).toEqual(['office', 'liu'])
    expect((await take(store, 2, (_, to) => to === 'group')).map((r) => r.text)).toEqual(['village'])
    expect((await store.takeOut(9, 2, any)).map((r) => [r.channel, r.account, r.to])).toEqual([['web', 'town', { person: 'li' }]])
  })

  test('an officer who is not enrolled: held, counted, and sent when enrolled, if it is not too old', async () => {
    const store = await (await make()).open()
    const days = 24 * 60 * 60 * 1000
    await store.apply([send({ officer: 'liu' }, 'old')], 1)
    await store.apply([send({ officer: 'liu' }, 'new')], 10 * days)
    expect(await sendAll(store, 11 * days)).toEqual([])
    expect(await store.counts()).toMatchObject({ 'outbox.held': 2 })
    const liu = await person(store, 'liu')
    await store.apply([{ do: 'enrol', person: liu, officer: 'liu', role: 'officer', code: '' }, send({ officer: 'liu' }, 'now')], 11 * days)
    expect(await sendAll(store, 12 * days)).toEqual(['new', 'now'])
    expect(await store.counts()).toMatchObject({ 'outbox.held': 1 })
  })

  test('one officer is one person: a newer binding ends the older', async () => {
    const store = await (await make()).open()
    const [a, b] = [await person(store, 'a'), await person(store, 'b')]
    await store.apply([{ do: 'enrol', person: a, officer: 'liu', role: 'officer', code: '' }], 1)
    await store.apply([{ do: 'enrol', person: b, officer: 'liu', role: 'admin', code: '' }], 2)
    expect([(await store.person(a))?.staff, (await store.person(b))?.staff]).toEqual([undefined, { officer: 'liu', role: 'admin' }])
    await store.apply([{ do: 'enrol', person: b, officer: 'zhao', role: 'officer', code: '' }], 3)
    expect((await store.post()).people).toEqual(new Map([['zhao', b]]))
  })

  test('taken back: what has not been tried, also within the same list', async () => {
    const store = await (await make()).open()
    const li = await person(store, 'li')
    await store.apply([send({ person: li }, 'a', { once: 'a', notBefore: 10_000 }), send({ person: li }, 'b', { once: 'b' })], 1)
    await take(store, 2)
    await store.apply(
      [{ do: 'unsend', once: 'a' }, { do: 'unsend', once: 'b' }, send({ person: li }, 'c', { once: 'c' }), { do: 'unsend', once: 'c' }],
      3,
    )
    await sent(store, [2])
    expect(await sendAll(store, 20_000)).toEqual([])
    expect(await store.counts()).toMatchObject({ 'outbox.sent': 1, 'outbox.unsent': 2 })
  })

  test('whether an answer can still be taken back is what its row says, whatever the hour', async () => {
    const store = await (await make()).open()
    const [li, liu] = [await person(store, 'li'), await person(store, 'liu')]
    await store.apply([{ do: 'enrol', person: liu, officer: 'liu', role: 'officer', code: '' }], 1)
    const no = await openCase(store, li, 'a')
    const answered: unknown[] = []
    const say = async (from: string, text: string, now: number) => {
      await store.accept([arrival(from, text)], now)
      await work(
        store,
        ({ row, answered: lately, named }) => {
          answered.push(lately.map(({ once, is }) => `${once.split(':')[1] ?? ''} ${is} ${named.get(no) === undefined ? '' : no}`))
          if (row.text === 'undo') return lately.filter((a) => a.is === 'waits').map(({ once }) => ({ do: 'unsend', once }))
          return [send({ person: li }, row.text, { once: onceOfAnswer(row.id), notBefore: now + 10, no })]
        },
        now,
      )
    }
    await say('liu', 'first', 100)
    await say('liu', 'undo', 200)
    await say('liu', 'second', 300)
    await take(store, 400)
    await say('liu', 'undo', 301)
    await say('li', 'not staff', 500)
    expect(answered).toEqual([[], [`1 waits ${no}`], [`1 back ${no}`], [`3 gone ${no}`, `1 back ${no}`], []])
    await sent(store, [2])
    expect(await sendAll(store, 600)).toEqual(['not staff'])
  })

  test('refused is final; unknown goes to a person again, later, and to a group never', async () => {
    const store = await (await make()).open()
    const li = await person(store, 'li')
    const group = await store.putGroup({ channel: 'web', account: 'town', ext: 'g1', kind: 'village', name: 'v' })
    await store.apply(
      [send({ person: li }, 'to li'), send({ group: group.id }, 'to all'), send({ person: await person(store, 'wang') }, 'to wang')],
      1,
    )
    await take(store, 2)
    await store.markOut(
      [
        { id: 1, is: 'unknown' },
        { id: 2, is: 'unknown' },
        { id: 3, is: 'refused', code: '403' },
      ],
      3,
    )
    expect(await take(store, 4)).toEqual([])
    expect(await take(store, 3 + 2000)).toMatchObject([{ text: 'to li', attempts: 1 }])
    expect(await store.counts()).toMatchObject({ 'outbox.unknown': 1, 'outbox.refused': 1, 'outbox.repeat': 1 })
  })

  test('on its way when the program died: replies and alarms to a person go again, the rest does not', async () => {
    const place = await make()
    const store = await place.open()
    const group = await store.putGroup({ channel: 'web', account: 'town', ext: 'g1', kind: 'village', name: 'v' })
    for (const [i, cls] of (['reply', 'alarm', 'notice'] as const).entries())
      await store.apply([send({ person: await person(store, `p${i}`) }, cls, { class: cls })], 1)
    await store.apply([send({ group: group.id }, 'group')], 1)
    expect(await take(store, 2)).toHaveLength(4)
    await store.close()
    const again = await place.open()
    expect((await take(again, 3)).map((r) => r.text)).toEqual(['reply', 'alarm'])
    expect(await again.counts()).toMatchObject({ 'outbox.unknown': 2, 'outbox.repeat': 2 })
  })

  test('joined: a link changes hands, answers follow, and the one before is answered there no longer', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('old phone', 'first'), arrival('new phone', 'second')], 1)
    await work(store, () => [])
    const [before, now] = [await store.personOf('web', 'town', 'new phone'), await store.personOf('web', 'town', 'old phone')]
    await store.joinLink({ channel: 'web', account: 'town', ext: 'new phone' }, now ?? 0, 5)
    expect(await store.personOf('web', 'town', 'new phone')).toBe(now)
    await store.apply([send({ person: now ?? 0 }, 'answer'), send({ person: before ?? 0 }, 'lost')], 6)
    expect(await store.takeOut(9, 7, any)).toMatchObject([{ message: { text: 'answer' }, to: { person: 'new phone' } }])
    await store.accept([arrival('new phone', 'third')], 8)
    await work(store, (l) => {
      expect(l.person.id).toBe(now)
      return []
    })
    await expect(store.joinLink({ channel: 'web', account: 'town', ext: 'x' }, 999, 5)).rejects.toThrow()
  })
})
