/** Who somebody is and how to reach them, read; and small words that are no story. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { isCourtesy } from '../../src/town/meaning/courtesy.ts'
import { isGreeting } from '../../src/town/meaning/greeting.ts'
import { readName } from '../../src/town/meaning/name.ts'
import { readPhone } from '../../src/town/meaning/phone.ts'
import { countSigns } from '../../src/town/meaning/text.ts'

describe('phone', () => {
  test.each([
    ['俺的电话是 138 0013 8000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['幺三八零零幺三八零零零', '13800138000'],
    ['一三八 零零一三 八零零零', '13800138000'],
    ['13800138000二楼', '13800138000'],
    ['打我儿子电话13900139000，我的是13800138000', '13900139000'],
    ['0537-8200110', '0537-8200110'],
    ['（0537）8200110', '0537-8200110'],
    ['01082001100', '010-82001100'],
    ['0000-5550110', '0000-5550110'],
    ['不留', 'skip'],
    ['电话就不留了吧', 'skip'],
    ['没有手机', 'skip'],
    ['就在这儿说吧', 'skip'],
    ["I don't have a phone", 'skip'],
  ])('%s -> %s', (text, phone) => {
    expect(readPhone(text)).toBe(phone)
  })
  test.each([
    '',
    '110',
    '1380013800',
    '138001380001',
    '12345678901',
    '5551214',
    '370826195501011234',
    '370826 19550101 123X',
    '370826550101123',
    '1380013800 一直打',
    '打村委会吧',
  ])('%s is none', (text) => {
    expect(readPhone(text)).toBeUndefined()
  })
})

describe('name', () => {
  test.each([
    ['俺姓李', '姓李'],
    ['叫我王大爷就行', '王大爷'],
    ['李秀英', '李秀英'],
    ['我叫李秀英，住柳树湾', '李秀英'],
    ['俺姓李，叫李大娘就行', '李大娘'],
    ['免贵姓王', '姓王'],
    ['我姓王名建国', '王建国'],
    ['我姓刘，刘建国', '刘建国'],
    ['李秀英 13800138000', '李秀英'],
    ['俺是柳树湾的老李', '老李'],
    ['我是李大娘的儿子', '李大娘的儿子'],
    ['买买提·艾力', '买买提·艾力'],
    ['姓名：张伟（男）', '张伟'],
    ['My name is John Smith', 'John Smith'],
    ["I'm Tom", 'Tom'],
    ['叫我老李就行', '老李'],
    ['李大娘', '李大娘'],
    ['李建国，住村东头', '李建国'],
    ['李建国 村东头的', '李建国'],
    ['李 秀英', '李秀英'],
    ['秀英', '秀英'],
    ['村东头李建国', '李建国'],
    ['老李家的', '老李家'],
    ['刘明的妈', '刘明的妈'],
    ['李家老二', '李家老二'],
    ['我是王大爷，耳朵不好使', '王大爷'],
    ['就叫大娘吧', '大娘'],
    ['大伙都喊我老五', '老五'],
    ['李建国。他昨天又来了', '李建国'],
    ['my name is john smith and he hit my dog', 'john smith'],
    ['匿名', 'skip'],
    ['名字不方便说', 'skip'],
    ['随便叫', 'skip'],
    ['不说', 'skip'],
  ])('%s -> %s', (text, name) => {
    expect(readName(text)).toBe(name)
  })
  test.each([
    '',
    '我',
    '你好',
    '在吗',
    '好的',
    '他打我',
    '昨天他又来骂我了',
    '13800138000',
    '我叫什么来着',
    '这是今早拍的照片',
    '看这个照片',
    '就是这块地',
    '🙂',
    '一二三四五六七八九十一二三',
    '隔墙那家半夜放音响唱歌',
    '水退下去露出来的湖田，俩村都说是自己的',
    '占的是东边那块',
    '老师不管',
    '东边那块地',
    '孩子在学校叫同学打了，老师不管',
    '叫狗咬的那回，他家一分没赔',
    '去年就这样',
    'he took my land',
    'the water is still there',
    'someone will get hurt, please hurry',
  ])('%s is none', (text) => {
    expect(readName(text)).toBeUndefined()
  })
})

/** Stories of the other tables: asked for a name people go on telling. Up to three signs (水费) may be anything. */
test('a sentence of story is no name', () => {
  const told = ['kinds-independent', 'kinds-own', 'danger-independent'].flatMap((name) =>
    (parse(readFileSync(new URL(`./tables/${name}.yaml`, import.meta.url), 'utf8')) as { say: string }[]).map((row) => row.say),
  )
  const sentences = told.filter((say) => countSigns(say) > 6)
  expect(sentences.length).toBeGreaterThan(300)
  const taken = sentences.filter((say) => readName(say) !== undefined)
  expect(taken.length / sentences.length, taken.join('\n')).toBeLessThan(0.02)
})

describe('small words', () => {
  test.each([
    '谢谢',
    '谢谢闺女',
    '好的，谢谢啊',
    '嗯',
    '知道了',
    '辛苦了',
    '👍',
    '🙏🙏',
    'ok thanks',
    '行，那我等电话',
    'Thank you very much!',
  ])('%s needs no answer', (text) => {
    expect(isCourtesy(text)).toBe(true)
    expect(isGreeting(text)).toBe(false)
  })
  test.each(['在吗', '你好，在吗', '有人吗？', '喂', 'Hello', 'Hi there', '俺想反映个事', '？', '村口在吗'])(
    '%s is no story yet',
    (text) => {
      expect(isGreeting(text)).toBe(true)
      expect(isCourtesy(text)).toBe(false)
    },
  )
  test.each(['', ' ', '谢谢，不过他又来了', '好人坏人', 'okra', '我想反映个事，邻居打我', '救命', '没'])('%s is neither', (text) => {
    expect([isCourtesy(text), isGreeting(text)]).toEqual([false, false])
  })
})
