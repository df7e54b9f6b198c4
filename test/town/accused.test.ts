/** Who of the town's officers is accused, and who is only named. */
import { expect, test } from 'vitest'
import { accusedIn } from '../../src/town/accused.ts'
import { namedFor } from '../../src/town/town.ts'
import { aTown } from './a-town.ts'

test.each([
  ['司法所的刘明收黑钱，不给俺办事', ['liuming']],
  ['信访办马玉兰收了俺一千块钱不办事', ['mayulan']],
  ['派出所高峰收了老赵的烟酒，偏向他', ['gaofeng']],
  ['我要投诉司法所刘明', ['liuming']],
  ['刘明收了老赵的钱，偏心他', ['liuming']],
  ['刘明，他老骂人', ['liuming']],
  ['那个刘所长跟俺要好处', ['liuming']],
  ['要举报你们信访办的马玉兰', ['mayulan']],
  ['司法所的人收礼，吃拿卡要', ['liuming', 'songxiaomei', 'hanlijun']],
  ['投诉派出所', ['gaofeng', 'duhaiyan', 'qinyong']],
  ['要投诉派出所姓高的', ['gaofeng']],
  ['信访办不给办', ['mayulan', 'hezhiqiang']],
  ['刘明和高峰都收了老赵家的钱', ['gaofeng', 'liuming']],
])('%s', (said, accused) => expect([...accusedIn(aTown, said)].sort()).toEqual([...accused].sort()))

test.each([
  '刘明给俺打过电话了',
  '刘明说老赵骂人',
  '找过司法所的刘明',
  '去派出所报案，人家说等等',
  '我去信访办投诉过老赵',
  '老赵在派出所骂人',
  '老赵收了俺的钱',
  '刘明没收钱，是老赵收了钱',
  '向刘明举报老赵',
  '老刘偏心',
  '',
])('nobody is accused: %s', (said) => expect(accusedIn(aTown, said)).toEqual([]))

test('however long, it is read at once', () => {
  for (const part of ['刘明', '收了', '投诉你们的', '刘明的他，']) expect(accusedIn(aTown, part.repeat(2000))).toBeDefined()
})

test('nobody who is accused is told: else the others named, the leader, the deputy, anybody', () => {
  const { leader = '', deputy = '', now = '' } = aTown.duty ?? {}
  const named = aTown.named.officials ?? []
  expect(namedFor(aTown, 'officials', ['mayulan'])).toEqual(['hezhiqiang', 'shenweidong'])
  const withoutNamed = { ...aTown, named: {} }
  expect(
    namedFor(
      withoutNamed,
      'officials',
      named.filter((one) => one !== leader),
    ),
  ).toEqual([leader])
  expect(namedFor(withoutNamed, 'officials', [leader])).toEqual([deputy])
  expect(namedFor(aTown, 'officials', [...named, leader, deputy, now])).toHaveLength(1)
})
