/** Sealed cells: any Unicode comes back, a swapped or changed cell does not open, and nothing anybody said lies open in the files. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeKeyring, newDataKey, theTown } from '../../../src/store/keyring.ts'
import { kidOf, type Place, seal, sealing, unseal, unsealBytes } from '../../../src/store/seal.ts'
import { clean } from '../../../src/store/text.ts'
import { arrival, echo, onEachEngine, openCase, sendAll, work } from '../../support/store.ts'

const key = randomBytes(32)
const place: Place = ['inbox', 'body', 7]

/** As a file lies on the disk. */
function sealedFile(pieces: readonly Uint8Array[], at: Place): Buffer {
  const one = sealing(key, at)
  const file = Buffer.concat([one.head, ...pieces.map(one.piece)])
  const { tag, at: where } = one.end()
  tag.copy(file, where)
  return file
}

describe('a cell', () => {
  test('any well-formed text and any bytes come back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), fc.nat(), (text, bytes, id) => {
        const at: Place = ['t', 'c', id]
        expect(unseal(key, seal(key, 'p1', clean(text), at), at).toString('utf8')).toBe(clean(text))
        const half = Math.floor(bytes.length / 2)
        expect(unsealBytes(key, sealedFile([bytes.subarray(0, half), bytes.subarray(half)], at), at)).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('its form: version, key, nonce, text, tag; and never the same twice', () => {
    const [one, two] = [seal(key, 'p7', '村口', place), seal(key, 'p7', '村口', place)]
    expect(one).toMatch(/^v1\.p7\.[\w-]{16}\.[\w-]{8}\.[\w-]{22}$/)
    expect(one).not.toBe(two)
    expect(kidOf(one)).toBe('p7')
    expect(() => kidOf('words')).toThrow()
  })

  test('another place, another key or any changed sign: it does not open', () => {
    const sealed = seal(key, 'p7', '俺想反映个事', place)
    for (const other of [
      ['outbox', 'body', 7],
      ['inbox', 'code', 7],
      ['inbox', 'body', 8],
    ] as Place[])
      expect(() => unseal(key, sealed, other)).toThrow()
    expect(() => unseal(randomBytes(32), sealed, place)).toThrow()
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...'AB09_.'), (i, sign) => {
        const changed = sealed.slice(0, i) + sign + sealed.slice(i + 1)
        // The name of the key is no part of the cell's text; which key it takes is seen when another one is tried.
        if (changed === sealed || (i >= 3 && i < 5)) return
        const same = (() => {
          try {
            return unseal(key, changed, place).toString('utf8') === '俺想反映个事'
          } catch {
            return true
          }
        })()
        expect(same).toBe(true)
      }),
    )
    const file = sealedFile([Buffer.from('voice')], place)
    file[file.length - 1] = (file.at(-1) ?? 0) ^ 1
    expect(() => unsealBytes(key, file, place)).toThrow()
    expect(() => unsealBytes(key, Buffer.from('short'), place)).toThrow()
  })

  test('what the ring remembers opens only where it stands', () => {
    const ring = makeKeyring(key, newDataKey(key, theTown))
    ring.learn(7, newDataKey(key, 7))
    const sealed = ring.sealJson(7, { text: 'x' }, place)
    expect(ring.unsealJson(sealed, place)).toEqual({ text: 'x' })
    expect(() => ring.unsealJson(sealed, ['inbox', 'body', 8])).toThrow()
    expect(() => ring.unsealJson(sealed, ['outbox', 'body', 7])).toThrow()
    expect(() => ring.seal(8, 'x', place)).toThrow()
  })
})

onEachEngine((make, engine) => {
  test('a cell put in place of another is not read', async () => {
    const one = await make()
    const store = await one.open()
    await store.accept([arrival('a', 'mine'), arrival('b', 'yours')], 1)
    await store.close()
    await one.raw('UPDATE inbox SET body = (SELECT body FROM inbox WHERE id = 2) WHERE id = 1')
    const again = await one.open()
    expect(await again.feed({ person: 1 }, undefined, 10)).toEqual([])
    expect(await again.feed({ person: 2 }, undefined, 10)).toHaveLength(1)
  })

  test('a line that was made another person’s is neither shown nor sent to them, nor worked as theirs', async () => {
    const one = await make()
    const store = await one.open()
    await store.accept([arrival('a', 'mine'), arrival('b', 'yours')], 1)
    await work(store, echo)
    await store.accept([arrival('a', 'again')], 1)
    await one.raw('UPDATE inbox SET person = 2 WHERE person = 1')
    await one.raw('UPDATE outbox SET lane = 2 WHERE lane = 1')
    expect(await work(store, echo)).toMatchObject([{ id: 3 }])
    // The first look finds only what it cannot send.
    expect([await sendAll(store), await sendAll(store)]).toEqual([[], ['yours']])
    expect((await store.feed({ person: 2 }, undefined, 10)).map((line) => line.message.text)).toEqual(['yours', 'yours'])
  })

  test('canaries: no words, names, ids or files in what lies on disk', async () => {
    const one = await make()
    const store = await one.open()
    const words = [
      'CANARYTEXT',
      'CANARYFROM',
      'CANARYANSWER',
      'CANARYREPLY',
      'CANARYEVENT',
      'CANARYFILE',
      'CANARYNAME',
      'CANARYCODE'.slice(0, 8),
      'CANARYSIGN',
      'CANARYPRESS',
    ]
    const id = await store.keepFile(
      { channel: 'web', account: 'town', ext: 'CANARYFROM' },
      { kind: 'voice', type: 'audio/ogg', bytes: Buffer.from('CANARYFILE'), name: 'CANARYNAME' },
      1,
    )
    await store.accept([arrival('CANARYFROM', 'CANARYTEXT', { ext: 'CANARYFROM:1', files: [id], press: 'CANARYPRESS' })], 1)
    const no = await openCase(store, 1, 's', 2, [])
    await store.apply(
      [
        { do: 'happened', no, event: { is: 'more', text: 'CANARYEVENT', files: [] } },
        { do: 'talk', person: 1, talk: { flow: 'f', version: '1', begun: 'b', told: [], answers: { name: 'CANARYANSWER' } } },
        { do: 'send', to: { person: 1 }, message: { text: 'CANARYREPLY' }, class: 'reply', once: 'o' },
        { do: 'send', to: { officer: 'nobody' }, message: { text: 'CANARYREPLY' }, class: 'reply', once: 'p' },
        { do: 'alarm', no, person: 1, sign: 'CANARYSIGN' },
      ],
      2,
    )
    await store.putCode('CANARYC0'.replace('Y', '7'), 'liu', 'officer', 2)
    await work(store, echo)
    await sendAll(store)
    const look = (dir: string): string[] =>
      readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? look(join(dir, name)) : [join(dir, name)]))
    const open = look(one.dir).map((file) => readFileSync(file).toString('latin1'))
    if (engine === 'postgres') {
      const tables = await one.raw(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
      )
      for (const { table_name: name } of tables) open.push(JSON.stringify(await one.raw(`SELECT * FROM "${name}"`)))
    }
    for (const text of open) for (const word of words) expect(text.includes(word)).toBe(false)
    expect(open.some((text) => text.includes('web'))).toBe(true)
    expect(Buffer.from((await store.openFile(id))?.bytes ?? []).toString()).toBe('CANARYFILE')
  })

  test('a file that comes twice under the sender’s own id is kept once; another sender’s of the same name is another', async () => {
    const one = await make()
    const store = await one.open()
    const from = (ext: string) => ({ channel: 'web', account: 'town', ext })
    const keep = (ext: string, once?: string) =>
      store.keepFile(from(ext), { kind: 'photo', type: 'image/jpeg', bytes: Buffer.from(ext), ...(once === undefined ? {} : { once }) }, 1)
    expect(await store.keptBefore(from('li'), 'a')).toBeUndefined()
    const id = await keep('li', 'a')
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(await keep('li', 'a')).toBe(id)
    expect(await store.keptBefore(from('li'), 'a')).toBe(id)
    expect(await store.keptBefore(from('wang'), 'a')).toBeUndefined()
    const others = [await keep('li', 'b'), await keep('wang', 'a'), await keep('li'), await keep('li')]
    expect(new Set([id, ...others]).size).toBe(5)
    expect(await one.raw('SELECT id FROM stored_file')).toHaveLength(5)
    expect(Buffer.from((await store.openFile(id))?.bytes ?? []).toString()).toBe('li')
  })

  test('a file changed on disk is not given out; one that is not there is undefined', async () => {
    const one = await make()
    const store = await one.open()
    const id = await store.keepFile(
      { channel: 'web', account: 'town', ext: 'li' },
      { kind: 'photo', type: 'image/jpeg', bytes: randomBytes(100_000) },
      1,
    )
    expect(await store.fileOf(id)).toEqual({ id, kind: 'photo', type: 'image/jpeg', bytes: 100_000, person: 1 })
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    const path = join(one.dir, 'files', id.slice(0, 2), id)
    const { writeFileSync } = await import('node:fs')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const bytes = readFileSync(path)
    bytes[500] = (bytes[500] ?? 0) ^ 1
    writeFileSync(path, bytes)
    await expect(store.openFile(id)).rejects.toThrow()
    expect(await store.openFile('0'.repeat(32))).toBeUndefined()
  })
})
