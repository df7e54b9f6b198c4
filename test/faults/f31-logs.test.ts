/** F31: canaries in everything that can be sent, at every level of the log, in crashes and in errors of the database: none comes out again. */
import { expect, test, vi } from 'vitest'
import { codeOf } from '../../src/bot/log.ts'
import { startTown } from '../page/town.ts'
import { openBrowser, until } from '../support/demo.ts'
import { ask, atRest, report } from '../support/resident.ts'
import { later, onEachEngine, type Place } from '../support/store.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Looks like a place in the program too, for whoever searches a stack for one. */
const canary = 'at src/kanarienvogel:77'
const found = (printed: string): readonly string[] => printed.split('\n').filter((line) => /kanarienvogel/i.test(decodeURIComponent(line)))

/** Everything that a browser can send, sent once. */
async function sendAll(url: string): Promise<void> {
  const header = {
    'User-Agent': canary,
    'Accept-Language': canary,
    'X-Forwarded-Proto': canary,
    'X-Forwarded-For': canary,
    Referer: canary,
  }
  const send = async (path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(`${url}${path}`, { ...init, headers: { ...header, ...(init.headers as Record<string, string>) } })
    await answer.body?.cancel()
  }
  const encoded = encodeURIComponent(canary)
  for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) await send(`/${encoded}?${encoded}=${encoded}`, { method })
  for (const path of ['/say', '/back', '/file', '/clear'])
    for (const body of [canary, `{"${canary}": 1}`, `{"id":"${canary}","text":5}`, `{"no":"${canary}","lastFour":"${canary}"}`, '{"id":'])
      await send(`${path}?kind=${encoded}&seconds=${encoded}&as=${encoded}`, { method: 'POST', body })
  await send('/say', { method: 'POST', body: '{}', headers: { Origin: canary } })
  await send('/say', { method: 'POST', body: '{}', headers: { Cookie: `cunkou=${canary}`, 'Sec-Fetch-Site': canary } })
  for (const path of [`/files/${encoded}`, `/page/${encoded}`, `/about?lang=${encoded}`]) await send(path)
  await send('/say', {
    method: 'POST',
    body: JSON.stringify({ id: canary, text: canary, press: canary, village: canary, files: [canary], seen: 1, group: canary }),
  })
  const live = new AbortController()
  const stream = await fetch(`${url}/live?after=${encoded}`, { headers: { 'Last-Event-ID': `me=${canary}` }, signal: live.signal })
  live.abort()
  await stream.body?.cancel().catch(() => {})
}

const start = async (place: Place, environment: NodeJS.ProcessEnv = {}, nodeArguments: readonly string[] = []) => {
  const here = await startTown({ data: place.dir, database: place.options.url, environment, nodeArguments })
  later(() => here.end('SIGKILL'))
  return here
}

onEachEngine((make, engine) => {
  test.each(['trace', 'error'])('whatever is sent, at LOG_LEVEL=%s', async (level) => {
    const here = await start(await make(), { LOG_LEVEL: level })
    await sendAll(here.url)
    const person = openBrowser(here.url)
    await report(person, { what: `邻居占地 ${canary}`, name: 'Anna kanarienvogel' })
    for (const line of [`他要杀了我 ${canary}`, `0 ${canary}`, `查 ${canary}`, `取消 ${canary}`]) await ask(person, line)
    await atRest(person)
    expect(await here.end()).toBe(0)
    expect(found(here.printed())).toEqual([])
  })

  test('where the database refuses with the words in its mouth', async () => {
    const place = await make()
    const here = await start(place, { LOG_LEVEL: 'trace' })
    const raise = (table: string): readonly string[] =>
      engine === 'sqlite'
        ? [`CREATE TRIGGER kanarie_${table} BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, '${canary}'); END`]
        : [
            `CREATE FUNCTION kanarie_${table}() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION '%', '${canary}' USING DETAIL = '${canary}', TABLE = '${canary}'; END $f$`,
            `CREATE TRIGGER kanarie_${table} BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION kanarie_${table}()`,
          ]
    for (const sql of [...raise('inbox'), ...raise('case_event')]) await place.raw(sql)
    const person = openBrowser(here.url)
    expect(await person.say('', canary, canary)).toBe(500)
    await place.raw(`DROP TRIGGER kanarie_inbox${engine === 'sqlite' ? '' : ' ON inbox'}`)
    expect(await person.say('', 'human', '0')).toBe(202)
    await until(
      'it is given up',
      async () => (await (await person.get('/metrics')).text()).includes('cunkou_rows{what="inbox.dead"} 1'),
      60_000,
    )
    await until('it is logged', () => here.printed().includes('a message could not be worked'))
    expect(here.printed()).toContain('a page could not be given')
    expect(found(here.printed())).toEqual([])
  })

  test.each(['accept:before-commit', 'step:before-commit'])('killed at %s, and started again', async (CUNKOU_FAILPOINT) => {
    const place = await make()
    const here = await start(place, { LOG_LEVEL: 'trace', CUNKOU_TEST: '1', CUNKOU_FAILPOINT })
    await openBrowser(here.url)
      .say('', canary, canary)
      .catch(() => {})
    await until('it is dead', () => here.child.signalCode === 'SIGKILL')
    const again = await start(place, { LOG_LEVEL: 'trace' })
    await atRest(openBrowser(again.url))
    expect(await again.end()).toBe(0)
    expect(found(here.printed() + again.printed())).toEqual([])
  })
})

/** Two ways to crash, at a signal. */
const crash = `data:text/javascript,${encodeURIComponent(`
  const wrong = () => Object.assign(new Error('${canary}\\n    ${canary}'), { code: 'E_TEST', words: '${canary}' })
  process.on('SIGUSR2', () => { throw wrong() })
  process.on('SIGHUP', () => void Promise.reject(wrong()))
`)}`

test.each(['SIGUSR2', 'SIGHUP'] as const)('a crash that nobody caught (%s) says its code and nothing else', async (signal) => {
  const here = await startTown({ environment: { LOG_LEVEL: 'trace' }, nodeArguments: ['--import', crash] })
  later(here.stop)
  expect(await here.end(signal)).toBe(1)
  expect(here.printed()).toMatch(/Error E_TEST/)
  expect(found(here.printed())).toEqual([])
})

test('the place in a code is one of the stack, never one of the words', () => {
  expect(codeOf(new RangeError(`${canary}\n    ${canary}`))).toMatch(/^RangeError( (src|dist)\/(?!kanarie)\S+)?$/)
})
