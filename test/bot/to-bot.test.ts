/** With a case open, what an officer says to the bot never goes to the resident; an answer always does. */
import { expect, test } from 'vitest'
import { isNoAnswer } from '../../src/bot/staff/desk-words.ts'
import { readOrder } from '../../src/bot/staff/orders.ts'
import { readSpoken, toBot } from '../../src/bot/staff/to-bot.ts'
import { readFacts } from '../../src/town/yaml.ts'

const { held, answers } = readFacts<{ readonly held: Readonly<Record<string, readonly string[]>>; readonly answers: readonly string[] }>(
  new URL('./desk-words.yaml', import.meta.url),
)

/** What the desk makes of a line with a case open: an order, a question to the bot, no answer, or an answer. */
function meant(text: string): string {
  const order = readOrder(text) ?? readSpoken(text)
  if (order !== undefined) return [order.name, order.no, order.amiss].filter((part) => part !== undefined).join(' ')
  return toBot(text) ?? (isNoAnswer(text) ? 'held' : 'answer')
}

test.each(Object.entries(held).flatMap(([what, texts]) => texts.map((text) => [text, what])))('%s: %s', (text, what) => {
  expect(meant(text)).toBe(what)
})

test.each(answers)('%s goes to the resident', (text) => {
  expect(meant(text)).toBe('answer')
})

test('forty of each', () => {
  expect([Object.values(held).flat().length, answers.length].every((count) => count >= 40)).toBe(true)
})
