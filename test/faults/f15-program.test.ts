/** F15 in the whole program: a message whose work throws, never ends or takes the process with it, and kill -9 between giving it up and telling of it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { builtMain } from '../support/program.ts'
import { arrival, later, onEachEngine, type Place, sendAll } from '../support/store.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A town with its staff group, 刘明 on duty, a message that will be poison and one of somebody else; nothing is worked yet. */
async function prepare(place: Place): Promise<void> {
  const town = readFileSync(here('../../src/demo/qinghewan.yaml'), 'utf8')
  // The made-up town has a phone that nobody can dial.
  writeFileSync(join(place.dir, 'town.yaml'), town.replace('0000-5550110', '0537-8200110'))
  const store = await place.open()
  await store.putGroup({ channel: 'web', account: 'town', ext: 'g-duty', kind: 'staff', name: '值班群' })
  const officer = await store.putPerson({ channel: 'web', account: 'town', ext: 'liuming' }, 1)
  await store.apply(
    [
      { do: 'enrol', person: officer, officer: 'liuming', role: 'officer', code: '' },
      { do: 'duty', officer: 'liuming' },
    ],
    1,
  )
  await store.accept([arrival('p', '王家的坏话'), arrival('a', '您好')], 1)
  await store.close()
}

/** Lets the program run until it ends by itself, or until both messages are through. @returns what ended it */
async function live(place: Place, faults: string): Promise<NodeJS.Signals | number | 'told'> {
  const main = await builtMain()
  for (;;) {
    const program = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        CUNKOU_TEST: '1',
        CUNKOU_FAILPOINT: faults,
        CUNKOU_DEMO: 'off',
        CUNKOU_DATA: place.dir,
        CUNKOU_KEY_FILE: place.options.keyFile,
        DATABASE_URL: place.options.url,
        PORT: '0',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [errors, up] = ['', false]
    program.stdout.once('data', () => {
      up = true
    })
    program.stderr.on('data', (piece: Buffer) => {
      errors += piece
    })
    later(() => program.kill('SIGKILL'))
    const end = once(program, 'exit').then(([code, signal]: (NodeJS.Signals | number | null)[]) => signal ?? code ?? 0)
    let ended: NodeJS.Signals | number | undefined
    while (ended === undefined) {
      ended = await Promise.race([end, sleep(50, undefined)])
      if (!up || (await place.raw("SELECT id FROM inbox WHERE state NOT IN ('done', 'told')")).length > 0) continue
      program.kill('SIGTERM')
      ended = await end
      if (ended === 0) return 'told'
    }
    // PostgreSQL notices a little late that the one before is gone.
    if (ended === 1 && !errors.includes('already running')) throw new Error(`it did not start: ${errors}`)
    if (ended !== 1) return ended
  }
}

async function isToldOnce(place: Place): Promise<void> {
  const store = await place.open({ leaseWait: 5000 })
  expect(await store.counts()).toMatchObject({ 'inbox.dead': 1, 'inbox.done': 1, 'inbox.new': 0, 'case.opened': 1 })
  await sendAll(store, Date.now())
  const [one, ...others] = await store.casesOf(2)
  expect(others).toEqual([])
  expect(one?.answers).toEqual({ what: { pieces: [{ text: '王家的坏话' }] } })
  const told = (await store.feed({ person: 2 }, undefined, 9)).filter((line) => line.from === 'bot').map((line) => line.message.text)
  expect(told).toEqual([expect.stringContaining('我没看懂')])
  const officer = (await store.feed({ person: 1 }, undefined, 9)).map((line) => line.message.text)
  expect(officer).toEqual([expect.stringContaining('有句话我看不了')])
  const cards = (await store.feed({ group: 1 }, undefined, 9)).map((line) => line.message.card?.no)
  expect(cards).toEqual([one?.no])
  await store.close()
}

onEachEngine((make) => {
  test.each([
    ['loops', 'decide:loops=坏话,watchdog=1500', 'SIGKILL'],
    ['exits', 'decide:exits=坏话', 7],
  ])(
    'work that %s ends the process, which is started again: after three tries it is told',
    async (_, faults, by) => {
      const place = await make()
      await prepare(place)
      const ends: unknown[] = []
      do ends.push(await live(place, faults))
      while (ends.at(-1) !== 'told' && ends.length < 20)
      // Once together with the other, three times alone; a starved machine may be taken for a hanging one once more.
      expect([new Set(ends.slice(0, -1)), ends.at(-1), ends.length >= 5]).toEqual([new Set([by]), 'told', true])
      await isToldOnce(place)
    },
    180_000,
  )

  test('killed between dead and told, while telling, and after it', async () => {
    const place = await make()
    await prepare(place)
    const throws = 'decide:throws=坏话'
    for (const where of ['bury:after-commit', 'tell:before-commit', 'tell:after-commit'])
      expect(await live(place, `${throws},${where}`)).toBe('SIGKILL')
    expect(await live(place, '')).toBe('told')
    await isToldOnce(place)
  }, 120_000)
})
