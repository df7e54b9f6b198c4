/** The square keeps what is said in a group: each line once, whole lines only, in order. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSquare } from '../../src/demo/square.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cunkou-square-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const line = (id: string, room = 'g-a', text = '话') => ({ id, room, from: 'lidaniang', text, at: 1 })

test('the same id is one line, also when sent twice at the same moment', async () => {
  const square = await openSquare(folder)
  const [first, second] = await Promise.all([square.say(line('1', 'g-a', '先')), square.say(line('1', 'g-a', '后'))])
  expect(second).toEqual(first)
  await square.say(line('1'))
  await Promise.all(['2', '3', '4'].map((id) => square.say(line(id, id === '3' ? 'g-b' : 'g-a'))))
  expect(square.after('g-a', 0).map((l) => [l.n, l.id, l.text])).toEqual([
    [1, '1', '先'],
    [2, '2', '话'],
    [4, '4', '话'],
  ])
  expect(square.after('g-a', 2).map((l) => l.id)).toEqual(['4'])
  expect(square.onDisk().map((l) => l.id)).toEqual(['1', '2', '3', '4'])
  await square.close()
})

test('a line half written by a power cut is gone, the others stay, the next is whole', async () => {
  const first = await openSquare(folder)
  await first.say(line('1', 'g-a', '第一\n行'))
  await first.close()
  appendFileSync(join(folder, 'square.jsonl'), '{"id":"2","room":"g-a","fr')
  const again = await openSquare(folder)
  expect(again.after('g-a', 0).map((l) => l.id)).toEqual(['1'])
  await again.say(line('3'))
  await again.close()
  expect(readFileSync(join(folder, 'square.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2)
  const last = await openSquare(folder)
  expect(last.after('g-a', 0).map((l) => [l.n, l.id])).toEqual([
    [1, '1'],
    [2, '3'],
  ])
  await last.close()
})
