/** What people say, read: numbers, yes and no, whether somebody is hurt. */
import { describe, expect, test } from 'vitest'
import { readNumber } from '../../src/town/meaning/number.ts'
import { readPhone } from '../../src/town/meaning/phone.ts'
import { readHurt, readYesNo } from '../../src/town/meaning/yes-no.ts'

const all = <T>(read: (text: string) => T, table: Readonly<Record<string, readonly string[]>>, value: (key: string) => T): void => {
  for (const [key, texts] of Object.entries(table))
    test.each(texts)(`%s -> ${key}`, (text) => {
      expect(read(text)).toBe(value(key))
    })
}

describe('which of three', () => {
  all(
    (text) => readNumber(text, 3),
    {
      1: [
        '1',
        '１',
        '一',
        '①',
        '❶',
        '1️⃣',
        '1。',
        '1、',
        '(1)',
        '头一个',
        '第一',
        '第1个',
        '选1',
        '我选1吧',
        '1 邻里',
        '1对',
        '嗯，1',
        'the first one',
        '1号',
        '倒数第三个',
      ],
      2: ['2', '二', '②', '第二个', '选2', '就第二个', '2没办好', '第二个，石桥沟', 'option 2', 'two please', '中间那个'],
      3: ['3', '三', '③', '第三个', '最后一个', '最后那个', '3号', 'last one', '最下面那个'],
    },
    Number,
  )
  test.each([
    '',
    '0',
    '4',
    '9',
    '12',
    '3天',
    '三天',
    '3个人',
    '3家',
    '1号楼',
    '3.5',
    '1/2',
    '-1',
    '1和2',
    '1或者2',
    '1 2',
    '一直打我',
    '一家人',
    '都不是',
    '不是第一个',
    '第三个孩子受伤了',
    '11月3号',
    '两个都是',
    '3 天前',
    'constructor',
  ])('%s is none', (text) => {
    expect(readNumber(text, 3)).toBeUndefined()
  })
  test('of two the upper is 1 and the lower 2', () => {
    expect([readNumber('上面那个', 2), readNumber('下面那个', 2), readNumber('1', 0)]).toEqual([1, 2, undefined])
  })
})

const orNothing = (key: string): string | undefined => (key === 'undefined' ? undefined : key)

describe('yes or no', () => {
  all<string | undefined>(
    readYesNo,
    {
      yes: [
        '是',
        '是的',
        '对',
        '对对对',
        '中',
        '行',
        '可以',
        '嗯',
        '没错',
        '不错',
        '没问题',
        '可不是',
        '好的，谢谢',
        '我同意',
        '愿意',
        '能来',
        '行，你打吧',
        'yes',
        'OK',
        'Yes, please',
      ],
      no: [
        '不',
        '不是',
        '没有',
        '不行',
        '不中',
        '先别',
        '不用打电话',
        '俺不同意',
        '不对，是西芦花',
        '嗯，没有',
        '来不了',
        '别告诉他',
        'no',
        'no thanks',
        "don't",
      ],
      undefined: [
        '',
        '不知道',
        '不好说',
        '是不是',
        '行吗',
        '对？',
        '对方打我',
        '好几个人',
        '会计打我',
        '要不你们来',
        '不想活了',
        '不是不同意',
        '对，但是电话错了',
        '他昨天又来我家门口骂了一个多钟头我实在受不了',
      ],
    },
    orNothing,
  )
})

describe('hurt', () => {
  all<string | undefined>(
    readHurt,
    {
      no: [
        '没有',
        '没事',
        '都好好的',
        '没人受伤',
        '没受伤，就是吵了几句',
        '没动手',
        '伤倒是没有',
        '好着呢',
        '就是吵吵',
        '目前没有',
        '没人要动手',
        'nobody is hurt',
        '打了110，没人受伤',
        '没有没有',
      ],
      yes: [
        '有',
        '有人受伤了',
        '头破了',
        '没有，但是他要拿刀',
        '没啥大事，就是擦破点皮',
        '腿断了',
        '不严重',
        '没事就打我',
        '别人打我',
        'yes, my son is hurt',
        '受了点轻伤',
      ],
      undefined: ['', '不知道', '有没有人受伤？', '好的', '嗯', '邻居把墙垒过来了'],
    },
    orNothing,
  )
})

test('ten digits are no landline whose area code has four', () => {
  expect(readPhone('0483216３３①')).toBeUndefined()
  expect(readPhone('010-66778899')).toBe('010-66778899')
  expect(readPhone('02188776655')).toBe('021-88776655')
})
