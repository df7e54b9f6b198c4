/** F16: ten thousand messages of one person, and thousands of one group: nobody else waits for them, the flooder is told once, and nothing is dropped. */
import { expect, test, vi } from 'vitest'
import { decide } from '../../src/bot/front-door.ts'
import { floodOf, makePace } from '../../src/bot/pace.ts'
import { webAccount } from '../../src/bot/web.ts'
import type { Decide, FeedLine, Store } from '../../src/store/store.ts'
import { startTown, type TownProgram } from '../page/town.ts'
import { openBrowser } from '../support/demo.ts'
import { inTown } from '../support/people.ts'
import { ask, atRest } from '../support/resident.ts'
import { arrival, later, onEachEngine, type Place } from '../support/store.ts'
import { theHouse } from '../support/world.ts'

vi.setConfig({ testTimeout: 600_000 })

const lineOf = (n: number): string => `第${n}句，他家又占了我家的地`

async function acceptAll(store: Store, arrivals: readonly ReturnType<typeof arrival>[]): Promise<void> {
  for (let at = 0; at < arrivals.length; at += 100) await store.accept(arrivals.slice(at, at + 100), 1)
}

/** All lines that somebody has said, as the store gives them back. */
async function saidBy(store: Store, person: number): Promise<readonly string[]> {
  const texts: string[] = []
  for (let after: string | undefined; ; ) {
    const lines: readonly FeedLine[] = await store.feed({ person }, after, 1000)
    if (lines.length === 0) return texts
    texts.push(...lines.filter((l) => l.from === 'me').map((l) => l.message.text))
    after = lines.at(-1)?.cursor
  }
}

test.each([
  ['a stranger’s orders', '认领 483216', undefined],
  ['a stranger’s codes', 'ABCD-2345', undefined],
  ['a stranger’s orders in the staff group', '认领 483216', 'g-duty'],
])('%s are answered thirty times a minute and no more', async (_, text, group) => {
  await inTown({}, async (world, people) => {
    for (let n = 0; n < 40; n += 1) await people.say('赵四', { text, ...(group === undefined ? {} : { group }) })
    await world.idle()
    const said = people.look().map(({ message }) => message.text)
    expect(said.filter((t) => /找管理员要一个登记码|这个码不对/.test(t))).toHaveLength(30)
    expect(said.filter((t) => /太快了/.test(t))).toHaveLength(group === undefined ? 1 : 0)
  })
})

test('the flooder is told once in an hour, also where the clock strikes in between', async () => {
  await inTown({}, async (world, people) => {
    const told = async (): Promise<number> => {
      for (let n = 0; n < 60; n += 1) await people.say('赵四', { text: lineOf(n) })
      await world.idle()
      return people.look().filter(({ message }) => message.text.startsWith('您发得太快了')).length
    }
    await world.moveTo(14 * 60 + 59)
    expect(await told()).toBe(1)
    await world.move(90_000)
    expect(await told()).toBe(0)
    await world.move(60 * 60_000)
    expect(await told()).toBe(1)
  })
})

onEachEngine((make, engine) => {
  // The same code on both; what takes the time is a commit for each line.
  const many = engine === 'sqlite' ? 10_000 : 2_500

  test('whoever comes after the flood is taken with the next two steps', async () => {
    const store = await (await make()).open()
    const group = await store.putGroup({
      channel: 'web',
      account: webAccount,
      ext: 'g',
      kind: 'village',
      name: '柳树湾群',
      village: '柳树湾',
    })
    const web = { account: webAccount }
    await acceptAll(store, [
      ...Array.from({ length: many }, (_, n) => arrival('flooder', lineOf(n), web)),
      ...Array.from({ length: 4000 }, (_, n) => arrival(`member ${n % 40}`, `@村口 ${lineOf(n)}`, { ...web, group: group.ext })),
      ...Array.from({ length: 50 }, (_, n) => arrival(`resident ${n}`, '邻居把俺家门口的水沟堵了', web)),
    ])
    const pace = makePace()
    const taken: string[] = []
    const now: Decide = (loaded) => {
      taken.push(loaded.row.from)
      return decide(theHouse, loaded, 5000, floodOf(pace, loaded.person.id, 5000))
    }
    // 91 lanes, fifty at a time.
    for (let step = 0; step < 2; step += 1) await store.step(50, now, 5000)
    expect(taken.filter((from) => from.startsWith('resident'))).toHaveLength(50)
    expect(taken.filter((from) => from === 'flooder').length).toBeLessThanOrEqual(2)
  })

  test('ten thousand lines over HTTP: others are answered meanwhile, the flooder is told once, all of it is in one case', async () => {
    const place = await make()
    const here = await startTown({ data: place.dir, database: place.options.url })
    later(here.stop)
    const flooder = openBrowser(here.url)
    await ask(flooder, lineOf(0))
    let next = 1
    let waitingWhenAnswered = 0
    const pour = async (): Promise<void> => {
      for (let n = next++; n < many; n = next++) expect((await flooder.post('/say', { id: `f${n}`, text: lineOf(n) })).status).toBe(202)
    }
    const flood = Array.from({ length: 40 }, pour)
    const others = (async () => {
      while (next < many / 2) await new Promise((resolve) => setTimeout(resolve, 20))
      await Promise.all(Array.from({ length: 50 }, () => ask(openBrowser(here.url), '邻居把俺家门口的水沟堵了', /受伤/)))
      waitingWhenAnswered = await waiting(here)
    })()
    await Promise.all([...flood, others])
    await atRest(flooder, 400_000)
    expect(waitingWhenAnswered, 'the flood was still there when the others had their answers').toBeGreaterThan(100)
    expect(await here.end()).toBe(0)
    await allIsThere(place, many)
  })
})

/** Messages that wait to be worked. */
const waiting = async ({ url }: TownProgram): Promise<number> =>
  Number(/what="inbox\.new"\} (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1])

async function allIsThere(place: Place, many: number): Promise<void> {
  const store = await place.open({ leaseWait: 10_000 })
  const [row] = await place.raw('SELECT person FROM inbox ORDER BY id LIMIT 1')
  const person = Number(row?.['person'])
  expect(new Set(await saidBy(store, person))).toEqual(new Set(Array.from({ length: many }, (_, n) => lineOf(n))))
  expect(await store.counts()).toMatchObject({ 'inbox.dead': 0, 'inbox.done': many + 50, 'case.opened': 1 })
  const [one] = await store.casesOf(person)
  const kept = JSON.stringify([one?.answers, one?.more])
  for (let n = 0; n < many; n += 1) expect(kept).toContain(`"${lineOf(n)}"`)
  const lines = await store.feed({ person }, undefined, many * 2)
  expect(lines.filter((l) => l.from === 'bot' && l.message.text.startsWith('您发得太快了'))).toHaveLength(1)
  expect(lines.filter((l) => l.from === 'bot').length).toBeLessThan(200)
}
