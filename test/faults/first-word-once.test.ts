/** The promised first word is reminded of exactly once on its day and once when it has passed, however often the program starts. */
import { expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { momentOf } from '../../src/town/zone.ts'
import { onEachEngine } from '../support/store.ts'
import { openWorld } from '../support/world.ts'

const due = momentOf('2026-11-26', 18 * 60, 'Asia/Shanghai')

async function promise(store: Store, now: number): Promise<void> {
  const person = await store.putPerson({ channel: 'web', account: 'page', ext: '李大爷' }, now)
  const no = await store.freeNumber('promised')
  await store.apply(
    [
      { do: 'open-case', no, person, reach: 'chat' },
      { do: 'happened', no, event: { is: 'reported', due } },
    ],
    now,
  )
}

onEachEngine((make) => {
  test('over restarts', async () => {
    const place = await make()
    const told: string[][] = []
    for (const start of ['26T07:50', '26T08:20', '26T12:00', '26T17:58', '26T18:05', '27T07:58', '27T08:30', '28T09:00', '30T08:00']) {
      const world = await openWorld({ place, start: `2026-11-${start}`, ...(told.length === 0 ? { prepare: promise } : {}) })
      await world.move(12 * 60_000)
      told.push(world.sent.filter((s) => s.room === '刘明').map((s) => s.message.text.replace(/^\d+ \d+/, '')))
      await world.close()
    }
    const [today, past] = [expect.stringContaining('说好今天下班前'), expect.stringContaining('过了还没找')]
    expect(told).toEqual([[today], [], [], [], [], [past], [], [], []])
    const rows = await place.raw("SELECT count(*) AS n FROM outbox WHERE once LIKE 'first-word:%'")
    expect(Number(rows[0]?.['n'])).toBe(2)
  }, 120_000)
})
