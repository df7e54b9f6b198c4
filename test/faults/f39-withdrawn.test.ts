/** F39: somebody stops, or takes a consent back, at each question and after the number: what is kept is as privacy.md says, and nobody speaks to the other side without a yes. */
import { expect, test } from 'vitest'
import { inTown, type People } from '../support/people.ts'
import { answerUntil, casesOf, keptOf, questions, talkOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'
import type { Sent, World } from '../support/world.ts'

const who = '李大爷'
const told = (sent: readonly Sent[], whom = who): readonly string[] => sent.filter((s) => s.room === whom).map((s) => s.message.text)
/** Not all that are answered in free words: they are alike. */
const asked = questions.slice(1).filter((q) => !['whom', 'wants', 'tried'].includes(q))
const afterNumber = questions.slice(questions.indexOf('readBack') + 1)

/** Only the residents, enrolled officers and the staff group ever get a line: never the other side, never a village group. */
function nobodyElse({ sent, town }: World): void {
  const officers = town.offices.flatMap((office) => office.people.map((p) => p.name))
  const rooms = new Set([...officers, town.groups.staff?.id])
  expect(sent.filter((s) => !rooms.has(s.room) && !s.room.startsWith(who))).toEqual([])
}

async function register(world: World, people: People): Promise<string> {
  await answerUntil(world, people, who)
  return (await casesOf(world, who))[0]?.no ?? ''
}

onEachEngine((make) => {
  test('不说了 and 取消 at each question: nothing is kept before the number, after it the case is ended', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      for (const question of asked) {
        const one = who + question
        await answerUntil(world, people, one, question)
        const numbered = afterNumber.includes(question)
        const really = numbered ? '还是这事不报了' : '真不说了'
        expect(told(await people.hear(one, { text: '不说了' }), one).at(-1), question).toContain(really)
        await people.hear(one, { text: '接着说' })
        expect((await talkOf(world, one))?.table?.key).toBe(question)
        expect(told(await people.hear(one, { text: '取消' }), one).at(-1), question).toContain(really)
        const last = told(await people.hear(one, { text: numbered ? '2' : '1' }), one)
        expect(await talkOf(world, one)).toBeNull()
        expect(last[0]).toContain(numbered ? '谁也不去找对方' : '这事不报了')
        if (numbered) expect((await casesOf(world, one))[0]).toMatchObject({ state: 'withdrawn' })
        else expect(await keptOf(world, one)).toBe('[null,[]]')
        if (question === 'readBack') expect(world.sent.filter((s) => !s.room.startsWith(who))).toEqual([])
      }
      nobodyElse(world)
    })
  }, 300_000)

  test('said twice it is meant; the questions alone can be stopped', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, who, 'name')
      await people.hear(who, { text: '不说了' })
      await people.hear(who, { text: '不说了' })
      expect(await keptOf(world, who)).toBe('[null,[]]')
      await answerUntil(world, people, who, 'wants')
      await people.hear(who, { text: '不说了' })
      await people.hear(who, { text: '不说了' })
      expect(await talkOf(world, who)).toBeNull()
      expect((await casesOf(world, who))[0]?.state).toBe('new')
    })
  })

  test.each([
    ['别联系他了', 'mayCall'],
    ['别说我名字', 'mayName'],
  ])(
    '%s at each question: it stands, is not asked any more, and is no answer to anything else',
    async (words, key) => {
      const other = key === 'mayCall' ? 'mayName' : 'mayCall'
      await inTown({ place: await make() }, async (world, people) => {
        for (const question of asked) {
          const one = who + question
          await answerUntil(world, people, one, question)
          const before = await talkOf(world, one)
          expect(told(await people.hear(one, { text: words }), one)[0], question).toContain('好，记下了')
          const after = await talkOf(world, one)
          if (after !== null) {
            expect(after.answers, question).toEqual({ ...before?.answers, [key]: 'no' })
            if (question !== key) expect(after.table?.key).toBe(question)
            await answerUntil(world, people, one)
          }
          const stands = { [key]: 'no', [other]: 'yes', danger: 'no', name: '老李', phone: '19900001234' }
          expect((await casesOf(world, one))[0]?.answers, question).toMatchObject(stands)
        }
        nobodyElse(world)
      })
    },
    120_000,
  )

  test('taken back after it was given: marked, whoever has the case is told in private, and sees it when it is opened', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      const no = await register(world, people)
      const opened = told(await people.hear('刘明', { text: `认领 ${no}` }), '刘明')
      expect(opened[0]).not.toContain('别找对方')
      const sent = await people.hear(who, { text: '别找他谈了' })
      expect(told(sent)).toEqual(['好，记下了。您不点头，谁也不去找他。'])
      expect(told(sent, '刘明')).toEqual([expect.stringMatching(/本人说先别找对方。$/)])
      expect(sent.filter((s) => s.room === world.town.groups.staff?.id)).toEqual([])
      expect((await casesOf(world, who))[0]?.answers).toMatchObject({ mayCall: 'no', mayName: 'yes' })
      const again = told(await people.hear('刘明', { text: `看 ${no}` }), '刘明')
      expect(again[0]).toContain('本人没点头，先别找对方')
      expect(again).toContain('能不能找对方：先别')
      const named = await people.hear(who, { text: '也别说是我说的' })
      expect(told(named, '刘明')).toEqual([expect.stringMatching(/别提是谁反映的。$/)])
      nobodyElse(world)
    })
  })

  test('nobody has the case yet: the duty is told', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await register(world, people)
      expect(told(await people.hear(who, { text: '别联系他了' }), '刘明')).toHaveLength(1)
    })
  })

  test('who is not free to speak: it is marked, and nothing betrays', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await people.hear(who, { text: '他又打我，孩子吓哭了' })
      await people.hear(who, { text: '不方便' })
      expect(told(await people.hear(who, { text: '别联系他' }))).toEqual(['好的。'])
      expect((await casesOf(world, who))[0]?.answers['mayCall']).toBe('no')
    })
  })

  test('取消 when the talk is long over asks for the case, and ends it only then', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      const no = await register(world, people)
      await people.hear('刘明', { text: `认领 ${no}` })
      expect(told(await people.hear(who, { text: '取消' }))[0]).toContain('这事不办了？')
      expect(told(await people.hear(who, { text: '2' }))[0]).toContain('接着办')
      expect((await casesOf(world, who))[0]?.state).toBe('claimed')
      await people.hear(who, { text: '取消吧，俺跟他和好了' })
      const sent = await people.hear(who, { text: '不办了' })
      expect(told(sent)[0]).toContain('谁也不去找对方')
      expect(told(sent, '刘明')).toEqual([expect.stringContaining('本人说不办了')])
      const [one] = await casesOf(world, who)
      expect(one).toMatchObject({ state: 'withdrawn', more: [{ text: '取消吧，俺跟他和好了' }] })
      expect(told(await people.hear(who, { text: '取消' }))[0]).toContain('没有正在说的事')
    })
  })

  test('a child and a third person named: sealed in the database, in no group, and only enrolled officers get the names', async () => {
    const place = await make()
    await inTown({ place }, async (world, people) => {
      await answerUntil(world, people, who, 'danger')
      await people.hear(who, { text: '是周建国家的小孙子周小宝推倒俺家墙的，那孩子才九岁' })
      const no = await register(world, people)
      const opened = told(await people.hear('刘明', { text: `认领 ${no}` }), '刘明')
      expect(opened.join()).toContain('周小宝')
      const elsewhere = world.sent.filter((s) => s.room !== who && s.room !== '刘明')
      expect(JSON.stringify(elsewhere)).not.toMatch(/周建国|周小宝/)
      nobodyElse(world)
      const cells = await Promise.all(
        ['inbox', 'outbox', 'talk', 'case_event', 'person', 'link', 'audit'].map((table) => place.raw(`SELECT * FROM ${table}`)),
      )
      expect(JSON.stringify(cells, (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toMatch(/周建国|周小宝|水沟/)
    })
  })
})
