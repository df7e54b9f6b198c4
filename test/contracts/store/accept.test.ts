/** The way in: each message once, on disk before it is acknowledged, whole whatever it holds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrival, echo, onEachEngine, type Place, ringOf, sendAll, work } from '../../support/store.ts'

/** As an older version wrote it: the id in the clear, and not among what is sealed. */
async function asBefore(place: Place, ext: string): Promise<void> {
  const [town, of] = await place.raw('SELECT data_key FROM person WHERE id IN (0, 1) ORDER BY id')
  const ring = ringOf(place.options.keyFile, town?.['data_key'])
  ring.learn(1, String(of?.['data_key']))
  await place.raw(
    'UPDATE inbox SET ext = ?, body = ? WHERE id = 1',
    ext,
    ring.sealJson(1, { text: 'old', files: [] }, ['inbox', 'body', 1]),
  )
}

onEachEngine((make) => {
  test('a message that comes twice is stored and answered once', async () => {
    const store = await (await make()).open()
    const one = arrival('li', '俺想反映个事')
    await store.accept([one, one], 1)
    await Promise.all([store.accept([one], 2), store.accept([{ ...one, text: 'changed' }], 2)])
    await work(store, echo)
    expect(await sendAll(store)).toEqual(['俺想反映个事'])
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 1, 'inbox.repeated': 3, 'inbox.done': 1, 'person.known': 1 })
  })

  test('ids are kept as a keyed hash; those an older version kept in the clear are hashed at the start, and known again', async () => {
    const place = await make()
    const store = await place.open()
    const [one, two] = [arrival('li', 'old', { ext: 'li:1' }), arrival('li', 'new', { ext: 'li:2' })]
    await store.accept([one, two], 1)
    await store.close()
    await asBefore(place, 'li:1')
    const again = await place.open()
    await again.accept([one, two], 2)
    const rows = await place.raw('SELECT ext, body FROM inbox ORDER BY id')
    expect(rows.map((row) => String(row['ext']).startsWith('h.'))).toEqual([true, true])
    expect((await again.feed({ person: 1 }, undefined, 9)).map((line) => [line.ext, line.message.text])).toEqual([
      ['li:1', 'old'],
      ['li:2', 'new'],
    ])
    const seen: string[] = []
    await work(again, ({ row }) => {
      seen.push(row.ext)
      return []
    })
    expect(seen).toEqual(['li:1', 'li:2'])
    expect(await again.arrived('web', 'town', ['li:1', 'li:3'])).toEqual(new Map([['li:1', 1]]))
  })

  test('the same id on another channel or account is another message', async () => {
    const store = await (await make()).open()
    await store.accept(
      [
        arrival('li', 'a', { ext: '1' }),
        arrival('li', 'b', { ext: '1', channel: 'telegram' }),
        arrival('li', 'c', { ext: '1', account: 'other' }),
      ],
      1,
    )
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 3, 'person.known': 3 })
  })

  test('answers go where the person last wrote in private; a repeat of an old message moves nothing', async () => {
    const place = await make()
    const store = await place.open()
    const li = await store.putPerson({ channel: 'web', account: 'town', ext: 'li' }, 1)
    await store.joinLink({ channel: 'telegram', account: 'bot', ext: '77' }, li, 1)
    const web = arrival('li', 'from the web')
    await store.accept([web], 2)
    await store.accept([arrival('77', 'from telegram', { channel: 'telegram', account: 'bot' })], 3)
    await store.accept([web], 4)
    await store.accept([arrival('li', 'in a group', { group: 'g1' })], 5)
    await work(store, echo)
    const rows = await store.takeOut(10, 9000, () => true)
    expect(rows).toMatchObject([{ channel: 'telegram', to: { person: '77' } }])
    expect(await place.raw('SELECT count(DISTINCT person) AS n FROM inbox')).toMatchObject([{ n: expect.anything() }])
    expect(await store.counts()).toMatchObject({ 'person.known': 2 })
  })

  test('who was only met in a group is held until the first private word', async () => {
    const store = await (await make()).open()
    await store.accept([arrival('wang', '@村口 有事', { group: 'g1' })], 1)
    await work(store, echo)
    expect(await sendAll(store)).toEqual([])
    expect(await store.counts()).toMatchObject({ 'outbox.held': 1 })
    await store.accept([arrival('wang', '在吗')], 6000)
    await work(store, echo)
    expect(await sendAll(store, 7000)).toEqual(['@村口 有事', '在吗'])
    expect(await store.counts()).toMatchObject({ 'outbox.held': 0 })
  })

  test('F19: NUL and lone surrogates are mended, everything else comes back as it was sent', async () => {
    const store = await (await make()).open()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 8 }), async (texts) => {
        const sent = texts.map((text) => arrival('li', text))
        await store.accept(sent, 1)
        const got: string[] = []
        await work(store, ({ row }) => {
          got.push(row.text)
          return []
        })
        const mended = texts.map((t) => t.replaceAll('\0', ''))
        expect(got.slice(-texts.length)).toEqual(mended)
        const lines = await store.feed({ person: 1 }, undefined, 10_000)
        expect(lines.slice(-texts.length).map((l) => l.message.text)).toEqual(mended)
      }),
      { numRuns: 20 },
    )
    await store.accept([arrival('li', 'a\0b\ud800c\udc00\ud83d\ude00')], 1)
    await work(store, ({ row }) => {
      expect(row.text).toBe('ab\ufffdc\ufffd😀')
      return []
    })
  })

  test('a text too long for a message is cut between two signs, and the rest is kept sealed', async () => {
    const store = await (await make()).open()
    const text = `${'村'.repeat(21_844)}👨‍👩‍👧‍👦${'口'.repeat(5000)}`
    const one = arrival('li', text)
    await store.accept([one], 1)
    await store.accept([one], 1)
    await work(store, ({ row }) => {
      expect(Buffer.byteLength(row.text)).toBeLessThanOrEqual(65_536)
      expect(row.text).toBe('村'.repeat(21_844))
      expect(row.files).toMatchObject([{ kind: 'file', type: 'text/plain' }])
      return [{ do: 'send', to: { person: 1 }, message: { text: row.files[0]?.id ?? '' }, class: 'reply', once: 'id' }]
    })
    const [id = ''] = await sendAll(store)
    const kept = await store.openFile(id)
    expect(`${'村'.repeat(21_844)}${Buffer.from(kept?.bytes ?? []).toString('utf8')}`).toBe(text)
  })

  test('many who speak at once share a commit, and one who cannot be stored spoils nobody', async () => {
    const store = await (await make()).open()
    const bad = store.accept([{ ...arrival('x', 'bad'), at: Number.NaN }], 1).catch((e: Error) => e)
    const good = Array.from({ length: 20 }, (_, i) => store.accept([arrival(`p${i}`, `t${i}`)], 1))
    await Promise.all(good)
    expect(await bad).toBeInstanceOf(Error)
    expect(await store.counts()).toMatchObject({ 'inbox.stored': 20 })
  })
})
