/** Opening: migrations once and in order, a changed or newer one refused; the queue; the start is quick. */
import { expect, test } from 'vitest'
import { knownMigrations } from '../../../src/store/migrate.ts'
import { gather, makeQueue } from '../../../src/store/queue.ts'
import { arrival, onEachEngine, sqlite } from '../../support/store.ts'

onEachEngine((make, engine) => {
  test('the migrations are recorded as Prisma records them, once', async () => {
    const place = await make()
    await (await place.open()).close()
    await (await place.open()).close()
    const rows = await place.raw(
      'SELECT migration_name, checksum, applied_steps_count, finished_at FROM _prisma_migrations ORDER BY migration_name',
    )
    expect(rows).toMatchObject(
      knownMigrations(engine).map(({ name, checksum }) => ({ migration_name: name, checksum, applied_steps_count: 1 })),
    )
    for (const row of rows) expect(row['finished_at']).not.toBeNull()
  })

  test('a migration that was changed after it was applied, and a newer database, are refused', async () => {
    const place = await make()
    await (await place.open()).close()
    await place.raw("UPDATE _prisma_migrations SET checksum = 'x'")
    await expect(place.open()).rejects.toMatchObject({
      name: 'MigrationRefused',
      message: expect.stringMatching(/0001_init is not the one/),
    })
    await place.raw("UPDATE _prisma_migrations SET migration_name = '9999_later'")
    await expect(place.open()).rejects.toMatchObject({ name: 'MigrationRefused', message: expect.stringMatching(/newer Cunkou/) })
    await expect(place.open({ readOnly: true })).rejects.toMatchObject({ name: 'MigrationRefused' })
  })

  test('ids go on after a restart', async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('a', '1')], 1)
    await store.close()
    await expect(store.accept([arrival('a', '2')], 1)).rejects.toMatchObject({ name: 'StoreRefused' })
    const again = await place.open()
    await again.accept([arrival('a', '2'), arrival('b', '3')], 1)
    expect((await place.raw('SELECT id, person FROM inbox ORDER BY id')).map((r) => [r['id'], r['person']])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ])
  })
})

test('a world is open in well under 300 ms, and Prisma is not loaded for it', async () => {
  const place = await sqlite()
  const started = performance.now()
  const store = await place.open()
  await store.putGroup({ channel: 'web', account: 'town', ext: 'g', kind: 'staff', name: '值班群' })
  expect(performance.now() - started).toBeLessThan(300)
})

test('gather: what is asked for together is done together; one that fails does not spoil the others', async () => {
  const batches: number[][] = []
  const add = gather<number>(makeQueue(), async (items) => {
    batches.push([...items])
    if (items.includes(3)) throw new Error('three')
  })
  const ends = await Promise.allSettled([1, 2, 3, 4].map(add))
  expect(ends.map((e) => e.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(batches).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]])
  const closed = makeQueue()
  await closed.close(new Error('closed'))
  await expect(gather(closed, async () => {})(1)).rejects.toThrow('closed')
})
