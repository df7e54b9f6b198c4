/** Files of the page: how many a day, kept once however often they come, and to whom they are given. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { fileLimits, roomToday } from '../../src/bot/files.ts'
import { addressOf } from '../../src/bot/http/address.ts'
import { openGate, outgoing } from '../../src/bot/http/gate.ts'
import { startTown, type TownProgram } from '../page/town.ts'
import { type Browser, openBrowser } from '../support/demo.ts'
import { photo } from '../support/photo.ts'
import { ask, atRest, newCode, report } from '../support/resident.ts'
import { later, onEachEngine, openCase, type Place, sqlite } from '../support/store.ts'

vi.setConfig({ testTimeout: 120_000 })

const mib = 1024 * 1024

async function start(place: Place, environment: NodeJS.ProcessEnv = {}): Promise<TownProgram> {
  const here = await startTown({ data: place.dir, database: place.options.url, environment })
  later(here.stop)
  return here
}
const send = (who: Browser, more = '') => who.send(`/file?kind=photo${more}`, photo)
const idOf = async (answer: Response): Promise<string> => ((await answer.json()) as { file: string }).file

test('the room left today: by number and by bytes', () => {
  expect(roomToday(fileLimits, { files: 0, bytes: 0 })).toBe(100 * mib)
  expect(roomToday(fileLimits, { files: 19, bytes: 99 * mib })).toBe(mib)
  expect(roomToday(fileLimits, { files: 20, bytes: 0 })).toBe(0)
  expect(roomToday(fileLimits, { files: 3, bytes: 101 * mib })).toBe(0)
})

test('of thirty files at once twenty are kept, the others are told kindly when; a line can still be said, and others are not meant', async () => {
  const town = await start(await sqlite())
  const person = openBrowser(town.url)
  expect(await person.say('', 'first', '在吗')).toBe(202)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => send(person, `&id=f${n}`)))
  expect(answers.filter((a) => a.status === 200)).toHaveLength(20)
  const refused = answers.filter((a) => a.status !== 200)
  for (const answer of refused)
    expect([answer.status, await answer.json()]).toEqual([429, { say: expect.stringMatching(/明天.*0537-8200110/) }])
  expect((await send(person, '&id=f0')).status, 'what is kept already needs no room').toBe(200)
  expect(await person.say('', 'second', '照片发不了了')).toBe(202)
  expect((await send(openBrowser(town.url))).status).toBe(200)
})

test.each([
  ['words that call themselves a photo', 'photo', '<script>alert(1)</script>', '这样的文件收不了。照片、录音、视频、PDF 都行。'],
  ['a program that calls itself a recording', 'voice', 'MZ\u0090\0\u0003', '这样的文件收不了。照片、录音、视频、PDF 都行。'],
  ['a packed folder', 'file', 'PK\u0003\u0004\u0014\0', '这样的文件收不了。照片、录音、视频、PDF 都行。'],
  ['nothing at all', 'photo', '', '文件是空的，再选一次。'],
])('%s is not kept, and what would do is said kindly', async (_, kind, bytes, say) => {
  const place = await sqlite()
  const town = await start(place)
  const person = openBrowser(town.url)
  const answer = await person.send(`/file?kind=${kind}`, new Uint8Array(Buffer.from(bytes, 'latin1')))
  expect([answer.status, await answer.json()]).toEqual([415, { say }])
  expect(await place.raw('SELECT id FROM stored_file')).toEqual([])
  expect((await send(person)).status).toBe(200)
})

test('ever new browsers: so many files of one address, so many of all strangers; whoever has a number still sends', async () => {
  const town = await start(await sqlite())
  const known = openBrowser(town.url)
  await report(known)
  const from = (address: string) =>
    fetch(`${town.url}/file?kind=photo`, { method: 'POST', body: photo, headers: { 'X-Forwarded-For': `1.1.1.1, ${address}` } })
  const statuses = async (address: string, count: number): Promise<number[]> =>
    (await Promise.all(Array.from({ length: count }, () => from(address)))).map((a) => a.status)
  const kept = (all: readonly number[]) => all.filter((s) => s === 200).length
  expect(kept(await statuses('203.0.113.1', 110))).toBe(100)
  const refused = await from('203.0.113.1')
  expect([refused.status, await refused.json()]).toEqual([429, { say: expect.stringMatching(/打0537-8200110/) }])
  const households = await Promise.all([2, 3, 4, 5].map((n) => statuses(`2001:db8:0:${n}::1`, 99)))
  expect(kept(households.flat())).toBe(300)
  expect((await from('198.51.100.7')).status).toBe(429)
  expect((await send(known)).status).toBe(200)
})

describe('where a request comes from', () => {
  const asked = (peer: string | undefined, forwarded?: string) =>
    addressOf({
      env: { incoming: { socket: { remoteAddress: peer } } },
      req: { header: () => forwarded },
    } as unknown as Parameters<typeof addressOf>[0])

  test.each([
    ['203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['127.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::1', '::ffff:203.0.113.9', '203.0.113.9'],
    [undefined, '203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', undefined, 'here'],
    ['127.0.0.1', 'whoever', 'here'],
    ['2001:DB8:1:2:3:4:5:6', undefined, '2001:db8:1:2'],
    ['2001:db8::6', undefined, '2001:db8:0:0'],
  ])('%s, forwarded for %s: %s', (peer, forwarded, address) => {
    expect(asked(peer, forwarded)).toBe(address)
  })
})

onEachEngine((make) => {
  test('a file whose answer was lost is sent again: the same id, kept once, one line', async () => {
    const place = await make()
    const town = await start(place)
    const person = openBrowser(town.url)
    const other = openBrowser(town.url)
    const [one, two] = [await idOf(await send(person, '&id=a-f')), await idOf(await send(person, '&id=a-f'))]
    expect(two).toBe(one)
    expect(await idOf(await send(other, '&id=a-f'))).not.toBe(one)
    for (const file of [one, two]) expect((await person.post('/say', { id: 'a', text: '', files: [file] })).status).toBe(202)
    expect(await place.raw('SELECT id FROM stored_file')).toHaveLength(2)
    expect(await place.raw('SELECT id FROM inbox')).toHaveLength(1)
    expect(new Uint8Array(await (await person.get(`/files/${one}`)).arrayBuffer())).toEqual(photo)
  })

  test('killed when the file lies there and no row names it: sent again it is kept once, and nothing is left over', async () => {
    const place = await make()
    const first = await start(place, { CUNKOU_TEST: '1', CUNKOU_FAILPOINT: 'file:before-row' })
    const person = openBrowser(first.url)
    expect(await person.say('', 'hello', '在吗')).toBe(202)
    await expect(send(person, '&id=a-f')).rejects.toThrow()
    await first.stop()
    await start(place, { PORT: new URL(first.url).port })
    const id = await idOf(await send(person, '&id=a-f'))
    expect(await place.raw('SELECT id FROM stored_file')).toEqual([{ id }])
    const folders = readdirSync(join(place.dir, 'files'))
    expect(folders.flatMap((folder) => readdirSync(join(place.dir, 'files', folder)))).toEqual([id])
    expect(new Uint8Array(await (await person.get(`/files/${id}`)).arrayBuffer())).toEqual(photo)
  })

  test('a player may ask for a part of a recording (Safari plays nothing else)', async () => {
    const { url } = await start(await make())
    const person = openBrowser(url)
    const path = `/files/${await idOf(await send(person, '&id=a-f'))}`
    const ask = async (range: string) => {
      const answer = await person.get(path, { Range: range })
      return [answer.status, answer.headers.get('content-range'), new Uint8Array(await answer.arrayBuffer())] as const
    }
    const all = photo.length
    expect((await person.get(path)).headers.get('accept-ranges')).toBe('bytes')
    expect(await ask('bytes=0-1')).toEqual([206, `bytes 0-1/${all}`, photo.slice(0, 2)])
    expect(await ask('bytes=5-')).toEqual([206, `bytes 5-${all - 1}/${all}`, photo.slice(5)])
    expect(await ask('bytes=-3')).toEqual([206, `bytes ${all - 3}-${all - 1}/${all}`, photo.slice(-3)])
    expect(await ask(`bytes=2-${all + 99}`)).toEqual([206, `bytes 2-${all - 1}/${all}`, photo.slice(2)])
    expect(await ask(`bytes=${all}-`)).toEqual([416, `bytes */${all}`, new Uint8Array()])
    for (const whole of ['bytes=3-1', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=-', 'bytes=a-b']) expect((await ask(whole))[0]).toBe(200)
  })

  test('staff see a file only by the case it belongs to', async () => {
    const place = await make()
    const town = await start(place)
    const { url } = town
    const [resident, officer] = [openBrowser(url), openBrowser(url)]
    const file = await idOf(await send(resident))
    await ask(resident, '邻居把俺家门口的水沟堵了', /受伤/, [file])
    await ask(resident, '没有', /哪个村/)
    await ask(resident, '柳树湾', /称呼/)
    await ask(resident, '李大娘', /电话/)
    await ask(resident, '19900000216', /对不对/)
    await ask(resident, '对', /编号/)
    await ask(officer, await newCode(place), /登记好了/)
    await atRest(resident)
    const [own] = await place.raw('SELECT no FROM stored_file')
    const no = String(own?.['no'])
    expect((await officer.get(`/files/${file}`)).status, 'of no case that was opened').toBe(404)
    await town.stop()
    const store = await place.open()
    const second = await openCase(store, (await store.caseByNo(no))?.person ?? 0, 'second')
    await store.apply([{ do: 'happened', no: second, event: { is: 'read' }, by: 'liuming' }], 1)
    await store.close()
    await start(place, { PORT: new URL(url).port })
    expect((await officer.get(`/files/${file}`)).status, 'not by another case of the person').toBe(404)
    await ask(officer, `看 ${no}`, /水沟/)
    expect((await officer.get(`/files/${file}`)).status).toBe(200)
    expect((await resident.get(`/files/${file}`)).status).toBe(200)
    expect((await openBrowser(url).get(`/files/${file}`)).status).toBe(404)
    expect(await place.raw("SELECT object FROM audit WHERE act = 'file'")).toEqual([{ object: no }])
  })
})

test('so many files go out at once to one person and to all; the others wait, and too many who wait are refused', async () => {
  const enter = openGate({ ofOne: 2, ofAll: 3, waiting: 1 })
  const inside: string[] = []
  const go = async (who: number, name: string) => {
    const leave = await enter(who)
    inside.push(leave === undefined ? `${name} refused` : name)
    return leave
  }
  const first = await go(1, 'a')
  await go(1, 'b')
  const third = go(1, 'c')
  await go(1, 'd')
  const other = await go(2, 'e')
  const late = go(2, 'f')
  await Promise.resolve()
  expect(inside).toEqual(['a', 'b', 'd refused', 'e'])
  other?.()
  other?.()
  await late
  first?.()
  await third
  expect(inside).toEqual(['a', 'b', 'd refused', 'e', 'f', 'c'])
})

test('the place is given back when all is fetched, when the browser goes, and when it fetches nothing any more', async () => {
  const bytes = new Uint8Array(200_000).fill(7)
  let done = 0
  const give = (patience: number) => outgoing(bytes, patience, () => (done += 1))
  expect(new Uint8Array(await new Response(give(60_000)).arrayBuffer())).toEqual(bytes)
  expect(done).toBe(1)
  const left = give(60_000)
  await left.cancel()
  expect(done).toBe(2)
  const stalled = give(1).getReader()
  await expect(stalled.closed).rejects.toThrow()
  expect(done).toBe(3)
})

test('browsers that go in the middle of a download hold no place', async () => {
  const town = await start(await sqlite())
  const person = openBrowser(town.url)
  const big = new Uint8Array(16 * mib)
  big.set(photo)
  const id = await idOf(await person.send('/file?kind=photo', big))
  for (let n = 0; n < 6; n += 1) await (await person.get(`/files/${id}`)).body?.cancel()
  expect((await (await person.get(`/files/${id}`)).arrayBuffer()).byteLength).toBe(big.length)
})
