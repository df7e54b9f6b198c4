/** F2, F8 and the start, with the whole program: what is in hand when it is stopped or killed is not lost, and it does not start where it must not. */
import { expect, test, vi } from 'vitest'
import type { FeedLine } from '../../src/store/store.ts'
import { smallTown, startTown } from '../page/town.ts'
import { openBrowser, until } from '../support/demo.ts'
import { ask } from '../support/resident.ts'
import { later, onEachEngine, type Place } from '../support/store.ts'

// Processes are started and killed here: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 })

const startAt = async (place: Place, more: Parameters<typeof startTown>[0] = {}) => {
  const here = await startTown({ data: place.dir, database: place.options.url, ...more })
  later(here.stop)
  return here
}

/** Many people say a line each, again and again; a line counts as said when the program has acknowledged it. */
function talkOn(url: string) {
  const said: string[] = []
  let stopped = false
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    const browser = openBrowser(url)
    for (let n = 0; !stopped; n += 1) {
      const text = `第${lane}个人的第${n}句`
      const status = await browser.say('', `${lane}-${n}`, text).catch(() => undefined)
      if (status === 202) said.push(text)
      if (status === undefined) return
    }
  })
  return {
    said,
    stop: () => {
      stopped = true
      return Promise.all(lanes)
    },
  }
}

/** The words of every line in the database, as the store opens them. */
async function kept(place: Place): Promise<readonly string[]> {
  const store = await place.open({ leaseWait: 10_000 })
  const texts: string[] = []
  for (const { id } of await place.raw('SELECT id FROM person')) {
    let after: string | undefined
    for (;;) {
      const lines: readonly FeedLine[] = await store.feed({ person: Number(id) }, after, 500)
      if (lines.length === 0) break
      texts.push(...lines.filter((l) => l.from === 'me').map((l) => l.message.text))
      after = lines.at(-1)?.cursor
    }
  }
  await store.close()
  return texts
}

onEachEngine((make) => {
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    '%s in the middle of talk loses and doubles nothing; the next start goes on',
    async (signal) => {
      const place = await make()
      const here = await startAt(place)
      const stream = await openBrowser(here.url).live<FeedLine>('/live')
      const talk = talkOn(here.url)
      await until('many have spoken', () => talk.said.length > 150)
      const began = performance.now()
      const how = await here.end(signal)
      const took = performance.now() - began
      await talk.stop()
      stream.close()
      expect(here.printed().split('\n').slice(1).join('')).toBe('')
      // Stopped in order, with a stream open and lines coming in, it needs no last resort.
      expect(how).toBe(signal === 'SIGTERM' ? 0 : signal)
      expect(took).toBeLessThan(10_000)

      const again = await startAt(place)
      const person = openBrowser(again.url)
      expect(await person.say('', 'after', '在吗')).toBe(202)
      const answers = await person.live<FeedLine>('/live')
      await until('a question is answered', () => answers.lines.some((l) => l.from === 'bot'))
      answers.close()
      // Nobody is enrolled for duty in this town: it says so, and that is its only want.
      const ready = await person.get('/health/ready')
      expect([ready.status, ((await ready.json()) as { missing: string[] }).missing.length]).toEqual([503, 1])
      const metrics = await (await person.get('/metrics')).text()
      expect(metrics).toContain('cunkou_rows{what="inbox.dead"} 0')
      await until('all that was in hand is done', async () =>
        (await (await person.get('/metrics')).text()).includes('cunkou_rows{what="inbox.new"} 0'),
      )
      expect(await again.end()).toBe(0)
      const texts = await kept(place)
      expect(new Set(texts).size).toBe(texts.length)
      expect(talk.said.filter((text) => !texts.includes(text))).toEqual([])
    },
  )

  test('killed with -9 and started on the same port at once: it is the owner, and answers whoever had the page open', async () => {
    const place = await make()
    const here = await startAt(place)
    const person = openBrowser(here.url)
    expect(await person.say('', 'before', '在吗')).toBe(202)
    expect(await here.end('SIGKILL')).toBe('SIGKILL')
    const again = await startAt(place, { environment: { PORT: new URL(here.url).port } })
    expect(again.url).toBe(here.url)
    expect((await person.get('/health/live')).status).toBe(200)
    expect(await startAt(place).catch((e: unknown) => e)).toMatchObject({
      name: 'NotStarted',
      printed: expect.stringContaining('already running'),
    })
    // Asked whether anybody is hurt: the story is heard as the answer to what was asked before the kill.
    expect(await ask(person, '隔壁占了俺家地', /受伤/)).toContain('要动手')
    const stream = await person.live<FeedLine>('/live')
    await until('all is on the page', () => stream.lines.length > 3)
    stream.close()
    expect(stream.lines.filter((line) => line.from === 'me').map((line) => line.message.text)).toEqual(['在吗', '隔壁占了俺家地'])
    expect(await again.end()).toBe(0)
  })

  test('a second program on the same database says so and stops; the first does not notice', async () => {
    const place = await make()
    const here = await startAt(place)
    const second = await startAt(place).catch((e: unknown) => e)
    expect(second).toMatchObject({
      name: 'NotStarted',
      code: 1,
      printed: expect.stringMatching(/^Another Cunkou is already running.*Stop it first/),
    })
    expect((second as { printed: string }).printed.trim().split('\n')).toHaveLength(1)
    expect(await openBrowser(here.url).say('', 'one', '在吗')).toBe(202)
    await here.end('SIGKILL')
    await until('the next one may', () =>
      startAt(place).then(
        () => true,
        () => false,
      ),
    )
  })
})

test.each([
  ['no duty phone', smallTown.replace(/phones: .*\n/, '')],
  ['an invented duty phone', smallTown.replace('0537-8200110', '0000-5550110')],
])('a real town with %s does not start, and says where it has to stand', async (_, file) => {
  const refused = await startTown({ file }).catch((e: unknown) => e)
  expect(refused).toMatchObject({ name: 'NotStarted', code: 1, printed: expect.stringMatching(/town\.yaml:?\d*[\s\S]*phones/) })
})
