/** The town's own wording: what is right is used, what is wrong is refused with file, key and reason. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTownWords } from '../../src/bot/town-words.ts'
import { WordsRefused } from '../../src/flows/own-words.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cunkou-words-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
/** Why it was refused. */
function why(): string {
  try {
    readTownWords(folder)
    return 'taken'
  } catch (error) {
    expect(error).toBeInstanceOf(WordsRefused)
    return (error as Error).message
  }
}

test('no folder, an empty folder and an empty file are right; what is right is used', () => {
  expect(why()).toBe('taken')
  write('page.en.yaml', '# nothing yet\n')
  write('page.zh-CN.yaml', 'back:\n  later: 试得太多了，歇一歇再试，或者打{phone}问。\n')
  expect(why()).toBe('taken')
  expect(readTownWords(folder)['zh-CN'].one('page.back.later', { phone: '110' })).toContain('歇一歇')
  rmSync(folder, { recursive: true })
  expect(why()).toBe('taken')
})

test.each([
  ['page.zh-CN.yaml', 'noSuch: 好', 'noSuch: there is no such key'],
  ['page.zh-CN.yaml', 'back: 好', 'back: there is no such key'],
  ['page.zh-CN.yaml', 'back:\n  later: 试得太多了。', 'back.later: it must hold {phone} like the original, and holds no {value}'],
  ['page.zh-CN.yaml', 'noFile: 没有{file}。', 'noFile: it must hold no {value} like the original, and holds {file}'],
  ['page.zh-CN.yaml', 'noFile: 没有,真没有。', 'noFile: its signs are half-width'],
  ['page.zh-CN.yaml', `noFile: ${'没'.repeat(61)}`, 'noFile: a message has 61 signs, 60 are the most'],
  ['page.en.yaml', `noFile: ${'no '.repeat(61)}`, 'noFile: a message has 182 signs, 160 are the most'],
  ['page.zh-CN.yaml', 'noFile: ""', 'noFile: it is empty'],
  ['page.zh-CN.yaml', 'noFile:', 'noFile: it must be a text'],
  ['page.zh-CN.yaml', 'noFile: [好]', 'noFile: it must be a text'],
  ['page.zh-CN.yaml', '- 好', 'it must hold keys and texts'],
  ['page.zh-CN.yaml', 'a: "', 'page.zh-CN.yaml: '],
  ['pages.zh-CN.yaml', 'noFile: 好', 'the program has no words called pages'],
  ['page.zh.yaml', 'noFile: 好', 'its name must be like report-dispute.zh-CN.yaml'],
  ['readme.txt', '好', 'its name must be like'],
])('%s with %j is refused', (file, text, reason) => {
  write(file, text)
  expect(why()).toContain(join(folder, file))
  expect(why()).toContain(reason)
})

test('everything that is wrong is told at once, a line each', () => {
  write('page.zh-CN.yaml', 'noSuch: 好\nnoFile: ""\n')
  mkdirSync(join(folder, 'old'))
  expect(why().split('\n')).toHaveLength(3)
})
