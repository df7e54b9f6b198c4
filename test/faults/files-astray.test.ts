/** Files without a row and rows without a file, as a power cut or an older backup leaves them. */
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { onEachEngine } from '../support/store.ts'

const day = 24 * 60 * 60 * 1000

onEachEngine((make) => {
  test('what no row names is put aside when it is a day old; what a row misses is told by id; the rest stays', async () => {
    const place = await make()
    const store = await place.open()
    const bytes = new Uint8Array([1, 2, 3])
    const keep = () => store.keepFile({ channel: 'web', account: 'town', ext: 'li' }, { kind: 'photo', type: 'image/png', bytes }, 1)
    const [whole, lost] = [await keep(), await keep()]
    const pathOf = (name: string) => join(place.dir, 'files', name.slice(0, 2), name)
    const now = Date.now()
    const leave = (name: string, age: number) => {
      mkdirSync(join(place.dir, 'files', name.slice(0, 2)), { recursive: true })
      writeFileSync(pathOf(name), 'sealed')
      utimesSync(pathOf(name), new Date(now - age), new Date(now - age))
    }
    const [old, half, young] = ['ab'.repeat(16), `${'cd'.repeat(16)}.0f0f0f0f`, 'ef'.repeat(16)]
    leave(old, 2 * day)
    leave(half, 2 * day)
    leave(young, day / 2)
    utimesSync(pathOf(whole), new Date(now - 9 * day), new Date(now - 9 * day))
    rmSync(pathOf(lost))

    expect(await store.tidyFiles(now)).toEqual({ aside: 2, missing: [lost] })
    expect(readdirSync(join(place.dir, 'files-aside')).sort()).toEqual([old, half].sort())
    expect([whole, young].map((name) => existsSync(pathOf(name)))).toEqual([true, true])
    expect(Uint8Array.from((await store.openFile(whole))?.bytes ?? [])).toEqual(bytes)
    expect(await store.tidyFiles(now)).toEqual({ aside: 0, missing: [lost] })
  })

  test('a town without files has nothing to tidy', async () => {
    const store = await (await make()).open()
    expect(await store.tidyFiles(Date.now())).toEqual({ aside: 0, missing: [] })
  })
})
