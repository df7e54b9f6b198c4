/** Whatever a resident sends, in any order, while staff work and time passes: nothing throws, everything gets an answer, and no piece is lost. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { clean } from '../../src/store/text.ts'
import { readCommand } from '../../src/town/meaning/command.ts'
import { isCourtesy } from '../../src/town/meaning/courtesy.ts'
import { readForbidden } from '../../src/town/meaning/forbidden.ts'
import { isGreeting } from '../../src/town/meaning/greeting.ts'
import { readYesNo } from '../../src/town/meaning/yes-no.ts'
import { inTown, type People, type Saying } from '../support/people.ts'
import { answers, casesOf, keptOf, talkOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'
import { words } from '../support/words.ts'
import type { World } from '../support/world.ts'

const who = '李大爷'
const tables = [
  'commands-independent',
  'kinds-own',
  'names-independent',
  'numbers-independent',
  'phones-independent',
  'danger-own',
  'yes-no-independent',
]
const said = tables.map((name) =>
  (parse(readFileSync(new URL(`../town/tables/${name}.yaml`, import.meta.url), 'utf8')) as { say: string }[]).map((row) => row.say),
)

type Event =
  | { readonly is: 'text'; readonly text: string; readonly early: boolean; readonly edit: boolean }
  /** Words that mean nothing to anyone and come only once. */
  | { readonly is: 'mark'; readonly early: boolean }
  | { readonly is: 'file'; readonly kind: 'voice' | 'photo'; readonly text: string }
  /** The n-th newest button that was shown. */
  | { readonly is: 'press'; readonly back: number }
  /** What fits the question that is open. */
  | { readonly is: 'answer' }
  | { readonly is: 'staff'; readonly order: string }
  | { readonly is: 'wait'; readonly minutes: number }

const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0)
const text = fc.oneof(
  ...said.map((list) => ({ weight: 3, arbitrary: fc.constantFrom(...list) })),
  {
    weight: 6,
    arbitrary: fc.constantFrom('1', '2', '3', '取消', '返回', '修改', '跳过', '就这些', '别找他谈了', '别说我名字', '不说了', '继续', '查'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ is: fc.constant('text' as const), text, early: rarely, edit: rarely }) },
  { weight: 8, arbitrary: fc.constant({ is: 'answer' as const }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant('mark' as const), early: rarely }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('file' as const),
      kind: fc.constantFrom('voice' as const, 'photo' as const),
      text: fc.constantFrom('', '看这个'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ is: fc.constant('press' as const), back: fc.nat(8) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('staff' as const),
      order: fc.constantFrom('认领 {no}', '回 {no} 明天去看', '结案 {no}', '看到了', '听 {no}'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('wait' as const), minutes: fc.constantFrom(31, 24 * 60) }) },
)

/** What the person is told when their own word has let something go. */
const letGo = [words().one('common.cancelled'), words().one('report-dispute.what.anew')]

function sayingOf(one: Event, n: number, world: World, key: string | undefined): Saying | undefined {
  if (one.is === 'text') return { text: one.text, early: one.early, edit: one.edit }
  if (one.is === 'mark') return { text: `第${n}回丢了咸菜缸`, early: one.early }
  if (one.is === 'file') return { text: one.text, files: [{ kind: one.kind }] }
  if (one.is === 'answer') return { text: answers[key ?? 'what'] ?? '1' }
  if (one.is !== 'press') return undefined
  const button = world.sent
    .filter((s) => s.room === who)
    .flatMap((s) => s.message.choices ?? [])
    .at(-1 - one.back)
  return button === undefined ? undefined : { text: button.label, press: button.press }
}

/** The person's answers and what lies on the table, without what only counts misses. */
async function standing(world: World): Promise<string> {
  const talk = await talkOf(world, who)
  return JSON.stringify([talk?.answers, talk?.no, talk?.table?.key, await casesOf(world, who)])
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
/** Such words steer the talk, answer or say nothing; a single sign is an answer or was not understood. */
const steers = (text: string): boolean =>
  !/\p{L}{2}/u.test(text) ||
  readYesNo(text) !== undefined ||
  readCommand(text) !== undefined ||
  isCourtesy(text) ||
  isGreeting(text) ||
  readForbidden(text).length > 0

async function live(world: World, people: People, events: readonly Event[]): Promise<void> {
  let marks: string[] = []
  for (const [n, one] of events.entries()) {
    const no = (await casesOf(world, who))[0]?.no ?? '483216'
    await world.move(3000)
    if (one.is === 'wait') await world.move(one.minutes * 60_000)
    if (one.is === 'staff') await people.hear('刘明', { text: one.order.replace('{no}', no) })
    people.look()
    const saying = sayingOf(one, n, world, (await talkOf(world, who))?.table?.key)
    if (saying === undefined) continue
    const before = await standing(world)
    const told = (await people.hear(who, saying)).filter((s) => s.room === who).map((s) => s.message.text)
    const kept = await keptOf(world, who)
    const at = `${n}: ${JSON.stringify(saying)}`
    if (saying.early !== true) expect(told.length, at).toBeGreaterThan(0)
    const words = clean(saying.text ?? '')
    const lost = told.some((text) => letGo.includes(text))
    if (saying.press === undefined && !lost && !steers(words) && !kept.includes(inJson(words)))
      expect(await standing(world), `${at} went nowhere`).not.toBe(before)
    // What is told anew takes the place of what was told; additions stay.
    const additions = JSON.stringify((await casesOf(world, who)).map((c) => c.more))
    if (lost) marks = marks.filter((mark) => additions.includes(mark))
    else if (one.is === 'mark') marks.push(words)
    for (const mark of marks) expect(kept, `${at} lost ${mark}`).toContain(mark)
  }
}

onEachEngine((make, engine) => {
  test('random sequences', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 40 }), async (events) => {
        await inTown({ place: await make() }, (world, people) => live(world, people, events))
      }),
      { numRuns: engine === 'sqlite' ? 25 : 6, endOnFailure: true },
    )
  }, 300_000)
})
