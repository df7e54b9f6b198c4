/** The notice is kept as shown: which wording, and when, in the person's own row; of whom it was not shown to, nothing. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'
import { onEachEngine, type Place } from '../support/store.ts'
import { words } from '../support/words.ts'

/** What the rows of these people say, in the order in which they first spoke. */
const kept = async (place: Place): Promise<readonly unknown[]> =>
  (await place.raw('SELECT notice_version, notice_at FROM person WHERE id > 0 ORDER BY id')).map((row) => [
    row['notice_version'],
    row['notice_at'] === null ? null : Number(row['notice_at']),
  ])

onEachEngine((make) => {
  test('shown with the first question: its version and the minute', async () => {
    const place = await make()
    await play(
      `
      王二婶：帮助
      村口：说件事，…
      （过5分钟）
      李大爷：村里路灯坏了
      村口：我记下了。您说的只给办事的人看，由清河湾镇综治中心保管，细看发“隐私”；要真人，回0。
      村口：现在有没有人受伤…
      （过1分钟）
      李大爷：没有
      村口：这事在哪个村？…
      `,
      { place, noDuty: true, start: '2026-11-23T14:00' },
      async () => {
        const version = words('zh-CN').one('common.privacyVersion')
        expect(version).not.toBe('')
        expect(await kept(place)).toEqual([
          [null, null],
          [version, Date.UTC(2026, 10, 23, 6, 5)],
        ])
      },
    )
  })

  test('where danger at home was told it is held back, and nothing is kept as shown', async () => {
    const place = await make()
    await play(
      `
      李大娘：我男人又打我了
      村口：先顾自己安全，…
      村口：这会儿没人值班，…
      村口：现在方便说吗？…
      `,
      { place, noDuty: true },
      async () => expect(await kept(place)).toEqual([[null, null]]),
    )
  })
})
