/** The step: order in each lane, fairness between them, what is decided together and what is not. */
import { expect, test } from 'vitest'
import type { Talk } from '../../../src/flows/talk.ts'
import type { Loaded } from '../../../src/store/store.ts'
import { isCaseNumber } from '../../../src/town/case-number.ts'
import { arrival, echo, onEachEngine, openCase, sendAll, work } from '../../support/store.ts'

const talk = {
  flow: 'f',
  version: '1',
  begun: 'm1',
  told: ['welcome'],
  answers: { what: '地' },
  table: { key: 'village', nonce: 'n', once: 'q1', misses: 0 },
}

onEachEngine((make) => {
  test('one message of each lane in a step, oldest first, however much one person writes', async () => {
    const store = await (await make()).open()
    await store.accept(
      [...Array.from({ length: 10 }, (_, i) => arrival('flood', `f${i}`)), arrival('a', 'a0'), arrival('b', 'b0'), arrival('a', 'a1')],
      1,
    )
    const steps: string[][] = []
    for (let done = 1; done > 0; ) {
      const texts: string[] = []
      ;({ done } = await store.step(
        2,
        ({ row }) => {
          texts.push(row.text)
          return []
        },
        1,
      ))
      steps.push(texts)
    }
    expect(steps.flat().filter((t) => t.startsWith('f'))).toEqual(Array.from({ length: 10 }, (_, i) => `f${i}`))
    expect(steps[0]).toEqual(['f0', 'a0'])
    for (const texts of steps) expect(new Set(texts.map((t) => t[0])).size).toBe(texts.length)
  })

  test('what was written is there for the next message: talk, question, cases, person', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('li', 'one', { village: '柳树湾', press: 'n:yes', seen: 3, edits: 'm0' })], 1)
    let no = ''
    await store.step(
      10,
      (l) => {
        expect(l).toMatchObject({
          talk: null,
          cases: [],
          person: { id: 1, lang: 'zh-CN' },
          row: { text: 'one', from: 'li', village: '柳树湾', press: 'n:yes', seen: 3, edits: 'm0' },
        })
        no = l.number
        return [
          { do: 'talk', person: 1, talk },
          { do: 'send', to: { person: 1 }, message: { text: '哪个村？' }, class: 'reply', once: 'q1' },
          { do: 'open-case', no, person: 1, reach: 'chat' },
          { do: 'happened', no, event: { is: 'answer', key: 'what', value: '地' } },
          { do: 'person', person: 1, lang: 'en', village: '李家庄' },
          { do: 'notice-shown', person: 1, version: '2' },
        ]
      },
      2,
    )
    expect(isCaseNumber(no)).toBe(true)
    await store.accept([arrival('li', 'two')], 3)
    await sendAll(store, 4)
    await store.step(
      10,
      (l) => {
        expect(l.talk).toEqual(talk)
        expect(l.asked).toEqual({ id: 1, triedAt: 4 })
        expect(l.person).toEqual({ id: 1, lang: 'en', village: '李家庄' })
        expect(l.cases).toMatchObject([{ no, state: 'unfinished', answers: { what: '地' } }])
        expect(l.number).not.toBe(no)
        return [{ do: 'talk', person: 1, talk: null }]
      },
      5,
    )
    expect(await store.talkOf(1)).toBeUndefined()
    expect(await store.person(1)).toEqual({ id: 1, lang: 'en', village: '李家庄' })
    expect(await store.person(2)).toBeUndefined()
  })

  test('staff: the case a message names, that on the desk, those of alarms, else the newest open ones; others get none of them', async () => {
    const store = await (await make()).open()
    const [li, liu] = [
      await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1),
      await store.putPerson({ channel: 'web', account: 'town', ext: 'liu' }, 1),
    ]
    await store.apply([{ do: 'enrol', person: liu, officer: 'liu', role: 'officer', code: '' }], 1)
    const nos: string[] = []
    for (let i = 0; i < 12; i++) nos.push(await openCase(store, li, `case ${i}`, 100 + i))
    const [first = '', second = '', third = ''] = nos
    await store.apply([{ do: 'alarm', no: third, person: li, sign: 'weapon' }], 200)
    const seen: Loaded[] = []
    const look = async (from: string, text: string, more = {}) => {
      await store.accept([arrival(from, text, more)], 300)
      await work(store, (l) => {
        seen.push(l)
        return []
      })
      return seen.at(-1) as Loaded
    }
    const named = await look('liu', `认领 ${first.slice(0, 3)} ${first.slice(3)}`)
    expect([...named.named.keys()]).toEqual([first, third])
    expect(named.open).toEqual([])
    expect(named.person.staff).toEqual({ officer: 'liu', role: 'officer' })
    expect([...(await look('liu', '', { press: `claim:${second}` })).named.keys()]).toEqual([second, third])
    const open = await look('liu', '单子')
    expect(open.open.map((c) => c.no)).toEqual([...nos].reverse())
    await store.apply([{ do: 'talk', person: liu, talk: { ...talk, no: second } }], 300)
    expect((await look('liu', '好')).named.get(second)).toMatchObject({ no: second, person: li, state: 'new' })
    const resident = await look('wang', `查 ${first}`)
    expect([resident.named.size, resident.open.length]).toEqual([0, 0])
    expect((await look('li', '在吗')).cases.map((c) => c.no)).toEqual(nos.slice(2).reverse())
  })

  test('two staff who claim the same case at once are decided one after the other', async () => {
    const store = await (await make()).open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    for (const officer of ['liu', 'zhao']) {
      const person = await store.putPerson({ channel: 'web', account: 'town', ext: officer }, 1)
      await store.apply([{ do: 'enrol', person, officer, role: 'officer', code: '' }], 1)
    }
    const no = await openCase(store, li, 'x')
    await store.accept([arrival('liu', `认领${no}`), arrival('zhao', `认领${no}`), arrival('li', '咋样了')], 1)
    const claims: string[] = []
    await work(store, (l) => {
      const one = l.named.get(no)
      if (one === undefined) return []
      claims.push(`${l.person.staff?.officer} sees ${one.holder ?? 'nobody'}`)
      return one.holder === undefined ? [{ do: 'happened', no, event: { is: 'claimed' }, by: l.person.staff?.officer ?? '' }] : []
    })
    expect(claims).toEqual(['liu sees nobody', 'zhao sees liu'])
    expect(await store.caseByNo(no)).toMatchObject({ holder: 'liu', state: 'claimed' })
  })

  test('an alarm climbs, is seen by the first who looks, and leaves the post when called back', async () => {
    const store = await (await make()).open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const liu = await store.putPerson({ channel: 'web', account: 'town', ext: 'liu' }, 1)
    const no = await openCase(store, li, 'x')
    await store.apply(
      [
        { do: 'alarm', no, person: li, sign: 'weapon' },
        { do: 'duty', officer: 'zhao' },
        { do: 'duty', officer: 'liu' },
      ],
      10,
    )
    await store.apply([{ do: 'enrol', person: liu, officer: 'liu', role: 'admin', code: '' }], 11)
    expect(await store.post()).toMatchObject({
      duty: 'liu',
      people: new Map([['liu', liu]]),
      alarms: [{ id: 1, no, person: li, lang: 'zh-CN', sentAt: 10, step: 0 }],
    })
    await store.apply(
      [
        { do: 'alarm-step', id: 1, step: 1 },
        { do: 'alarm-seen', id: 1, by: 'liu' },
        { do: 'alarm-seen', id: 1, by: 'zhao' },
      ],
      12,
    )
    expect((await store.post()).alarms).toMatchObject([{ step: 1, seenAt: 12, seenBy: 'liu' }])
    await store.apply([{ do: 'alarm-called', id: 1, by: 'liu' }], 13)
    expect((await store.post()).alarms).toEqual([])
    await store.accept([arrival('li', 'x')], 14)
    await work(store, ({ post }) => {
      expect(post).toMatchObject({ duty: 'liu', alarms: [] })
      return []
    })
  })

  test('numbers: the same at every replay, never twice in a step, never one that is taken', async () => {
    const store = await (await make()).open()
    expect(await store.freeNumber('x')).toBe(await store.freeNumber('x'))
    await store.accept(
      Array.from({ length: 200 }, (_, i) => arrival(`p${i}`, 'x')),
      1,
    )
    const first = new Map<number, string>()
    await expect(
      store.step(
        200,
        (l) => {
          if (!first.has(l.row.id)) first.set(l.row.id, l.number)
          return l.row.id === 200 ? [{ do: 'happened', no: '000000', event: { is: 'claimed' } }] : []
        },
        1,
      ),
    ).resolves.toMatchObject({ done: 200 })
    expect(new Set(first.values()).size).toBe(200)
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'p0' }, 1)
    const taken = await openCase(store, li, 'a')
    expect(await store.freeNumber('a')).not.toBe(taken)
  })

  test('groups are found by where they are, and remember when the bot spoke', async () => {
    const store = await (await make()).open()
    const group = await store.putGroup({
      channel: 'web',
      account: 'town',
      ext: 'g1',
      kind: 'village',
      name: '柳树湾村民群',
      village: '柳树湾',
    })
    await store.putGroup({ channel: 'web', account: 'town', ext: 'g2', kind: 'staff', name: '值班群' })
    expect(await store.putGroup({ ...group, name: '柳树湾群' })).toEqual({ ...group, name: '柳树湾群' })
    await store.accept([arrival('li', '@村口 有事', { group: 'g1' }), arrival('wang', 'x', { group: 'elsewhere' })], 1)
    const seen: Loaded[] = []
    await work(
      store,
      (l) => {
        seen.push(l)
        return l.group === undefined ? [] : [{ do: 'group-spoken', group: l.group.id }]
      },
      77,
    )
    expect(seen.map((l) => [l.row.group, l.group?.name, l.post.staffGroup?.name])).toEqual([
      ['g1', '柳树湾群', '值班群'],
      ['elsewhere', undefined, '值班群'],
    ])
    expect(await store.groupOf('web', 'town', 'g1')).toMatchObject({ spokenAt: 77 })
    expect(await store.groups()).toHaveLength(2)
  })

  test('talks: fresh, quiet, and only where none is open', async () => {
    const store = await (await make()).open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const open = async () => {
      const found = await store.talkOf(li)
      return found === undefined ? [] : [[found.talk.answers['what'], found.updatedAt, found.nudges]]
    }
    const as = (what: string) => ({ ...talk, answers: { what } })
    await store.apply(
      [
        { do: 'talk', person: li, talk: as('a') },
        { do: 'nudged', person: li, kind: '30min' },
        { do: 'nudged', person: li, kind: 'morning' },
      ],
      10,
    )
    expect(await open()).toEqual([['a', 10, ['30min', 'morning']]])
    await store.apply(
      [
        { do: 'talk', person: li, talk: as('b'), quiet: true },
        { do: 'nudged', person: li, kind: 'day' },
      ],
      20,
    )
    expect(await open()).toEqual([['b', 10, ['30min', 'morning', 'day']]])
    await store.apply([{ do: 'talk-if-none', person: li, talk: as('c') }], 30)
    expect(await open()).toEqual([['b', 10, ['30min', 'morning', 'day']]])
    await store.apply(
      [
        { do: 'nudged', person: li, kind: 'late' },
        { do: 'talk', person: li, talk: as('d') },
      ],
      40,
    )
    expect(await open()).toEqual([['d', 40, []]])
    await store.apply(
      [
        { do: 'talk', person: li, talk: null },
        { do: 'talk-if-none', person: li, talk: as('e') },
      ],
      50,
    )
    expect(await open()).toEqual([['e', 50, []]])
    const ofCase = (what: string, more: Partial<Talk> = {}) => ({ ...as(what), no: '483216', ...more })
    await store.apply([{ do: 'talk', person: li, talk: ofCase('f') }], 60)
    await store.apply([{ do: 'talk-if-none', person: li, talk: ofCase('g', { no: '111110' }) }], 70)
    expect(await open()).toEqual([['f', 60, []]])
    await store.apply([{ do: 'talk-if-none', person: li, talk: ofCase('h') }], 80)
    expect(await open()).toEqual([['h', 80, []]])
    await store.apply(
      [
        { do: 'talk', person: li, talk: ofCase('i') },
        { do: 'talk-if-none', person: li, talk: ofCase('j') },
      ],
      90,
    )
    expect(await open()).toEqual([['j', 90, []]])
    await store.apply([{ do: 'talk', person: li, talk: ofCase('k', { hush: true }) }], 100)
    await store.apply([{ do: 'talk-if-none', person: li, talk: ofCase('l') }], 110)
    expect(await open()).toEqual([['k', 100, []]])
  })

  test('an effect on a person or case that does not exist writes nothing of its list', async () => {
    const store = await (await make()).open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const send = { do: 'send', to: { person: li }, message: { text: 'x' }, class: 'reply', once: 'x' } as const
    await expect(store.apply([send, { do: 'happened', no: '123456', event: { is: 'claimed' } }], 1)).rejects.toThrow()
    await expect(store.apply([send, { do: 'talk', person: 99, talk }], 1)).rejects.toThrow()
    await expect(store.apply([send, { do: 'open-case', no: '123456', person: 99, reach: 'chat' }], 1)).rejects.toThrow()
    expect(await store.counts()).toMatchObject({ 'outbox.written': 0, 'outbox.pending': 0 })
    await store.apply([send], 1)
    expect(await sendAll(store)).toEqual(['x'])
  })

  test('the answer of one lane does not wait for another', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('a', 'a'), arrival('b', 'b')], 1)
    await work(store, echo)
    expect((await sendAll(store)).sort()).toEqual(['a', 'b'])
  })
})
