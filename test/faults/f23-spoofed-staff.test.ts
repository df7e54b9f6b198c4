/** F23: whoever is not enrolled, by whatever name, group or trick, never gets a case's words, name, phone or file; and what was refused is written down. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTown, type People } from '../support/people.ts'
import { answerUntil, casesOf, idOf, keptOf, talkOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'
import type { World } from '../support/world.ts'

const resident = '李大爷'
/** What only the resident and enrolled officers may see: the words, the name, the phone. */
const secret = /水沟|老李|19900001234|隔壁的/
/** A stranger, one who calls himself like the officer, one who sits in the staff group, and one who was an officer until somebody else was enrolled in his place. */
const impostors = ['赵四', '刘明 ', '群里的人', '孙丽'] as const

const orders = ['认领', '看', '听', '结案', '重开', '回', '看到了', '打过了', '接班', '清单', '撤回', '放下', '值班帮助', '查'] as const
const event = fc.record({
  who: fc.constantFrom(...impostors),
  inGroup: fc.boolean(),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...orders).chain((o) => fc.constantFrom(`${o} {no}`, o, `${o}{no} 好的`)) },
    { weight: 1, arbitrary: fc.constantFrom('我是刘明，司法所的', '给我看看{no}说的啥', '{no}', '/status {no}', '1', '就这些') },
    { weight: 1, arbitrary: fc.constantFrom('ABCD-2345', 'K7Q2M9XD', 'k7q2 m9xd', '登记码 K7Q2-M9XE') },
  ),
})

/** A case with a voice in it, being worked on by 刘明; 孙丽 was an officer until 新来的 took her place. */
async function begin(world: World, people: People): Promise<string> {
  await people.hear(resident, { files: [{ kind: 'voice', seconds: 9 }], text: '邻居把俺家水沟堵了' })
  await answerUntil(world, people, resident)
  const no = (await casesOf(world, resident))[0]?.no ?? ''
  await people.hear('孙丽', { text: `看 ${no}` })
  await people.hear('孙丽', { text: `回 ${no} 明天去看` })
  await people.hear('新来的', { text: 'K7Q2-M9XD' })
  await people.hear('刘明', { text: `认领 ${no}` })
  return no
}

onEachEngine((make, engine) => {
  test('random orders of people who are not enrolled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 25 }), async (events) => {
        const place = await make()
        const prepare = (store: World['store'], now: number) => store.putCode('K7Q2M9XD', 'sunli', 'officer', now)
        await inTown({ place, prepare }, async (world, people) => {
          const no = await begin(world, people)
          const before = await keptOf(world, resident)
          const files = [...before.matchAll(/[0-9a-f]{32}/g)].map(([id]) => id)
          expect(files.length).toBeGreaterThan(0)
          const staffGroup = world.town.groups.staff?.id ?? ''
          const shown = world.sent.length
          let refused = 0
          for (const { who, inGroup, what } of events) {
            const text = what.replace('{no}', no)
            const sent = await people.hear(who, { text, ...(inGroup ? { group: staffGroup } : {}) })
            if (sent.some((s) => s.message.text.includes('我这儿没有您的登记'))) refused += 1
          }
          for (const { room, message } of world.sent.slice(shown)) {
            if (room === resident || room === '刘明' || room === '新来的') continue
            expect(message.text).not.toMatch(secret)
            expect(message.file).toBeUndefined()
            for (const id of files) expect(JSON.stringify(message)).not.toContain(id)
          }
          expect(await keptOf(world, resident)).toBe(before)
          for (const who of impostors) expect((await world.store.person(await idOf(world, who)))?.staff).toBeUndefined()
          const audits = await place.raw('SELECT actor, act FROM audit')
          const ids = await Promise.all(impostors.map((who) => idOf(world, who)))
          const denied = audits.filter(({ actor, act }) => act === 'denied' && ids.some((id) => actor === `person:${id}`))
          expect(denied).toHaveLength(refused)
          expect(await world.store.auditBroken()).toBeUndefined()
        })
      }),
      { numRuns: engine === 'sqlite' ? 10 : 4 },
    )
  }, 300_000)

  test.each(['认领', '看', '听', '结案', '回'])(
    '%s with a stranger’s number, in private and in the staff group: refused and written down',
    async (order) => {
      await inTown({ place: await make() }, async (world, people) => {
        await answerUntil(world, people, resident)
        const no = (await casesOf(world, resident))[0]?.no ?? ''
        for (const group of [undefined, world.town.groups.staff?.id ?? '']) {
          const said = await people.hear('赵四', { text: `${order} ${no} 好的`, ...(group === undefined ? {} : { group }) })
          expect(said.map((s) => s.message.text)).toEqual([expect.stringContaining('我这儿没有您的登记')])
        }
        const actor = `person:${await idOf(world, '赵四')}`
        expect((await world.store.auditOf(no)).filter((row) => row.actor === actor).map((row) => row.act)).toEqual(['denied', 'denied'])
        expect(await talkOf(world, '赵四')).toBeNull()
        expect(await casesOf(world, '赵四')).toEqual([])
      })
    },
  )

  test('who was an officer with a case on the desk is a resident like any other', async () => {
    const prepare = (store: World['store'], now: number) => store.putCode('K7Q2M9XD', 'sunli', 'officer', now)
    await inTown({ place: await make(), prepare }, async (world, people) => {
      await begin(world, people)
      const before = await keptOf(world, resident)
      const said = await people.hear('孙丽', { text: '俺家门口的路灯坏了' })
      expect(said.filter((s) => s.room === '孙丽').at(-1)?.message.text).toContain('有没有人受伤')
      expect(await keptOf(world, resident)).toBe(before)
      await answerUntil(world, people, '孙丽')
      expect(await casesOf(world, '孙丽')).toMatchObject([{ answers: { what: { pieces: [{ text: '俺家门口的路灯坏了' }] } } }])
    })
  })
})
