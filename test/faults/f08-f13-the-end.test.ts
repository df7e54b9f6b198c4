/** F8 and F13 while the program runs: the lease is lost, or pages are damaged. It ends by itself with one plain line, whichever part meets it first. */
import { once } from 'node:events'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { startTown } from '../page/town.ts'
import { openBrowser } from '../support/demo.ts'
import { arrival, later, onEachEngine, type Place } from '../support/store.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Every page but the first, which nobody reads again. */
function damage(file: string): void {
  const fd = openSync(file, 'r+')
  writeSync(fd, Buffer.alloc(statSync(file).size - 4096, 0xa5), 0, undefined, 4096)
  closeSync(fd)
}

async function harm(place: Place): Promise<void> {
  if (place.file !== '') damage(place.file)
  else
    await place.raw(
      `SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objid = (SELECT hashtext(current_schema())::bigint & 4294967295)`,
    )
}

onEachEngine((make, engine) => {
  test('the program ends and says why', async () => {
    const place = await make()
    const store = await place.open()
    for (let n = 0; n < 300; n++) await store.accept([arrival(`p${n}`, 'x'.repeat(500))], 1)
    await store.close()
    const here = await startTown({ data: place.dir, database: place.options.url, environment: { LOG_LEVEL: 'silent' } })
    later(here.stop)
    const ended = once(here.child, 'close')
    await harm(place)
    // A person may be what meets it first.
    await openBrowser(here.url)
      .say('', 'one', '在吗')
      .catch(() => {})
    expect(await ended).toEqual([1, null])
    const lines = here.printed().trim().split('\n').slice(1)
    expect(lines).toEqual([
      expect.stringMatching(engine === 'sqlite' ? /is damaged.*last good backup/ : /connection to the database was lost.*started again/),
    ])
  })
})
