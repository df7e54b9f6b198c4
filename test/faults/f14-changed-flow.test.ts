/** F14: the questions change in the middle of a talk: what was answered is kept and not asked again, the person is told once, and what older builds have stored is walked by this one. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { book } from '../../src/flows/book.ts'
import { carryOver, type Flow, flow } from '../../src/flows/flow.ts'
import { choice, freeWords, phone, readBack, story, village, yesNo } from '../../src/flows/questions.ts'
import { retold } from '../../src/flows/read-back.ts'
import { reportDispute } from '../../src/flows/report-dispute.ts'
import type { Talk } from '../../src/flows/talk.ts'
import type { Effect } from '../../src/store/effect.ts'
import { inTown } from '../support/people.ts'
import { answers, answerUntil, casesOf, questions, talkOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'
import { startTalking } from '../support/talking.ts'
import { words } from '../support/words.ts'
import type { Sent, World } from '../support/world.ts'

const who = '李大爷'
const changed = words().one('common.changed')
const textsOf = (sent: readonly Sent[]): readonly string[] => sent.map((s) => s.message.text)

interface Golden {
  readonly flow: string
  readonly version: string
  readonly talks: readonly { readonly next: string; readonly talk: string }[]
}
const golden = parse(readFileSync(new URL('./golden-talks.yaml', import.meta.url), 'utf8')) as readonly Golden[]

const shelf = book as Record<string, Flow>
afterEach(() => {
  shelf[reportDispute.name] = reportDispute
})

/** `safe` is new and first, `village` and `danger` have changed places, `name`, `when` and what follows are gone, `tried` has another name. */
const newer = flow('report-dispute', 'what')
  .ask('what', story())
  .ask('safe', choice(['yes', 'no']))
  .ask('village', village())
  .ask('danger', yesNo({ hurt: true }))
  .ask('phone', phone())
  .open(readBack(retold))
  .ask('wants', freeWords())
  .ask('kind', freeWords(), { was: 'tried' })
  .ask('mayCall', yesNo({ skippable: true }))
  .end()
const asks = (key: string): string => words().raw(`report-dispute.${key}.ask`)

/** The talk, and the case it belongs to, as an older build left them. */
async function lay(world: World, person: string, { flow, version }: Golden, stored: string): Promise<Talk> {
  const id = await world.store.putPerson({ channel: 'web', account: 'page', ext: person }, world.clock())
  const old = /"no":"(\d{6})"|"offered":\["(\d{6})"/.exec(stored)
  const was = old?.[1] ?? old?.[2]
  const no = await world.store.freeNumber(person)
  const talk = { flow, version, ...JSON.parse(was === undefined ? stored : stored.replaceAll(was, no)) } as Talk
  const table = talk.table === undefined ? {} : { table: { ...talk.table, once: `old:${person}` } }
  const begun: readonly Effect[] = [
    { do: 'open-case', no, person: id, reach: 'chat' },
    { do: 'happened', no, event: { is: 'reported' } },
    ...Object.entries(talk.answers).map(([key, value]): Effect => ({ do: 'happened', no, event: { is: 'answer', key, value } })),
  ]
  await world.store.apply([...(was === undefined ? [] : begun), { do: 'talk', person: id, talk: { ...talk, ...table } }], world.clock())
  return talk
}

/** The talks of a report as this build stores them, question by question, to be added to the file. */
function talksNow(): string {
  const talking = startTalking()
  const talks: { next: string; talk: string }[] = []
  for (let key = 'what'; talking.talk !== null || talks.length === 0; key = talking.talk?.table?.key ?? '') {
    talking.hear(answers[key] ?? '')
    const { flow: _, version: __, ...stored } = talking.talk ?? {}
    if (talking.talk !== null) talks.push({ next: talking.talk.table?.key ?? '', talk: JSON.stringify(stored) })
  }
  return stringify([{ flow: reportDispute.name, version: reportDispute.version, talks }], { lineWidth: 0 })
}

test('every version of a flow has its talks among the golden ones', () => {
  for (const { name, version } of Object.values(book)) {
    if (golden.some((g) => g.flow === name && g.version === version)) continue
    const talks = name === reportDispute.name ? `:\n${talksNow()}` : ''
    throw new Error(`the questions of ${name} have changed: add its talks to golden-talks.yaml and leave the older ones${talks}`)
  }
})

onEachEngine((make) => {
  test('golden talks: the next question comes, and all answers reach the end', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      for (const [i, one] of golden.entries()) {
        for (const [j, { next, talk: stored }] of one.talks.entries()) {
          const person = `${i}.${j}`
          const walked = book[one.flow] ?? reportDispute
          const before = await lay(world, person, one, stored)
          const same = one.version === walked.version
          const said = textsOf(await people.hear(person, { text: '继续' }))
          expect(said.length, `${one.flow} ${next}`).toBeGreaterThan(0)
          const talk = await talkOf(world, person)
          const kept = carryOver(walked, before.answers)
          expect(talk?.answers, next).toMatchObject(kept)
          if (same) expect(talk?.table?.key).toBe(next)
          const sent = textsOf(await answerUntil(world, people, person))
          expect(sent.filter((text) => text === changed)).toHaveLength(same ? 0 : 1)
          const { readBack: _, held, ...answered } = kept
          const [file] = await casesOf(world, person)
          expect(file?.answers, next).toMatchObject(answered)
          if (held !== undefined) expect(file?.more).toMatchObject([(held as { pieces: unknown[] }).pieces[0]])
        }
      }
    })
  }, 300_000)

  test('at each question: answers are kept, none is asked again, and it is told once', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      for (const question of questions.slice(1)) {
        const one = who + question
        shelf[reportDispute.name] = reportDispute
        await answerUntil(world, people, one, question)
        shelf[reportDispute.name] = newer
        const before = (await talkOf(world, one))?.answers ?? {}
        const first = await people.hear(one, { text: answers[question] ?? '' })
        const sent = textsOf([...first, ...(await answerUntil(world, people, one))])
        expect(
          sent.filter((text) => text === changed),
          question,
        ).toHaveLength(1)
        for (const key of Object.keys(before).filter((k) => k !== 'readBack')) expect(sent, question).not.toContain(asks(key))
        const [file] = await casesOf(world, one)
        const { what: _, readBack: __, ...answered } = before
        const asked = { safe: 'yes', danger: 'no', phone: '19900001234', mayCall: 'yes' }
        expect(file?.answers, question).toMatchObject({ ...answered, ...asked })
        expect(JSON.stringify(file), question).toContain(answers['what'])
        if (question === 'name') expect(JSON.stringify(file)).toContain('老李')
      }
    })
  }, 300_000)

  test('who only presses is told too; a button of a question that is gone is no answer', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, '在问', 'readBack')
      await answerUntil(world, people, '没了', 'whose')
      const pressOf = (room: string, label: string): string =>
        world.sent
          .filter((s) => s.room === room)
          .flatMap((s) => s.message.choices ?? [])
          .findLast((c) => c.label === label)?.press ?? ''
      shelf[reportDispute.name] = newer
      const right = textsOf(await people.hear('在问', { text: '对', press: pressOf('在问', '对') }))
      expect(right).toEqual([changed, asks('safe')])
      expect((await talkOf(world, '在问'))?.answers['safe']).toBeUndefined()
      const own = textsOf(await people.hear('没了', { text: '我自己的', press: pressOf('没了', '我自己的') }))
      expect(own).toEqual([changed, asks('safe')])
      const gone = (await talkOf(world, '没了'))?.answers
      expect(gone).toMatchObject({ kind: { pieces: [{ text: '找过村长' }] } })
      expect(gone?.['whose']).toBeUndefined()
    })
  })
})
