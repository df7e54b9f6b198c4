/** F20: strings that want to be more than words, in every field that a person can send: literal in the database and on every page, and nothing runs. */
import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import type { Case } from '../../src/town/case.ts'
import { chromiumPath, launch, visit, why } from '../page/browser.ts'
import { startTown } from '../page/town.ts'
import { openBrowser, startDemo, until } from '../support/demo.ts'
import { injections } from '../support/injections.ts'
import { ask, atRest, newCode, report } from '../support/resident.ts'
import { later, onEachEngine, type Place } from '../support/store.ts'

vi.setConfig({ testTimeout: 300_000 })

const start = async (place: Place) => {
  const here = await startTown({ data: place.dir, database: place.options.url })
  later(here.stop)
  return here
}

const storyOf = (one: Case): string =>
  ((one.answers['what'] as { pieces?: readonly { text?: string }[] } | undefined)?.pieces ?? []).map((p) => p.text ?? '').join('')

onEachEngine((make) => {
  test('as words, ids, presses, villages, numbers, headers and addresses: kept as they are, and the database is whole', async () => {
    const place = await make()
    const here = await start(place)
    const person = openBrowser(here.url)
    await ask(person, '在吗')
    for (const [n, text] of injections.entries()) {
      expect(await person.say('', `plain ${n}`, text)).toBe(202)
      const odd = await person.post('/say', { id: text, text, press: text, village: text, files: [text] })
      expect([202, 400], text).toContain(odd.status)
      expect((await person.post('/back', { no: text, lastFour: text })).status, text).toBeGreaterThanOrEqual(400)
      const encoded = encodeURIComponent(text)
      for (const path of [`/files/${encoded}`, `/page/${encoded}`, `/${encoded}`]) expect((await person.get(path)).status, path).toBe(404)
      expect((await person.get(`/?v=${encoded}&${encoded}`)).status).toBe(200)
      expect((await person.send(`/file?kind=${encoded}&seconds=${encoded}`, new TextEncoder().encode(text))).status).toBe(415)
    }
    const foreign = await fetch(`${here.url}/say`, { method: 'POST', body: '{}', headers: { Origin: 'null' } })
    expect(foreign.status).toBe(403)
    await atRest(person)
    expect(await here.end()).toBe(0)
    expect(here.printed().trim()).toBe(here.url)
    expect(existsSync('/tmp/cunkou-ran')).toBe(false)

    const store = await place.open({ leaseWait: 10_000 })
    const [row] = await place.raw('SELECT person FROM inbox ORDER BY id LIMIT 1')
    const lines = await store.feed({ person: Number(row?.['person']) }, undefined, 5000)
    const mine = lines.filter((l) => l.from === 'me' && l.ext?.includes('plain'))
    expect(mine.map((l) => l.message.text)).toEqual(injections)
    expect(await store.counts()).toMatchObject({ 'inbox.dead': 0, 'inbox.new': 0 })
    expect(await store.auditBroken()).toBeUndefined()
  })

  test('as story and addition of a report: read back in one piece, kept in the case, and read so by the officer', async () => {
    const place = await make()
    const here = await start(place)
    const officer = openBrowser(here.url)
    await ask(officer, await newCode(place), /登记好了/)
    for (const text of injections) {
      const person = openBrowser(here.url)
      const no = await report(person, { what: `水沟堵了${text}` })
      expect(await person.say('', 'more', text)).toBe(202)
      await ask(officer, `看 ${no}`, /直接打字就是给本人回话/)
      await ask(officer, '放下', /先放下/)
    }
    await atRest(officer)
    expect(await here.end()).toBe(0)
    const store = await place.open({ leaseWait: 10_000 })
    const cases = await store.openCases(200)
    expect(cases.map(storyOf).sort()).toEqual(injections.map((text) => `水沟堵了${text}`).sort())
    for (const one of cases)
      expect(
        JSON.stringify([one.answers, one.more]).split(JSON.stringify(storyOf(one).slice('水沟堵了'.length)).slice(1, -1)).length,
      ).toBeGreaterThan(2)
    const [row] = await place.raw('SELECT person FROM enrolment')
    const read = (await store.feed({ person: Number(row?.['person']) }, undefined, 5000)).map((l) => l.message.text)
    for (const text of injections) expect(read).toContain(`出的事：“水沟堵了${text}”`)
    // What is read back is one message, whatever stands in it.
    for (const { person } of cases) {
      const texts = (await store.feed({ person }, undefined, 100)).filter((l) => l.from === 'bot').map((l) => l.message.text)
      expect(
        texts.filter((t) => /^我说一遍您听：.*对不对？/s.test(t)),
        texts.join('|'),
      ).toHaveLength(1)
    }
  })
})

describe.skipIf(chromiumPath === undefined)(`in Chromium${why}`, () => {
  /** No mark, and in what was said nothing but text. */
  const harmless = async (page: Page): Promise<void> => {
    expect(await page.evaluate(() => (window as { __ran?: number }).__ran)).toBeUndefined()
    expect(
      await page.evaluate(() => document.querySelectorAll('.said :not(.nowrap), .who *, [onerror], [onload], iframe, base').length),
    ).toBe(0)
  }
  const textsOn = (page: Page, where: string): Promise<readonly string[]> =>
    page.evaluate((s) => [...document.querySelectorAll(s)].map((e) => e.textContent ?? ''), where)

  test('the village page and the officer’s talk on it', async () => {
    const town = await startTown()
    later(town.stop)
    const browser = await launch()
    later(() => browser.close())
    const asks: string[] = []
    const { page, errors } = await visit(browser, `${town.url}/?v=${encodeURIComponent('<script>window.__ran=1</script>')}`)
    page.on('dialog', (dialog) => {
      asks.push(dialog.message())
      void dialog.dismiss()
    })
    await page.click('.way-in.first')
    for (const text of injections) {
      await page.fill('textarea', text)
      await page.keyboard.press('Enter')
    }
    const allIsThere = async (): Promise<boolean> => {
      const texts = await textsOn(page, '.line.me .said')
      return injections.every((text) => texts.includes(text.replaceAll('\r\n', '\n')))
    }
    await until('all is on the page as it was typed', allIsThere, 60_000)
    await harmless(page)
    await page.reload()
    await until('it is there again', allIsThere, 60_000)
    await harmless(page)
    expect([asks, errors]).toEqual([[], []])

    const person = openBrowser(town.url)
    const all = injections.join(' ')
    const no = await report(person, { what: `水沟堵了${all}`, name: '李大娘' })
    const desk = await visit(browser, town.url)
    await desk.page.click('.way-in.first')
    const say = async (text: string): Promise<void> => {
      await desk.page.fill('textarea', text)
      await desk.page.keyboard.press('Enter')
    }
    await say(await newCode({ dir: town.data, options: { url: `file:${town.data}/cunkou.db`, dataDir: town.data, keyFile: '' } }))
    await desk.page.locator('.line.bot', { hasText: '登记好了' }).waitFor()
    await say(`看 ${no}`)
    await desk.page.locator('.line.bot', { hasText: '水沟堵了' }).waitFor()
    expect((await textsOn(desk.page, '.line.bot .said')).some((text) => text.includes(all))).toBe(true)
    await harmless(desk.page)
    expect(desk.errors).toEqual([])
  })

  test('the demo: groups, private talks and the staff’s room', async () => {
    const demo = await startDemo()
    later(demo.stop)
    const browser = await launch()
    later(() => browser.close())
    const { page, errors } = await visit(browser, demo.url, { width: 1280, height: 720 })
    await page.locator('#panel-group .line').nth(1).waitFor({ state: 'attached' })
    const all = injections.join(' ')
    const statuses = await page.evaluate(
      async ([words, one]) => {
        const post = async (path: string, body: unknown) => (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).status
        return [
          await post('/say?as=wangershen', { id: 'g', text: words, group: 'g-liushuwan' }),
          await post('/say?as=lidaniang', { id: 'p', text: `水沟堵了${words}` }),
          await post('/say?as=liuming', { id: 's', text: words, group: 'g-duty' }),
          await post(`/say?as=${encodeURIComponent(one ?? '')}`, { id: 'x', text: 'x' }),
        ]
      },
      [all, injections[5]],
    )
    expect(statuses).toEqual([202, 202, 202, 400])
    await until('all is shown', async () => (await textsOn(page, '.said')).filter((text) => text.includes(all)).length >= 3, 60_000)
    await harmless(page)
    expect(errors).toEqual([])
  })
})
