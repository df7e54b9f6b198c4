/** F38: an edited message, at any question and after the number: the confirmed words stay, the edit is kept beside, and the question stands. */

import { expect, test } from 'vitest'
import { onlyLikely } from '../support/likely.ts'
import { inTown, type People } from '../support/people.ts'
import { answers, answerUntil, casesOf, keptOf, questions, talkOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'
import type { World } from '../support/world.ts'

const who = '李大爷'
const noted = '您改的话我记在旁边了，原来的也留着。'
/** Words, and what would be an answer or a command if it were said anew. */
const edits = ['是西边那条沟', '1', '取消', '19900005678']

const textsTo = (sent: readonly { room: string; message: { text: string } }[]): readonly string[] =>
  sent.filter((s) => s.room === who).map((s) => s.message.text)

/** Every answer but the story, which an edit joins. */
const given = async (world: World, whose: string): Promise<Record<string, unknown>> => {
  const { what: _, ...rest } = (await casesOf(world, whose))[0]?.answers ?? {}
  return rest
}

async function editAll(people: People): Promise<void> {
  for (const text of edits) expect(textsTo(await people.hear(who, { text, edit: true })), text).toEqual([noted])
}

onEachEngine((make) => {
  test('at each question: told, kept, and the question stands', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, '不改的')
      for (const question of questions.slice(1)) {
        await answerUntil(world, people, who, question)
        const before = await talkOf(world, who)
        await editAll(people)
        await world.move(60_000)
        const after = await talkOf(world, who)
        expect({ ...after, answers: { ...after?.answers, what: null } }, question).toEqual({
          ...before,
          answers: { ...before?.answers, what: null },
        })
      }
      await answerUntil(world, people, who)
      expect(await given(world, who)).toEqual(await given(world, '不改的'))
      const [one] = await casesOf(world, who)
      const story = one?.answers['what'] as { pieces: { text: string; edit?: boolean }[] }
      expect(story.pieces[0]).toEqual({ text: answers['what'] })
      const beside = [...story.pieces, ...(one?.more ?? [])].filter((p) => p.edit === true).map((p) => p.text)
      expect(beside).toEqual(questions.slice(1).flatMap(() => edits))
    })
  }, 300_000)

  test('after the number, and when the case is over: kept beside, nothing is asked, and staff see what it was changed to', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, who)
      await editAll(people)
      const [one] = await casesOf(world, who)
      const read = await people.hear('刘明', { text: `看 ${one?.no}` })
      const lines = read.filter((s) => s.room === '刘明').map((s) => s.message.text)
      expect(lines).toContain(`出的事：“${answers['what']}”`)
      for (const text of edits) expect(lines).toContain(`后来改成：“${text}”`)
      await people.hear('刘明', { text: `结案 ${one?.no}` })
      await people.hear(who, { text: '3' })
      expect(textsTo(await people.hear(who, { text: '是东边那条沟', edit: true }))).toEqual([noted])
      expect(await talkOf(world, who)).toBeNull()
      const cases = await casesOf(world, who)
      expect(cases).toHaveLength(1)
      expect(cases[0]).toMatchObject({ state: 'closed', answers: { what: { pieces: [{ text: answers['what'] }] } } })
      expect(cases[0]?.more.map((m) => m.text)).toEqual([...edits, '是东边那条沟'])
    })
  })

  test('where nothing was told yet an edit is the first word', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await people.hear(who, { text: '在吗' })
      const sent = textsTo(await people.hear(who, { text: answers['what'] ?? '', edit: true }))
      expect(sent.at(-1)).toContain('有没有人受伤')
      expect(await keptOf(world, who)).toContain(answers['what'])
    })
  })

  test('danger in an edit is heard: sure or only likely', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, who, 'name')
      const likely = textsTo(await people.hear(who, { text: onlyLikely(), edit: true }))
      expect(likely.at(-1)).toContain('现在有没有人受伤')
      await people.hear(who, { text: '没有' })
      const sure = await people.hear(who, { text: '他拿刀砍人了', edit: true })
      expect(textsTo(sure)[0]).toContain('110')
      expect(sure.some((s) => s.room === '刘明' && s.message.alarm !== undefined)).toBe(true)
    })
  })

  test('who is not free to speak gets nothing that betrays', async () => {
    await inTown({ place: await make() }, async (_, people) => {
      await people.hear(who, { text: '他又打我，孩子吓哭了' })
      await people.hear(who, { text: '不方便' })
      expect(textsTo(await people.hear(who, { text: '在西屋', edit: true }))).toEqual(['好的。'])
    })
  })
})
