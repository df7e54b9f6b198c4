/** The audit: a chain in which a row changed, dropped or slipped in behind the store's back is found. */
import { expect, test } from 'vitest'
import { onEachEngine, type Place } from '../../support/store.ts'

const dropTrigger = (place: Place) => place.raw(place.file === '' ? 'DROP TRIGGER audit_stays ON audit' : 'DROP TRIGGER audit_stays')
const dropDeleteTrigger = async (place: Place) => void (place.file !== '' && (await place.raw('DROP TRIGGER audit_remains')))

onEachEngine((make) => {
  const filled = async (rows = 6) => {
    const place = await make()
    const store = await place.open()
    for (let i = 0; i < rows; i++)
      await store.apply([{ do: 'audit', actor: `officer${i}`, act: 'read', object: i % 2 === 0 ? '483216' : '519074' }], 100 + i)
    return { place, store }
  }

  test('who did what to an object, in order; a whole chain is not broken', async () => {
    const { store } = await filled()
    expect(await store.auditOf('483216')).toEqual([
      { seq: 1, at: 100, actor: 'officer0', act: 'read' },
      { seq: 3, at: 102, actor: 'officer2', act: 'read' },
      { seq: 5, at: 104, actor: 'officer4', act: 'read' },
    ])
    expect(await store.auditBroken()).toBeUndefined()
  })

  test('a row that was changed', async () => {
    const { place, store } = await filled()
    await dropTrigger(place)
    await place.raw("UPDATE audit SET actor = 'nobody' WHERE seq = 4")
    expect(await store.auditBroken()).toBe(4)
  })

  test('a row that was dropped; one that was slipped in', async () => {
    const { place, store } = await filled()
    await dropTrigger(place)
    await dropDeleteTrigger(place)
    await place.raw('DELETE FROM audit WHERE seq = 2')
    expect(await store.auditBroken()).toBe(3)
    await place.raw("INSERT INTO audit (seq, at, actor, act, object, prev_hash, hash) VALUES (2, 101, 'x', 'read', 'y', 'z', 'w')")
    expect(await store.auditBroken()).toBe(2)
  })

  test('the chain goes on after a restart and after a transaction that failed', async () => {
    const { place, store } = await filled(2)
    await expect(
      store.apply(
        [
          { do: 'audit', actor: 'a', act: 'b', object: 'c' },
          { do: 'happened', no: '000000', event: { is: 'claimed' } },
        ],
        1,
      ),
    ).rejects.toThrow()
    await store.apply([{ do: 'audit', actor: 'a', act: 'b', object: 'c' }], 1)
    await store.close()
    const again = await place.open()
    await again.apply([{ do: 'audit', actor: 'a', act: 'b', object: 'c' }], 2)
    expect((await again.auditOf('c')).map((r) => r.seq)).toEqual([3, 4])
    expect(await again.auditBroken()).toBeUndefined()
  })
})
