/** Who waits, and whose matter is not settled after all, is heard; a story that only sounds like it is not. */
import { expect, test } from 'vitest'
import { readComplaint } from '../../src/town/meaning/complaint.ts'

const heard = (text: string): string | undefined => readComplaint(text)?.is

test.each([
  '怎么还没人打电话',
  '咋还没人给我打电话呢？',
  '到现在也没人联系我',
  '没人给俺回话啊',
  '说好的周四呢',
  '说好周四打电话的，人呢',
  '不是说周四下班前打给我吗',
  '还没接到电话',
  '都三天了',
  '这都等了四天了，没人管',
  '没人管',
  '我的事没人管了吗',
  '啥时候给我打电话',
  '帮我催催',
  '一点消息都没有，怎么也没人来',
  'Why has nobody called me?',
  'still waiting',
  "It's been three days",
  'you said Thursday',
])('waits: %s', (text) => expect(heard(text)).toBe('waiting'))

test.each(['没办好', '还没弄好呢', '根本没解决', '没修好，', '不满意', '还是老样子', 'not done', "I'm not happy with it"])(
  'not done: %s',
  (text) => expect(heard(text)).toBe('undone'),
)

test.each(['又来闹了', '他家又堵上了', '路灯又坏了', '他昨天又来占地了', '他反悔了', 'it happened again'])('begun again: %s', (text) =>
  expect(heard(text)).toBe('again'),
)

test.each([
  '',
  '路灯坏了没人管',
  '邻居把俺家水沟堵了',
  '三天前的事',
  '上月初三',
  '找过村长，他说没空',
  '老李',
  '没有',
  '没人受伤',
  '他说好还钱，到现在没还给俺家',
  '跟老板，他说好年底给工钱的',
  '都三天没来水了',
  '办好了',
  '还不好说',
  '谢谢，不急',
  '等你们来',
  '19900001234',
  'nobody was hurt',
  'three days ago',
])('no complaint: %s', (text) => expect(heard(text)).toBeUndefined())

test('what may as well be an answer is not sure', () => {
  for (const text of ['都三天了', '没人管', '等了四天了', '半个月了']) expect(readComplaint(text)).toEqual({ is: 'waiting', sure: false })
  for (const text of ['怎么还没人打电话', '都三天了，怎么没人联系我']) expect(readComplaint(text)).toEqual({ is: 'waiting', sure: true })
})
