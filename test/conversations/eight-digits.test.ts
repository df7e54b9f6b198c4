/** Once 20,000 numbers are taken new ones have eight digits: in the store, after a restart, and as people hear and say them. */
import { expect, test } from 'vitest'
import { isCaseNumber, sayNumber } from '../../src/town/case-number.ts'
import { registeredWith } from '../support/begun.ts'
import { play } from '../support/play.ts'
import { onEachEngine, openCase, type Place } from '../support/store.ts'

/** A town in which so many cases have been opened. */
async function after(place: Place, opened: number): Promise<Place> {
  await (await place.open()).close()
  await place.raw("INSERT INTO tally (name, n) VALUES ('case.opened', ?) ON CONFLICT (name) DO UPDATE SET n = excluded.n", opened)
  return place
}

onEachEngine((make) => {
  test('the 20,000th still has six digits, the next has eight; a short one is found as before', async () => {
    const place = await after(await make(), 19_999)
    const store = await place.open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    const [last, first] = [await openCase(store, li, 'a'), await openCase(store, li, 'b')]
    await store.close()
    const again = await place.open()
    const next = await openCase(again, li, 'c')
    const nos = [last, first, next]
    expect(nos.map((no) => no.length)).toEqual([6, 8, 8])
    expect(nos.map(isCaseNumber)).toEqual([true, true, true])
    for (const no of nos) expect((await again.caseByNo(no))?.no).toBe(no)
  })

  test('a resident is told eight digits and asks with them; staff claim with them', async () =>
    play(
      `${registeredWith('跳过')}
      李大爷：[按 就这些]
      村口：好，都记下了。…
      李大爷：查 {编号}
      村口：{编号}：登记好了，等人接手。
      郭涛@值班群：认领 {编号}
      村口→值班群：{编号}…郭涛在办…
      李大爷：查
      村口→李大爷：{编号}：…
      村口→李大爷：综治办…打开看过。
      `,
      { place: await after(await make(), 20_000) },
      async ({ sent, store }) => {
        const [one] = await store.casesOf((await store.personOf('web', 'page', '李大爷')) ?? 0)
        expect(one?.no).toMatch(/^\d{8}$/)
        expect(sent.find((s) => s.message.text.startsWith('登记好了'))?.message.text).toContain(sayNumber(one?.no ?? ''))
        expect(sayNumber(one?.no ?? '')).toMatch(/^\d{4} \d{4}$/)
      },
    ))
})
