/** F1: each update two to five times, shuffled, many at once: the same as each once and in order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arrival, Decide, Store } from '../../src/store/store.ts'
import { onEachEngine, sendAll, work } from '../support/store.ts'

/** Counts, in the talk, what it has heard: an effect that shows any message taken twice or out of order. */
const recount: Decide = ({ row, person, talk }) => {
  const heard = `${talk?.answers['heard'] ?? ''}${row.text};`
  return [
    { do: 'talk', person: person.id, talk: { flow: 'f', version: '1', begun: 'b', told: [], answers: { heard } } },
    { do: 'send', to: { person: person.id }, message: { text: heard }, class: 'reply', once: `${row.channel}:${row.ext}` },
  ]
}

const messages = fc.array(fc.record({ from: fc.constantFrom('a', 'b', 'c'), times: fc.integer({ min: 2, max: 5 }) }), {
  minLength: 1,
  maxLength: 12,
})

async function resultOf(store: Store): Promise<unknown> {
  await work(store, recount)
  await sendAll(store)
  const people = ['a', 'b', 'c'].map((ext) => store.personOf('web', 'town', ext))
  const ids = (await Promise.all(people)).filter((id) => id !== undefined)
  const lines = await Promise.all(ids.map((id) => store.feed({ person: id }, undefined, 1000)))
  const { 'inbox.repeated': repeated, ...counts } = await store.counts()
  expect(typeof repeated).toBe('number')
  return { counts, lines: lines.map((l) => l.map(({ from, message, ext }) => ({ from, message, ext }))) }
}

onEachEngine((make, engine) => {
  test('any mixture of repeats gives what the messages once and in order give', async () => {
    await fc.assert(
      fc.asyncProperty(messages, fc.infiniteStream(fc.nat()), async (given, dice) => {
        const once = given.map(
          ({ from }, i): Arrival => ({ channel: 'web', account: 'town', ext: `x${i}`, from, text: `${i}`, files: [], at: i }),
        )
        const inOrder = await (await make()).open()
        for (const one of once) await inOrder.accept([one], 1)
        const expected = await resultOf(inOrder)

        const roll = (n: number) => (dice.next().value ?? 0) % n
        const mixed = await (await make()).open()
        // Repeats come any time after the first, alone, in bunches, many at once; work goes on between them.
        const pending: Promise<unknown>[] = []
        const seen: Arrival[] = []
        for (const [i, one] of once.entries()) {
          pending.push(mixed.accept([one], 1))
          seen.push(one)
          for (let k = 1; k < (given[i]?.times ?? 2); k++)
            pending.push(
              mixed.accept(
                Array.from({ length: 1 + roll(3) }, () => seen[roll(seen.length)] as Arrival),
                1,
              ),
            )
          if (roll(3) === 0) pending.push(mixed.step(1 + roll(5), recount, 5000))
        }
        await Promise.all(pending)
        expect(await resultOf(mixed)).toEqual(expected)
      }),
      { numRuns: engine === 'sqlite' ? 15 : 4 },
    )
  }, 60_000)
})
