/** The town's gateway: nobody waits for one that is slow or dead, each alarm and step is called at most once at a time, and once it has answered no more. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startReminders } from '../../src/reminders/clock.ts'
import type { Store } from '../../src/store/store.ts'
import { until } from '../support/demo.ts'
import { later, openCase, sqlite } from '../support/store.ts'
import { theHouse } from '../support/world.ts'

interface Call {
  readonly number: string
  readonly step: number
  readonly answer: ServerResponse
}

/** A gateway that lets its caller wait until the test answers. */
async function gateway() {
  const calls: Call[] = []
  const server = createServer(async (request, answer) => {
    let body = ''
    for await (const piece of request) body += piece
    calls.push({ ...JSON.parse(body), answer })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  later(() => {
    server.closeAllConnections()
    server.close()
  })
  return { calls, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

async function townWithAlarms() {
  const store = await (await sqlite()).open()
  const nos: string[] = []
  // With nobody on duty the alarms would climb at once.
  const liu = await store.putPerson({ channel: 'web', account: 'page', ext: 'liu' }, 1)
  await store.apply(
    [
      { do: 'enrol', person: liu, officer: 'liuming', role: 'officer', code: '' },
      { do: 'duty', officer: 'liuming' },
    ],
    1,
  )
  for (const who of ['li', 'wang']) {
    const person = await store.putPerson({ channel: 'web', account: 'page', ext: who }, 1)
    nos.push(await openCase(store, person, who, 1))
    await store.apply([{ do: 'alarm', no: nos.at(-1) ?? '', person, sign: 'weapon' }], 1)
  }
  return { store, nos }
}

function remind(store: Store, webhook: string, clock: () => number) {
  const wrong: unknown[] = []
  const reminders = startReminders({ store, house: theHouse, clock, wake: () => {}, failed: (error) => wrong.push(error), webhook })
  later(() => reminders.stop())
  return { ...reminders, wrong }
}

test('a call that hangs holds up neither the round nor the others; it is not made twice at a time, and again once it has failed', async () => {
  const { calls, address } = await gateway()
  const { store, nos } = await townWithAlarms()
  let now = 1000
  const { tick, wrong } = remind(store, address, () => now)
  await tick()
  await until('both are called', () => calls.length === 2)
  expect(calls.map(({ number, step }) => [number, step]).sort()).toEqual(nos.map((no) => [no, 0]).sort())
  const of = (no: string | undefined, step: number) => calls.filter((call) => call.number === no && call.step === step)
  await tick()
  await tick()
  of(nos[0], 0)[0]?.answer.writeHead(200).end()
  of(nos[1], 0)[0]?.answer.writeHead(503).end()
  await until('the second has failed', () => wrong.length === 1)
  await tick()
  await until('it is called again', () => of(nos[1], 0).length === 2)
  expect(of(nos[0], 0)).toHaveLength(1)
  // The alarm climbs while the call of the step before still hangs.
  now += 3 * 60_000
  await tick()
  await until('the next step is called', () => of(nos[0], 1).length === 1 && of(nos[1], 1).length === 1)
  expect((await store.post()).alarms.map((alarm) => alarm.step)).toEqual([1, 1])
  expect([calls.length, wrong.length]).toEqual([5, 1])
  expect(of(nos[1], 0)[1]?.answer.destroyed).toBe(false)
})

test('one failed look at the alarms ends nothing', async () => {
  const { calls, address } = await gateway()
  const { store } = await townWithAlarms()
  let away = true
  const post: Store['post'] = () => (away ? Promise.reject(new Error('away')) : store.post())
  const { tick, wrong } = remind({ ...store, post }, address, () => 1000)
  await tick()
  expect(wrong.length).toBeGreaterThan(0)
  away = false
  await tick()
  await until('both are called', () => calls.length === 2)
})
