/** F33: the key lost, wrong, or open to others: a clear sentence, and nothing is written. */
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readKey } from '../../src/store/keys.ts'
import { hasData } from '../../src/store/open.ts'
import { arrival, onEachEngine, type Place } from '../support/store.ts'

const snapshot = async (place: Place) =>
  JSON.stringify([
    await place.raw('SELECT * FROM person ORDER BY id'),
    await place.raw('SELECT * FROM key'),
    await place.raw('SELECT * FROM run'),
  ])

onEachEngine((make) => {
  const filled = async () => {
    const place = await make()
    const store = await place.open()
    await store.accept([arrival('li', 'x')], 1)
    await store.close()
    return place
  }

  test('a new database makes its key, for the owner only', async () => {
    const place = await make()
    await (await place.open()).close()
    expect(statSync(place.options.keyFile).mode & 0o777).toBe(0o600)
    expect(readFileSync(place.options.keyFile, 'utf8')).toMatch(/^[\w+/]{43}=\n$/)
    expect(await hasData(place.options.url)).toBe('there')
  })

  test('wrong key', async () => {
    const place = await filled()
    const before = await snapshot(place)
    await expect(place.open({ key: '0'.repeat(64) })).rejects.toMatchObject({
      name: 'KeyRefused',
      message: expect.stringMatching(/not the key of this database.*Put back/s),
    })
    expect(await snapshot(place)).toBe(before)
    const store = await place.open()
    expect(await store.feed({ person: 1 }, undefined, 9)).toHaveLength(1)
  })

  test('lost key: none is made beside data that it could not read', async () => {
    const place = await filled()
    renameSync(place.options.keyFile, `${place.options.keyFile}.away`)
    await expect(place.open()).rejects.toMatchObject({ name: 'KeyRefused', message: expect.stringMatching(/no key file.*paper copy/s) })
    expect(existsSync(place.options.keyFile)).toBe(false)
    const key = readFileSync(`${place.options.keyFile}.away`, 'utf8')
    await (await place.open({ key })).close()
    await (await place.open({ key: Buffer.from(key, 'base64').toString('hex') })).close()
  })

  test('a canary that was tampered with, a key with other data', async () => {
    const place = await filled()
    const [row] = await place.raw('SELECT kid, canary FROM key')
    await place.raw('UPDATE key SET canary = ?', String(row?.['canary']).replace(/.{4}$/, 'AAAA'))
    await expect(place.open()).rejects.toMatchObject({ name: 'KeyRefused' })
    await place.raw('DELETE FROM key')
    await expect(place.open({ key: '0'.repeat(64) })).rejects.toMatchObject({ name: 'KeyRefused' })
    await (await place.open()).close()
  })
})

test('a key file that others may read, a damaged one, a damaged setting', async () => {
  const { sqlite } = await import('../support/store.ts')
  const place = await sqlite()
  const file = place.options.keyFile
  chmodSync(file, 0o640)
  expect(() => readKey({ file, data: 'there' })).toThrow(/chmod 600/)
  await expect(place.open()).rejects.toMatchObject({ name: 'KeyRefused' })
  chmodSync(file, 0o600)
  writeFileSync(file, 'half a key')
  expect(() => readKey({ file, data: 'there' })).toThrow(/damaged/)
  expect(() => readKey({ file, env: 'x', data: 'there' })).toThrow(/32 bytes/)
  const other = join(place.dir, 'sub', 'new.key')
  expect(readKey({ file: other, data: 'new' })).toEqual(readKey({ file: other, env: '', data: 'there' }))
})
