/** Who told of me: however it is asked; and sentences that only look like it. */
import { expect, test } from 'vitest'
import { readCommand } from '../../src/town/meaning/command.ts'
import { asksWhoTold } from '../../src/town/meaning/who-told.ts'

const asked = [
  '谁告的我',
  '是不是老李说的',
  '是不是隔壁告我',
  '谁举报的',
  '谁反映的我',
  '你告诉我是谁说的',
  '告诉我那人电话',
  '他报了没有',
  '是老李告的我吧',
  '是老李告的我？',
  '你说，是不是老李告的我',
  '谁跟你们说的',
  '谁给你们打的电话',
  '是谁报的警',
  '老李是不是来说过我',
  '老李来告过我没',
  '隔壁是不是找过你们',
  '有没有人告我',
  '有人举报我没',
  '反映我的是谁',
  '告我的人叫啥',
  '举报人是谁',
  '跟我说是谁',
  '那人是谁',
  '把他电话给我',
  '举报我的人电话多少',
  '老李报没报',
  '哪家告的',
  '谁把我捅出来的',
  '谁在背后告我的黑状',
  '俺想问问谁告的俺',
  '凭啥不告诉我谁告的',
  'was it Lee who told you?',
  'did he report me',
  'give me his phone number',
  'tell me who said it',
]

test.each(asked)('%s: W11', (text) => {
  expect(readCommand(text)).toEqual({ command: 'who-told', alone: true })
})

test.each([
  '谁能帮我',
  '老李说的对',
  '是老李占的地',
  '是老李说的',
  '谁来管管',
  '谁说了算',
  '谁说的都不算，得看地界',
  '老李告诉我的',
  '他报了警没人来',
  '告诉我怎么办',
  '是他打的我',
  '是隔壁占了我的地',
  '他告我欠钱',
  '老李去法院告我了',
  '隔壁告我偷他家鸡',
  '有人打我',
  '有没有人管',
  '不知道谁偷的',
  '谁家的狗咬的我',
  '那人姓李',
  '那人是我邻居',
  '我举报村长',
  '是我反映的',
  '书记说的不作数',
  '我告老李',
  '低保他报了没有通过',
  '低保报了没有',
  '是不是老李该赔我',
  '他电话没人接',
  '他的电话是13800138000',
  '打我的是谁家孩子，我不认识',
  'my neighbour told me',
  'who can help me',
])('%s: no such question', (text) => {
  expect(asksWhoTold(text)).toBe(false)
  expect(readCommand(text)?.command).not.toBe('who-told')
})

test('however long, it is read at once', () => {
  for (const part of ['说', '告诉我', '谁告的', '是不是', '跟你', '老李'])
    expect(typeof asksWhoTold(part.repeat(60 / part.length))).toBe('boolean')
})
