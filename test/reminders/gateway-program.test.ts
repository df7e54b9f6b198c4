/** CUNKOU_ALARM_WEBHOOK in the real program: an alarm nobody has seen reaches the town's gateway, with number, step and time and nothing else. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startTown } from '../page/town.ts'
import { openBrowser, until } from '../support/demo.ts'
import { ask, newCode } from '../support/resident.ts'
import { later, sqlite } from '../support/store.ts'

vi.setConfig({ testTimeout: 90_000 })

test('from the setting to the call', async () => {
  const calls: { readonly what: string; readonly body: string }[] = []
  const gateway = createServer(async (request, answer) => {
    let body = ''
    for await (const piece of request) body += piece
    calls.push({ what: `${request.method} ${request.url} ${request.headers['content-type']}`, body })
    answer.end()
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  later(() => gateway.close())
  const place = await sqlite()
  const town = await startTown({
    data: place.dir,
    database: place.options.url,
    environment: { CUNKOU_ALARM_WEBHOOK: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms?from=cunkou` },
  })
  later(town.stop)
  const officer = openBrowser(town.url)
  await ask(officer, await newCode(place), /登记好了/)
  await ask(openBrowser(town.url), '他拿刀砍人了，俺叫李铁柱，电话19900001234', /还没看到/)
  await until('the gateway is called', () => calls.length > 0)
  const [one] = await place.raw('SELECT no FROM case_file')
  expect(calls.map((call) => call.what)).toEqual(['POST /sms?from=cunkou application/json'])
  const { number, step, at, ...rest } = JSON.parse(calls[0]?.body ?? '') as Record<string, unknown>
  expect([[number], step, rest]).toEqual([[one?.['no']], 0, {}])
  expect(new Date(String(at)).toISOString()).toBe(at)
})
