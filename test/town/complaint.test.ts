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
  '根本没来人',
  '到现在没来过人',
  'Why has nobody called me?',
  'still waiting',
  "It's been three days",
  'you said Thursday',
])('waits: %s', (text) => expect(heard(text)).toBe('waiting'))

test.each([
  '等三天了一个电话都没有',
  '等三天了，一个电话都没有',
  '一个人也没来',
  '一句话都没有',
  '电话打不通',
  '你们电话没人接',
  '没人来看过',
  '没人给我打过电话',
  '你们骗人',
  '说话不算数',
])('waits: %s', (text) => expect(heard(text)).toBe('waiting'))

test.each(['刘明没打电话来', '刘明没给我打电话', '刘明咋没来', '刘明根本没来', '司法所没人来', '司法所刘明一直没联系我', '刘明没来看过'])(
  'an officer has not come: %s',
  (text) => expect(readComplaint(text, ['司法所', '刘明'])).toEqual({ is: 'waiting', sure: true }),
)

test.each(['刘明骗人', '刘明收了老赵的钱', '老赵没打电话来', '老赵根本没来', '刘明来过了', '我找过刘明'])(
  'not of an officer who has not come: %s',
  (text) => expect(readComplaint(text, ['司法所', '刘明'])).toBeUndefined(),
)

test.each([
  '其实没办好',
  '不对 没弄好',
  '545 643没办好',
  '545643号没解决',
  '办好个屁',
  '谁说办好了',
  '啥也没办',
  '问题还在',
  '你们就结了？',
  '凭啥结案',
  '还那样',
  '修得不行',
])('not done: %s', (text) => expect(heard(text)).toBe('undone'))

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
  '不是没办好',
  '路灯修了一半',
  '账结了',
  '婚结了',
  '骗人的吧',
  '他骗人',
  '他电话打不通',
  '等你们来',
  '19900001234',
  'nobody was hurt',
  'three days ago',
])('no complaint: %s', (text) => expect(heard(text)).toBeUndefined())

test('what may as well be an answer is not sure', () => {
  for (const text of ['都三天了', '没人管', '等了四天了', '半个月了', '没找过', '没有电话', '打不通', '你们骗人'])
    expect(readComplaint(text)).toEqual({ is: 'waiting', sure: false })
  for (const text of ['怎么还没人打电话', '都三天了，怎么没人联系我']) expect(readComplaint(text)).toEqual({ is: 'waiting', sure: true })
})
