/** What is due is found among any number of others, written only while it still holds, and what is damaged costs nobody else a reminder. */
import { expect, test, vi } from 'vitest'
import { webAccount } from '../../src/bot/web.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { startReminders } from '../../src/reminders/clock.ts'
import type { Effect } from '../../src/store/effect.ts'
import type { Store } from '../../src/store/store.ts'
import { momentOf } from '../../src/town/zone.ts'
import { peopleOf } from '../support/people.ts'
import { later, onEachEngine, openCase, type Place } from '../support/store.ts'
import { openWorld, theHouse, type World } from '../support/world.ts'

const minute = 60_000
const start = momentOf('2026-11-23', 14 * 60, 'Asia/Shanghai')

const begun = (by: string): Talk => ({
  flow: 'report-dispute',
  version: '',
  begun: by,
  answers: { what: { pieces: [{ text: '村里路灯坏了' }] }, danger: 'no' },
  told: [],
})

async function open(place: Place, prepare: (store: Store) => Promise<unknown>): Promise<World> {
  const world = await openWorld({ place, prepare })
  later(() => world.close())
  return world
}

const person = (store: Store, ext: string): Promise<number> => store.putPerson({ channel: 'web', account: webAccount, ext }, start)

async function people(store: Store, name: string, count: number, talk: (who: string) => Talk, at: number): Promise<void> {
  const effects: Effect[] = []
  for (let n = 0; n < count; n++) effects.push({ do: 'talk', person: await person(store, `${name}${n}`), talk: talk(`${name}${n}`) })
  await store.apply(effects, at)
}

const told = (world: World, text: string): readonly string[] => world.sent.filter((s) => s.message.text.includes(text)).map((s) => s.room)
const askedOn = '刚才说到一半'

onEachEngine((make) => {
  test('a report left half way is asked about behind any number of older talks; with nothing due nothing is written', async () => {
    const desk = (no: string): Talk => ({ ...begun(no), flow: 'desk', no })
    const past = (by: string): Talk => ({ ...begun(by), answers: { ...begun(by).answers, readBack: 'yes' } })
    const place = await make()
    const world = await open(place, async (store) => {
      await people(store, 'officer', 210, desk, start - 60 * minute)
      await people(store, 'numbered', 210, past, start - 50 * minute)
      await people(store, 'li', 205, begun, start - 10 * minute)
    })
    await world.move(20 * minute)
    expect(new Set(told(world, askedOn)).size).toBe(205)
    await world.move(24 * 60 * minute)
    expect(await place.raw("SELECT once FROM outbox WHERE once LIKE 'unfinished:%'")).toHaveLength(205)
    expect(await place.raw("SELECT person FROM talk WHERE flow = 'report-dispute' AND nudges NOT LIKE '%day%'")).toEqual([])
    const apply = vi.spyOn(world.store, 'apply')
    await world.move(10 * minute)
    expect(apply).not.toHaveBeenCalled()
  }, 90_000)

  test('a voice message is told at each step once; with nothing due nothing is written', async () => {
    const world = await open(await make(), async () => {})
    const { ref } = await world.keepFile('li', { kind: 'voice', seconds: 5 })
    const li = await person(world.store, 'li')
    const heard = { pieces: [{ file: ref, kind: 'voice', seconds: 5 }] }
    await world.store.apply([{ do: 'talk', person: li, talk: { ...begun('x'), answers: { what: heard } } }], world.clock())
    await world.move(16 * minute)
    expect(told(world, '段语音10分钟没人听')).toEqual(['刘明', '孙丽', '沈卫东'])
    const apply = vi.spyOn(world.store, 'apply')
    await world.move(10 * minute)
    expect(apply).not.toHaveBeenCalled()
  }, 30_000)

  test('who says something at the very moment they are asked is not answered with what they had said before', async () => {
    const world = await open(await make(), (store) => people(store, 'li', 1, begun, start - 29 * minute))
    const li = await person(world.store, 'li0')
    const newer = { ...begun('newer'), answers: { ...begun('newer').answers, village: { village: '柳树湾' } } }
    const meanwhile: Store = {
      ...world.store,
      person: async (id) => {
        await world.store.apply([{ do: 'talk', person: id, talk: newer }], start + minute)
        return world.store.person(id)
      },
    }
    const reminders = startReminders({ store: meanwhile, house: theHouse, clock: () => start + 2 * minute, wake: () => {}, failed: fail })
    await reminders.tick()
    await reminders.stop()
    expect(await world.store.talkOf(li)).toMatchObject({ talk: newer, updatedAt: start + minute, nudges: [] })
    await world.idle()
    expect(world.sent).toEqual([])
  })

  test('a talk that was tampered with: the others are asked', async () => {
    const place = await make()
    const world = await open(place, (store) => people(store, 'li', 3, begun, start - 29 * minute))
    const [first] = [await person(world.store, 'li0')]
    await place.raw('UPDATE talk SET body = ? WHERE person = ?', 'v1.p1.x.y.z', first)
    await world.move(2 * minute)
    expect(told(world, askedOn)).toEqual(['li1', 'li2'])
    expect(await world.store.counts()).toMatchObject({ 'cell.damaged': 1 })
  })

  test('alarms of which a cell, the case or the key was tampered with climb all the same, and so do the others', async () => {
    const place = await make()
    const before = await place.open()
    const who = ['cell', 'case', 'key', 'whole']
    const nos: string[] = []
    for (const one of who) {
      const id = await person(before, one)
      nos.push(await openCase(before, id, one, start, []))
      await before.apply([{ do: 'alarm', no: nos.at(-1) ?? '', person: id, sign: 'weapon' }], start)
    }
    await before.close()
    await place.raw('UPDATE alarm SET sign = ? WHERE person = 1', 'v1.p1.x.y.z')
    await place.raw(`DROP TRIGGER case_event_stays${place.file === '' ? ' ON case_event' : ''}`)
    await place.raw('UPDATE case_event SET body = ? WHERE no = ?', 'v1.p2.x.y.z', nos[1])
    await place.raw('UPDATE person SET data_key = (SELECT data_key FROM person WHERE id = 1) WHERE id = 3')
    const wrong: string[] = []
    const store = await place.open({ damaged: (cell) => wrong.push(cell.join(' ')) })
    expect((await store.openCases(9)).map((one) => one.no).sort()).toEqual([nos[0], nos[3]].sort())
    await store.close()
    const world = await open(place, async () => {})
    await world.move(3 * minute)
    await world.move(minute)
    expect(told(world, '转到您这儿')).toEqual(['孙丽', '孙丽', '孙丽', '孙丽'])
    // Nobody knows whether the person of the damaged case is free to speak.
    expect(told(world, '值班的还没回')).toEqual(['cell', 'whole'])
    expect((await world.store.post()).alarms.map((alarm) => alarm.step)).toEqual([1, 1, 1, 1])
    expect(wrong.sort()).toEqual(['case_event body 2', 'case_event body 3', 'person data_key 3'])
    const { 'cell.damaged': damaged = 0 } = await world.store.counts()
    expect(damaged).toBeGreaterThan(1)
  })

  test('staff are answered though one of the open cases and one with an alarm were tampered with', async () => {
    const place = await make()
    const world = await open(place, async (store) => {
      const id = await person(store, 'case')
      const no = await openCase(store, id, 'case', start)
      await store.apply([{ do: 'alarm', no, person: id, sign: 'weapon' }], start)
    })
    await place.raw(`DROP TRIGGER case_event_stays${place.file === '' ? ' ON case_event' : ''}`)
    await place.raw('UPDATE case_event SET body = ?', 'v1.p2.x.y.z')
    await peopleOf(world).hear('刘明', { text: '看到了' })
    expect((await world.store.post()).alarms).toMatchObject([{ seenBy: 'liuming' }])
  })
})

function fail(error: unknown): never {
  throw error
}
