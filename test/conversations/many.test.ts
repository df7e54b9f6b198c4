/** Somebody who says more than anyone can take: many matters in an hour, danger called out again and again, thousands of lines. */
import { expect, test } from 'vitest'
import { webAccount } from '../../src/bot/web.ts'
import type { Store } from '../../src/store/store.ts'
import { play } from '../support/play.ts'
import { town } from '../support/talking.ts'
import { openWorld, type World } from '../support/world.ts'

/** The old man has so many cases, all of this hour. */
const cases = (many: number) => async (store: Store, now: number) => {
  const person = await store.putPerson({ channel: 'web', account: webAccount, ext: '李大爷' }, now)
  for (let n = 0; n < many; n += 1) {
    const no = await store.freeNumber(`case ${n}`)
    await store.apply(
      [
        { do: 'open-case', no, person, reach: 'chat' },
        { do: 'happened', no, event: { is: 'reported' } },
      ],
      now,
    )
  }
}

test('from the eleventh matter in an hour on the words are kept and a person is called, once in the hour', async () => {
  await play(
    `
    李大爷：地头又被占了
    村口：您一个钟头说了好多件，…
    村口→刘明：…要找真人。…
    李大爷：谢谢
    村口：不客气。…
    李大爷：树也被砍了
    村口：您一个钟头说了好多件，…
    李大爷：查
    村口：…
    村口：…
    村口：…
    （刘明没有话）
    `,
    { prepare: cases(10) },
    async ({ store }) => {
      const person = await store.personOf('web', webAccount, '李大爷')
      const all = await store.casesOf(person ?? 0)
      expect(all).toHaveLength(10)
      expect(all.flatMap((c) => c.more.map((m) => m.text)).sort()).toEqual(['地头又被占了', '树也被砍了'].sort())
    },
  )
})

test('the tenth is taken as usual; after an hour it is all as before; danger is always heard', async () => {
  await play('李大爷：地头又被占了\n村口：这话是补充，还是另一件事？…', { prepare: cases(9) })
  await play('（过61分钟）\n李大爷：地头又被占了\n村口：这话是补充，还是另一件事？…', { prepare: cases(10) })
  await play('李大爷：他拿刀砍人了\n村口：…110…\n村口：…\n村口→刘明：急！…', { prepare: cases(10) })
})

/** A fresh town in which somebody says all this. */
async function saying(
  who: string,
  texts: readonly string[],
  group: string | undefined,
  after: (world: World) => Promise<void>,
): Promise<void> {
  const world = await openWorld()
  try {
    let n = 0
    for (const text of texts)
      await world.web.say({
        channel: 'web',
        account: webAccount,
        ext: `${who} ${++n}`,
        from: who,
        text,
        files: [],
        at: world.clock(),
        ...(group === undefined ? {} : { group }),
      })
    await world.idle()
    await after(world)
  } finally {
    await world.close()
  }
}

test('danger called out in the group again and again is one case, and one alarm goes on', async () => {
  const calls = Array.from({ length: 60 }, () => '@村口 他拿刀砍人了')
  const { id = '' } = town.groups.village.find((g) => g.village === '柳树湾') ?? {}
  await saying('李大爷', calls, id, async ({ store, sent }) => {
    const all = await store.openCases(99)
    expect(all).toHaveLength(1)
    expect((await store.post()).alarms).toHaveLength(1)
    expect(all[0]?.more).toHaveLength(59)
    // As many as anybody is answered in a minute.
    expect(sent.filter((s) => s.room === '刘明')).toHaveLength(30)
    expect(sent.filter((s) => s.room === id)).toHaveLength(30)
  })
})

test('hundreds of lines reach the officer who opens the case as a few pages', async () => {
  const lines = Array.from({ length: 200 }, (_, n) => `第${n}句，他家又占了我家的地`)
  await saying('李大爷', lines, undefined, async (world) => {
    expect(world.sent.filter((s) => s.room === '李大爷' && s.message.text.startsWith('您发得太快了'))).toHaveLength(1)
    const [one] = await world.store.openCases(1)
    const before = world.sent.length
    await world.web.say({
      channel: 'web',
      account: webAccount,
      ext: 'look',
      from: '刘明',
      text: `看 ${one?.no}`,
      files: [],
      at: world.clock(),
    })
    await world.idle()
    const told = world.sent.slice(before).filter((s) => s.room === '刘明')
    expect(told.length).toBeLessThan(60)
    const all = told.map((s) => s.message.text).join('\n')
    for (let n = 0; n < 200; n += 1) expect(all).toContain(`第${n}句，`)
  })
})
