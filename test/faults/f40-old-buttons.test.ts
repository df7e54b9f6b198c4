/** F40: every button ever shown, pressed at every later state of the talk and the case: nothing changes, and a kind line says why. */
import { expect, test } from 'vitest'
import { inTown, type People } from '../support/people.ts'
import { answerUntil, casesOf, talkOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'
import { words } from '../support/words.ts'
import type { World } from '../support/world.ts'

const who = '李大爷'
const kind = ['stale', 'staleAnswered', 'staleOver'].map((key) => words().one(`common.${key}`))

/** Through every question, aside and state of a case; 刘明 acts on it, and half an hour passes. */
const way: readonly (string | { readonly 刘明: string } | { readonly minutes: number })[] = [
  '邻居把俺家水沟堵了',
  '修改',
  '有没有人受伤',
  '没有',
  '芦花',
  '东芦花',
  '取消',
  '等会儿再说',
  '接着说',
  { minutes: 31 },
  '等会儿再说',
  '老李',
  '跳过',
  '2',
  '电话',
  '跳过',
  '对',
  '取消',
  '接着说',
  '返回',
  '昨天',
  '跳过',
  '跳过',
  '跳过',
  '我自己的',
  '能',
  '能',
  '水把粮食也泡了',
  '1',
  '取消',
  '接着办',
  { 刘明: '认领 {no}' },
  { 刘明: '明天去看' },
  { 刘明: '结案 {no}' },
  '1',
  '1',
  '村里路灯坏了',
  '取消',
  '1',
]

interface Button {
  readonly label: string
  readonly press: string
}

/** The oldest button with each name of each question. */
function makeCollection() {
  const all = new Map<string, Button>()
  return {
    add: (world: World): void => {
      for (const { room, message } of world.sent)
        if (room === who)
          for (const { label, press } of message.choices ?? []) {
            const name = `${message.text} ${label}`
            if (!all.has(name)) all.set(name, { label, press })
          }
    },
    old: (nonce: string | undefined): readonly Button[] => [...all.values()].filter(({ press }) => !press.startsWith(`${nonce}:`)),
  }
}

/** All of the person's talk and cases but what lies on the table. */
async function standing(world: World): Promise<string> {
  const talk = await talkOf(world, who)
  return JSON.stringify([talk === null ? null : { ...talk, table: talk.table?.key }, await casesOf(world, who)])
}

/** More at once would be too fast. */
const atOnce = 25

async function pressAll(world: World, people: People, buttons: readonly Button[], state: string): Promise<void> {
  for (let i = 0; i < buttons.length; i += atOnce) {
    await world.move(60_000)
    people.look()
    const some = buttons.slice(i, i + atOnce)
    for (const { label, press } of some) await people.say(who, { text: label, press })
    await world.idle()
    const said = people.look()
    expect(said.filter((s) => s.room !== who).map((s) => s.message.text)).toEqual([])
    expect(said.filter((s) => kind.includes(s.message.text)).length, state).toBe(some.length)
  }
}

onEachEngine((make) => {
  test('all along the way from the first word to after the end', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      const collection = makeCollection()
      for (const [i, step] of way.entries()) {
        const no = (await casesOf(world, who))[0]?.no ?? ''
        if (typeof step === 'string') await people.hear(who, { text: step })
        else if ('minutes' in step) await world.move(step.minutes * 60_000)
        else await people.hear('刘明', { text: step.刘明.replace('{no}', no) })
        await world.move(60_000)
        collection.add(world)
        people.look()
        const state = `after ${i}: ${JSON.stringify(step)}`
        const before = await standing(world)
        await pressAll(world, people, collection.old((await talkOf(world, who))?.table?.nonce), state)
        expect(await standing(world), state).toBe(before)
      }
      const [done] = await casesOf(world, who)
      expect(done).toMatchObject({ state: 'closed', answers: { settled: 'yes', pleased: 'good', mayCall: 'yes', name: '老李' } })
      expect(await casesOf(world, who)).toHaveLength(1)
    })
  }, 300_000)

  test('a case that is over: a new one is offered', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      const shown = await answerUntil(world, people, who)
      const [button] = shown.flatMap((s) => s.message.choices ?? [])
      const pressing = { text: button?.label ?? '', press: button?.press ?? '' }
      const no = (await casesOf(world, who))[0]?.no ?? ''
      expect((await people.hear(who, pressing)).map((s) => s.message.text)).toEqual([words().one('common.stale')])
      await people.hear('刘明', { text: `结案 ${no}` })
      await people.hear(who, { text: '1' })
      await people.hear(who, { text: '1' })
      expect((await people.hear(who, pressing)).map((s) => s.message.text)).toEqual([words().one('common.staleOver')])
      expect(await talkOf(world, who)).toBeNull()
    })
  })

  test('how it went, pressed while another matter is told: it is taken, and the talk goes on', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, who)
      const no = (await casesOf(world, who))[0]?.no ?? ''
      await people.hear(who, { text: '村里路灯坏了' })
      await people.hear(who, { text: '另一件事' })
      const closing = await people.hear('刘明', { text: `结案 ${no}` })
      const button = closing.flatMap((s) => s.message.choices ?? []).find((c) => c.label === '没办好')
      const said = await people.hear(who, { text: '没办好', press: button?.press ?? '' })
      expect(said.filter((s) => s.room === who).map((s) => s.message.text)).toEqual([
        expect.stringContaining('记下了'),
        expect.stringContaining('有没有人受伤'),
      ])
      expect((await casesOf(world, who)).find((c) => c.no === no)?.answers['settled']).toBe('no')
      expect((await talkOf(world, who))?.answers['danger']).toBeUndefined()
      expect((await people.hear(who, { text: '没办好', press: button?.press ?? '' }))[0]?.message.text).toBe(
        words().one('common.staleAnswered'),
      )
    })
  })

  test('a press that was never shown', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await answerUntil(world, people, who, 'name')
      const before = await standing(world)
      for (const press of ['', ':', 'x', 'x:1', 'x:human', 'closed:000000:9:1', '1.1.1:1', `${'9'.repeat(150)}:2`])
        expect((await people.hear(who, { press }))[0]?.message.text, press).toBe(words().one('common.staleAnswered'))
      expect(await standing(world)).toBe(before)
    })
  })
})
