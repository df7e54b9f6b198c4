/** F28: codes, numbers and sessions are guessed, one after the other and many at once: nobody gets in, and only hashes are kept. */
import { createHash, randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { noTries, takeTry } from '../../src/bot/tries.ts'
import { codesIn } from '../../src/store/enrolment.ts'
import { makeKeyring, newDataKey, theTown } from '../../src/store/keyring.ts'
import type { FeedLine } from '../../src/store/store.ts'
import { findCaseNumbers } from '../../src/town/case-number.ts'
import { startTown, type TownProgram } from '../page/town.ts'
import { type Browser, openBrowser, until } from '../support/demo.ts'
import { photo } from '../support/photo.ts'
import { ask, atRest, newCode, report } from '../support/resident.ts'
import { later, onEachEngine, type Place } from '../support/store.ts'

vi.setConfig({ testTimeout: 120_000 })

async function start(place: Place): Promise<TownProgram> {
  const here = await startTown({ data: place.dir, database: place.options.url })
  later(here.stop)
  return here
}

/** Numbers as they might be given out. */
function* numbers(): Generator<string> {
  for (let n = 100_000; n < 1_000_000; n += 1) if (findCaseNumbers(`${n}`)[0] === `${n}`) yield `${n}`
}

const back = async (browser: Browser, no: string, lastFour: string): Promise<number> => {
  const answer = await browser.post('/back', { no, lastFour })
  await answer.arrayBuffer()
  return answer.status
}
const count = (all: readonly number[], status: number): number => all.filter((s) => s === status).length

onEachEngine((make) => {
  test('enrolment codes: five tries an hour however they are written, one of ten at once gets it, nobody twice; only a hash is kept', async () => {
    const place = await make()
    const { url } = await start(place)
    const code = await newCode(place)
    const enrolled = async () => (await place.raw('SELECT person FROM enrolment')).length
    const thief = openBrowser(url)
    for (const guess of ['AAAA-1111', '码是 AAAA1112 吧', 'AAAA1113 AAAA1114', 'aaaa 1115', '试试AAAA1116。']) await ask(thief, guess)
    expect(await ask(openBrowser(url), 'AAAA-1117')).toMatch(/码不对/)
    await thief.say('', 'right', code)
    await atRest(thief)
    expect(await enrolled()).toBe(0)
    const ten = await Promise.all(Array.from({ length: 10 }, () => ask(openBrowser(url), code, /登记好了|码不对，或者过期了/)))
    expect(ten.filter((answer) => /登记好了/.test(answer))).toHaveLength(1)
    expect(await enrolled()).toBe(1)
    const kept = JSON.stringify(await place.raw('SELECT * FROM code'))
    for (const form of [code, code.replace('-', '')]) {
      expect(kept).not.toContain(form)
      expect(kept).not.toContain(createHash('sha256').update(form).digest('base64url'))
    }
  })

  test('number and last four: five tries at a number, five of a browser, two hundred of all; many at once get no more', async () => {
    const place = await make()
    const { url } = await start(place)
    const owner = openBrowser(url)
    const no = await report(owner)
    expect(no).toMatch(/^\d{6}$/)
    const other = openBrowser(url)
    expect(await back(other, no, '0216')).toBe(200)
    const talk = await other.live<FeedLine>('/live')
    await until('the talk is there', () => talk.lines.some((l) => l.message.text.includes('水沟')))
    talk.close()
    expect(await place.raw('SELECT actor, object FROM audit WHERE act = ?', 'back')).toEqual([{ actor: 'page', object: no }])

    const atOne = await Promise.all(Array.from({ length: 40 }, (_, n) => back(openBrowser(url), no, `${1000 + n}`)))
    expect([count(atOne, 400), count(atOne, 429)]).toEqual([5, 35])
    expect(await place.raw('SELECT object FROM audit WHERE act = ?', 'back-denied')).toEqual(Array(5).fill({ object: no }))
    expect(await back(openBrowser(url), no, '0216'), 'the right one is not told from the wrong ones').toBe(429)

    const others = numbers()
    const next = (): string => others.next().value as string
    const one = openBrowser(url)
    await (await one.post('/clear')).arrayBuffer()
    const byOne = await Promise.all(Array.from({ length: 40 }, () => back(one, next(), '0216')))
    expect([count(byOne, 400), count(byOne, 429)]).toEqual([5, 35])

    const byAll: number[] = []
    for (let round = 0; round < 8; round += 1)
      byAll.push(...(await Promise.all(Array.from({ length: 50 }, () => back(openBrowser(url), next(), '0216')))))
    expect([count(byAll, 400), count(byAll, 429)]).toEqual([190, 210])
  })

  test('tries at a number hold over a restart; a known browser is named in the audit log and nobody in the other', async () => {
    const place = await make()
    const first = await startTown({ data: place.dir, database: place.options.url, environment: { LOG_LEVEL: 'debug' } })
    const owner = openBrowser(first.url)
    const no = await report(owner)
    for (let n = 0; n < 5; n += 1) expect(await back(owner, no, `${1000 + n}`)).toBe(400)
    await first.stop()
    const said = first.printed()
    expect(said.match(/somebody could not come back with a number/g)).toHaveLength(5)
    expect(said).not.toContain(no)
    const { url } = await start(place)
    expect(await back(openBrowser(url), no, '0216')).toBe(429)
    const [person] = await place.raw('SELECT person FROM case_file')
    expect(await place.raw("SELECT DISTINCT actor, object FROM audit WHERE act = 'back-denied'")).toEqual([
      { actor: `person:${person?.['person']}`, object: no },
    ])
  })

  test('an officer’s number and wall phone give nobody the officer’s rights', async () => {
    const place = await make()
    const { url } = await start(place)
    const officer = openBrowser(url)
    const no = await report(officer)
    await ask(officer, await newCode(place), /登记好了/)
    const thief = openBrowser(url)
    expect(await back(thief, no, '0216')).toBe(403)
    await ask(thief, `看 ${no}`)
    await atRest(thief)
    const talk = await thief.live<FeedLine>('/live')
    await until('the talk is there', () => talk.lines.length >= 2)
    talk.close()
    expect(JSON.stringify(talk.lines)).not.toContain('水沟')
    expect(await place.raw('SELECT person FROM enrolment')).toHaveLength(1)
    expect((await place.raw('SELECT act FROM audit')).map((row) => row['act'])).not.toContain('read')
  })

  test('sessions and files: what was not given out here opens nothing', async () => {
    const { url } = await start(await make())
    const owner = openBrowser(url)
    const { file } = (await (await owner.send('/file?kind=photo', photo)).json()) as { file: string }
    expect((await owner.get(`/files/${file}`)).status).toBe(200)
    const thief = openBrowser(url)
    for (const id of [file, randomBytes(16).toString('hex'), '../cunkou.db', '%2e%2e%2fmaster.key', `${file}'--`])
      expect((await thief.get(`/files/${id}`)).status).toBe(404)
    for (const chosen of ['', '1', 'x'.repeat(22 * 3), "' OR 1=1"]) {
      const answer = await fetch(`${url}/say`, {
        method: 'POST',
        headers: { Cookie: `cunkou=${chosen}` },
        body: JSON.stringify({ id: 'a', text: '在吗' }),
      })
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([202, expect.stringMatching(/^cunkou=[\w-]{22};/)])
    }
  })
})

/** The same numbers at each run. */
function dice(seed: number) {
  let state = seed
  return (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

test('a million guesses: no code is hit, and no more than two hundred of an hour are looked at', () => {
  const master = randomBytes(32)
  const ring = makeKeyring(master, newDataKey(master, theTown))
  const roll = dice(20261125)
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const draw = (): string => Array.from({ length: 8 }, () => signs[roll(32)]).join('')
  const given = new Set(Array.from({ length: 50 }, () => ring.codeHash(draw())))
  const tries = noTries()
  let hits = 0
  let looked = 0
  for (let n = 0; n < 1_000_000; n += 1) {
    const [code] = codesIn(draw())
    if (code !== undefined && given.has(ring.codeHash(code))) hits += 1
    if (takeTry(tries, [`no ${roll(1_000_000)}`, `browser ${n}`], n) !== undefined) looked += 1
  }
  expect([hits, looked]).toEqual([0, 200])
  expect(tries.made.size).toBeLessThan(500)
  expect(takeTry(tries, ['no 1', 'browser 1'], 2 * 3_600_000 + 1_000_000)).toBeDefined()
})
