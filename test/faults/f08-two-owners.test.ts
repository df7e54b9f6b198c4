/** F8: one process owns a database; the kernel frees it when that process is killed. */
import { expect, test } from 'vitest'
import { openLog } from '../../src/bot/log.ts'
import { readSettings } from '../../src/config.ts'
import { openHouse } from '../../src/open-house.ts'
import { arrival, onEachEngine, runChild } from '../support/store.ts'
import { town } from '../support/talking.ts'

onEachEngine((make, engine) => {
  test('a second opener is refused in a sentence, and takes over when the owner is killed', async () => {
    const place = await make()
    const kills = 50
    for (let i = 0; i < kills; i++) {
      const owner = runChild(place, 'own', { leaseWait: 5000, arrivals: [arrival('li', `of owner ${i}`)] })
      await owner.heard('opened')
      await expect(place.open()).rejects.toMatchObject({
        name: 'LeaseTaken',
        message: expect.stringMatching(/already running.+Stop it first/s),
      })
      if (i === 0) {
        const second = runChild(place, 'open')
        expect(await second.heard('refused')).toMatchObject({ refused: 'LeaseTaken' })
      }
      await owner.kill()
    }
    const store = await place.open({ leaseWait: 5000 })
    await store.accept([arrival('li', 'of the last')], 1)
    const said = (await store.feed({ person: 1 }, undefined, 1000)).map((line) => line.message.text)
    expect(said).toEqual([...Array.from({ length: kills }, (_, i) => `of owner ${i}`), 'of the last'])
    await store.close()
    await (await place.open()).close()
  }, 240_000)

  test('a reader needs no lease, sees what is committed, and cannot write', async () => {
    const place = await make()
    const owner = await place.open()
    await owner.accept([arrival('li', 'x')], 1)
    const reader = await place.open({ readOnly: true })
    expect(await reader.counts()).toMatchObject({ 'inbox.stored': 1 })
    expect(await reader.feed({ person: 1 }, undefined, 9)).toMatchObject([{ message: { text: 'x' } }])
    const writes = [
      reader.accept([arrival('li', 'y')], 1),
      reader.apply([], 1),
      reader.step(1, () => [], 1),
      reader.putCode('ABCD1234', 'o', 'admin', 1),
      reader.putPerson({ channel: 'w', account: 'a', ext: 'e' }, 1),
    ]
    for (const end of await Promise.allSettled<unknown>(writes))
      expect(end).toMatchObject({ status: 'rejected', reason: { name: 'StoreRefused' } })
    await reader.close()
    expect(await owner.counts()).toMatchObject({ 'inbox.stored': 1, 'inbox.new': 1 })
  })

  test('when the connection that holds the lease is cut, the store says so and writes no more', async () => {
    const place = await make()
    const store = await place.open()
    if (place.file !== '') return // SQLite has no connection to cut
    await place.raw(
      `SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objid = (SELECT hashtext(current_schema())::bigint & 4294967295)`,
    )
    await expect(store.accept([arrival('li', 'x')], 1)).rejects.toBeInstanceOf(Error)
    await expect(store.accept([arrival('li', 'x')], 1)).rejects.toMatchObject({ name: 'LeaseLost' })
  })

  if (engine === 'postgres')
    test('the program waits for a lease that is only about to be free', async () => {
      const place = await make()
      const holder = await place.open()
      const house = openHouse(
        { ...readSettings({ PORT: '0', CUNKOU_DATA: place.dir, LOG_LEVEL: 'silent' }), database: place.options.url },
        town,
        openLog('silent'),
      )
      const asking = async () =>
        (
          await place.raw(
            `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%try_advisory_lock%' AND query LIKE '%cunkou%' AND pid <> pg_backend_pid()`,
          )
        ).length
      const tried = house.then(
        () => 'opened',
        (error: Error) => error.name,
      )
      while ((await Promise.race([tried, asking()])) === 0);
      await holder.close()
      expect(await tried).toBe('opened')
      await (await house).close()
    })
})
