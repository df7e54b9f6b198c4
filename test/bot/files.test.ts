/** How many files a person may send in a day: the rule, and that many at once do not get past it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fileLimits, roomToday } from '../../src/bot/files.ts'
import { startTown, type TownProgram } from '../page/town.ts'
import { openBrowser } from '../support/demo.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let town: TownProgram
beforeAll(async () => {
  town = await startTown()
})
afterAll(() => town.stop())

const mib = 1024 * 1024
/** The beginning of a JPEG is enough to be one. */
const photo = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])

test('the room left today: by number and by bytes', () => {
  expect(roomToday(fileLimits, { files: 0, bytes: 0 })).toBe(100 * mib)
  expect(roomToday(fileLimits, { files: 19, bytes: 99 * mib })).toBe(mib)
  expect(roomToday(fileLimits, { files: 20, bytes: 0 })).toBe(0)
  expect(roomToday(fileLimits, { files: 3, bytes: 101 * mib })).toBe(0)
})

test('of thirty files at once twenty are kept, the others are told kindly when; a line can still be said, and others are not meant', async () => {
  const person = openBrowser(town.url)
  expect(await person.say('', 'first', '在吗')).toBe(202)
  const send = (who: typeof person) => who.send('/file?kind=photo', photo)
  const answers = await Promise.all(Array.from({ length: 30 }, () => send(person)))
  expect(answers.filter((a) => a.status === 200)).toHaveLength(20)
  const refused = answers.filter((a) => a.status !== 200)
  for (const answer of refused)
    expect([answer.status, await answer.json()]).toEqual([429, { say: expect.stringMatching(/明天.*0537-8200110/) }])
  expect(await person.say('', 'second', '照片发不了了')).toBe(202)
  expect((await send(openBrowser(town.url))).status).toBe(200)
})
