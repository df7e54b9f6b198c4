/** F37: an album or many messages at once, in any order and at any time: one case, and every part is in it once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTown } from '../support/people.ts'
import { answerUntil, casesOf } from '../support/report.ts'
import { onEachEngine } from '../support/store.ts'

const texts = ['邻居把俺家水沟堵了', '门口一下雨就没法走', '找他说了三回都不听', '俺家的粮食全泡坏了', '这是今早拍的照片']
const pictures = 5

/** Which part comes next, and what passes after it: nothing, a second, or as long as it takes to be answered. */
const timings = fc.record({
  order: fc.shuffledSubarray([...texts.keys(), ...Array.from({ length: pictures }, (_, i) => texts.length + i)], {
    minLength: texts.length + pictures,
  }),
  pauses: fc.array(fc.constantFrom('none', 'second', 'answered'), { minLength: 10, maxLength: 10 }),
})

/** As a piece of what happened or as an addition; an answer that was not understood keeps the words besides. */
const times = (kept: string, part: string): number => kept.split(`"text":"${part}"`).length - 1

onEachEngine((make, engine) => {
  test('ten parts in random order and timing make one case with all of them', async () => {
    await fc.assert(
      fc.asyncProperty(timings, async ({ order, pauses }) => {
        await inTown({ place: await make() }, async (world, people) => {
          for (const [i, part] of order.entries()) {
            const text = texts[part]
            const said = text === undefined ? { files: [{ kind: 'photo' }] as const } : { text }
            await people.say('李大爷', said)
            if (pauses[i] === 'second') await world.move(1000)
            if (pauses[i] === 'answered') {
              await world.idle()
              people.look()
            }
          }
          await world.idle()
          people.look()
          await answerUntil(world, people, '李大爷')
          const cases = await casesOf(world, '李大爷')
          expect(cases).toHaveLength(1)
          expect(cases[0]?.state).toBe('new')
          const kept = JSON.stringify([cases[0]?.answers, cases[0]?.more])
          for (const text of texts) expect(times(kept, text), text).toBe(1)
          const files = new Set([...kept.matchAll(/"(?:file|id)":"([0-9a-f]{32})"/g)].map(([, id]) => id))
          expect(files.size).toBe(pictures)
        })
      }),
      { numRuns: engine === 'sqlite' ? 25 : 6 },
    )
  }, 300_000)

  test('five lines handed over in one batch are one talk, in the order they were stored', async () => {
    await inTown({ place: await make() }, async (world, people) => {
      await Promise.all(texts.map((text) => people.say('李大爷', { text })))
      await world.idle()
      people.look()
      expect(world.sent.filter((s) => s.message.text.includes('有没有人受伤'))).toHaveLength(1)
      await answerUntil(world, people, '李大爷')
      const cases = await casesOf(world, '李大爷')
      expect(cases).toHaveLength(1)
      expect(cases[0]?.answers['what']).toEqual({ pieces: texts.map((text) => ({ text })) })
    })
  })
})
