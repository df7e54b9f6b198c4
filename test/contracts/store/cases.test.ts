/** Cases: what is kept beside the events equals what the events add up to, and events stay as they are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseEvent, caseOf, isOver, remindedBy } from '../../../src/town/case.ts'
import { all, arrival, onEachEngine, openCase } from '../../support/store.ts'

const text = fc.string({ unit: 'binary', maxLength: 10 }).map((t) => t.replaceAll('\0', ''))
const event: fc.Arbitrary<CaseEvent> = fc.oneof(
  fc.constantFrom<CaseEvent>({ is: 'reported', due: 99 }, { is: 'claimed' }, { is: 'unsaid' }, { is: 'withdrawn' }, { is: 'read' }),
  fc.constantFrom<CaseEvent>({ is: 'reopened' }, { is: 'called' }, { is: 'urged', when: 'today' }, { is: 'urged', when: 'past' }),
  fc.record({ is: fc.constant('answer' as const), key: fc.constantFrom('what', 'phone'), value: fc.jsonValue() }),
  fc.record({ is: fc.constant('more' as const), text, files: fc.constant([]) }),
  fc.record({ is: fc.constant('replied' as const), text }),
  fc.record({ is: fc.constant('closed' as const), text }),
  fc.record({ is: fc.constant('urgent' as const), sign: fc.constantFrom('a', 'b') }),
)

onEachEngine((make, engine) => {
  test('folded in the store, remembered by the writer and told by readers: the same case; open = not closed by its events', async () => {
    const place = await make()
    const store = await place.open()
    let seed = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(event, fc.option(fc.constantFrom('liu', 'zhao'), { nil: undefined })), { maxLength: 12 }),
        async (events) => {
          const from = `p${++seed}`
          const person = await store.putPerson({ channel: 'web', account: 'town', ext: from }, 1)
          const no = await store.freeNumber(`s${seed}`)
          await store.apply([{ do: 'open-case', no, person, reach: 'phone' }], 10)
          const history = events.map(([e, by], i) => ({ at: 20 + i, event: e, ...(by === undefined ? {} : { by }) }))
          for (const { at, ...rest } of history) await store.apply([{ do: 'happened', no, ...rest }], at)
          const expected = JSON.parse(JSON.stringify(caseOf({ no, person, openedAt: 10, reach: 'phone' }, history))) as unknown
          const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown
          expect(plain(await store.caseByNo(no))).toEqual(expected)
          await store.accept([arrival(from, 'x')], 50)
          await store.step(
            1,
            (l) => {
              expect(plain(l.cases[0])).toEqual(expected)
              return []
            },
            51,
          )
          const [row] = await place.raw('SELECT closed_at, due_at FROM case_file WHERE no = ?', no)
          const one = caseOf({ no, person, openedAt: 10, reach: 'phone' }, history)
          expect(row?.['closed_at'] === null).toBe(!isOver(one))
          expect(row?.['due_at'] === null).toBe(remindedBy(one) === undefined)
          expect((await store.casesDue(99)).some((c) => c.no === no)).toBe(false)
          expect((await store.casesDue(100)).some((c) => c.no === no)).toBe(remindedBy(one) !== undefined)
        },
      ),
      { numRuns: engine === 'sqlite' ? 40 : 10 },
    )
    const open = await store.openCases(1000)
    expect(open.every((c) => c.state !== 'closed' && c.state !== 'withdrawn')).toBe(true)
    expect(open.length).toBe((await store.counts())['case.open'])
    expect((await store.openCases(2)).length).toBe(Math.min(2, open.length))
  }, 60_000)

  test('opened again: among the open ones until it is closed once more', async () => {
    const place = await make()
    const store = await place.open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const no = await store.freeNumber('again')
    const openAfter = async (event: CaseEvent, at: number): Promise<boolean> => {
      await store.apply([{ do: 'happened', no, event }], at)
      return (await store.openCases(10)).some((one) => one.no === no)
    }
    await store.apply([{ do: 'open-case', no, person: li, reach: 'chat' }], 2)
    const closed: CaseEvent = { is: 'closed', text: '' }
    expect([await openAfter(closed, 3), await openAfter({ is: 'reopened' }, 4), await openAfter(closed, 5)]).toEqual([false, true, false])
    expect((await place.raw('SELECT closed_at FROM case_file WHERE no = ?', no))[0]?.['closed_at']).toEqual(expect.anything())
    await store.apply(
      [
        { do: 'happened', no, event: { is: 'reopened' } },
        { do: 'happened', no, event: closed },
      ],
      6,
    )
    expect(await store.openCases(10)).toEqual([])
  })

  test('events and the audit can be neither changed nor taken away', async () => {
    const place = await make()
    const store = await place.open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const no = await openCase(store, li, 'x', 2, [])
    await store.apply([{ do: 'audit', actor: 'liu', act: 'read', object: no }], 3)
    await store.close()
    for (const change of ['UPDATE case_event SET at = 1', 'DELETE FROM case_event', "UPDATE audit SET actor = 'x'", 'DELETE FROM audit'])
      await expect(place.raw(change)).rejects.toThrow(/append-only/)
  })

  test('voice that nobody has heard: with its case once it belongs to one, gone when heard; never that of staff', async () => {
    const store = await (await make()).open()
    const keep = (ext: string, at: number) =>
      store.keepFile(
        { channel: 'web', account: 'town', ext },
        { kind: 'voice', type: 'audio/ogg', bytes: Buffer.from('x'), seconds: 12 },
        at,
      )
    const [one, two] = [await keep('li', 10), await keep('li', 20)]
    await store.apply(
      [
        {
          do: 'enrol',
          person: await store.putPerson({ channel: 'web', account: 'town', ext: 'liu' }, 1),
          officer: 'liu',
          role: 'officer',
          code: '',
        },
      ],
      1,
    )
    await keep('liu', 10)
    const unheard = (before: number) => all(store.unheardVoice({ before, old: 99, flow: 'f', step: 0 }))
    // Of no case and of no talk that could become one: nobody can be told of it.
    expect(await unheard(99)).toEqual([])
    await store.apply([{ do: 'talk', person: 1, talk: { flow: 'f', version: '', begun: '1', answers: {}, told: [] } }], 1)
    expect(await unheard(15)).toMatchObject([{ file: { id: one, seconds: 12, person: 1 }, count: 2 }])
    const no = await openCase(store, 1, 'x')
    await store.apply(
      [
        { do: 'happened', no, event: { is: 'answer', key: 'what', value: { pieces: [{ file: one, kind: 'voice' }] } } },
        { do: 'happened', no, event: { is: 'more', text: '', files: [{ id: two, kind: 'voice' }] } },
      ],
      30,
    )
    expect((await unheard(99)).map((v) => [v.file.id, v.no])).toEqual([
      [one, no],
      [two, no],
    ])
    await store.apply([{ do: 'happened', no, event: { is: 'heard', file: one }, by: 'liu' }], 40)
    expect((await unheard(99)).map((v) => v.file.id)).toEqual([two])
  })

  test('a file belongs to the case that named it first, and never to somebody else’s', async () => {
    const store = await (await make()).open()
    const [li, wang] = [
      await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1),
      await store.putPerson({ channel: 'web', account: 'town', ext: 'wang' }, 1),
    ]
    const file = await store.keepFile(
      { channel: 'web', account: 'town', ext: 'li' },
      { kind: 'photo', type: 'image/png', bytes: Buffer.from('x') },
      1,
    )
    const more = { is: 'more', text: file, files: [] } as const
    await store.apply([{ do: 'happened', no: await openCase(store, wang, 'a'), event: more }], 2)
    expect((await store.fileOf(file))?.no).toBeUndefined()
    const [first, second] = [await openCase(store, li, 'b'), await openCase(store, li, 'c')]
    for (const no of [first, second]) await store.apply([{ do: 'happened', no, event: more }], 3)
    expect((await store.fileOf(file))?.no).toBe(first)
  })

  test('the cases of a person, newest first; a number that is none', async () => {
    const store = await (await make()).open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const nos = [await openCase(store, li, 'a', 1), await openCase(store, li, 'b', 2)]
    expect((await store.casesOf(li)).map((c) => c.no)).toEqual(nos.reverse())
    expect(await store.caseByNo('000000')).toBeUndefined()
    await expect(store.apply([{ do: 'open-case', no: nos[0] ?? '', person: li, reach: 'chat' }], 3)).rejects.toThrow()
    expect(await store.counts()).toMatchObject({ 'case.opened': 2 })
  })
})
