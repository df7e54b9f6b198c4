/** What people say to the three questions about consent and whose matter it is, and to 补充还是另一件. */
import { describe, expect, test } from 'vitest'
import { readName } from '../../src/town/meaning/name.ts'
import { readMayCall, readMayName, readWhichMatter, readWhose } from '../../src/town/meaning/own-words.ts'
import { readHurt } from '../../src/town/meaning/yes-no.ts'

const words = (line: string): readonly string[] => line.split(' | ')
const table = (read: (text: string) => unknown, rows: Readonly<Record<string, string>>): void => {
  for (const [means, line] of Object.entries(rows))
    test.each(words(line))(`%s -> ${means}`, (text) => expect(read(text) ?? 'nothing').toBe(means))
}

describe('whose matter', () =>
  table(readWhose, {
    own: '俺自己 | 自己的 | 我自己 | 俺自个的 | 自家的 | 俺家的 | 我的 | 本人的事 | 就是我的事 | 是俺自己的事 | 大伙的 | 俺村的事 | 我和我妈的 | 我自己的事，也是我妈的事 | mine | my own | myself',
    other:
      '替俺娘 | 帮邻居问的 | 我妈的事 | 俺爹的 | 替俺爹说的 | 给我婆婆问 | 代我儿子 | 别人的 | 帮人家问的 | 不是我的，是我哥的 | 俺家老头子的 | 邻居家的 | 我闺女的事 | for my mother | my neighbour’s | for someone else',
    nothing: '是 | 对 | 不是 | 香蕉 | 不知道',
  }))

describe('may we talk to them', () =>
  table(readMayCall, {
    yes: '谈吧 | 你们去谈吧 | 找他谈谈吧 | 去找他说说 | 你们去问问他 | 没事，去吧 | 去吧 | go ahead',
    no: '先别 | 别去 | 千万别 | 怕他报复 | 我想想 | 先别去 | 不敢去 | 不让他知道 | please don’t',
    nothing: '你们看着办 | 随便 | 都行 | 你们定 | 他来找我谈过 | 可以，但别说是我',
  }))

describe('may your name be said', () =>
  table(readMayName, {
    yes: '不怕 | 不怕他 | 敢 | 说就说 | 就说是我 | 说是我反映的',
    no: '别说 | 最好别 | 不说 | 匿名 | 匿名吧 | 怕 | 我怕 | keep it secret',
    nothing: '无所谓 | 你们看着办 | 随便',
  }))

describe('which matter', () =>
  table(readWhichMatter, {
    other: '另外一件 | 另一个事 | 还有一件事 | 再说一件 | 新的事 | 两码事 | 不是一件事 | another one',
    same: '补充 | 补充的 | 加上 | 还是那事 | 同一件事 | 就是刚才那事',
    nothing: '路灯又坏了 | 还有村口那个垃圾桶也满了',
  }))

describe('whether anybody is hurt, in one sign', () =>
  table(readHurt, { yes: '有 | 伤 | 血 | 打', no: '没 | 无 | 不 | 没有', nothing: '嗯 | 好 | 哦 | ？' }))

describe('what is no name', () =>
  table(readName, {
    nothing: '对 | 是 | 好 | 行 | 1 | ２ | 嗯 | 先别 | 暂时别 | 水太脏 | 墙倒了 | 地被占了 | 在 | 他家盖房',
    秀英: '秀英',
    李: '李',
    skip: '没有',
  }))
