/** Short words to an alarm that is out. */
import { expect, test } from 'vitest'
import { readToAlarm, type ToAlarm } from '../../src/town/meaning/to-alarm.ts'

const said: Readonly<Record<ToAlarm, string>> = {
  calls:
    '还在砍 他又来了 又打起来了 快点 快点啊 赶紧的 快来人 救命 还没走 他还在门口 他们又回来了 顶不住了 要出人命了 还在流血 hurry he-is-back',
  asks: '来了没有 来了吗 咋还不来 怎么还没人来 到哪了 啥时候能到 还没人来 没人接电话 打不通 人呢 有人来吗 怎么没人管 多久能到',
  police: '打过110了 打了110 报警了 报过警了 警察来了 110来了 已经打过120了 救护车到了 民警都到了',
  gone: '人走了 他走了 他们都走了 人跑了 走了 那人已经走了',
  calm: '没事了 没啥事了 现在没事了 和好了 我们和好了 都不打了 消停了 劝开了 不用来了 没事了，都和好了',
}

test.each(Object.entries(said).flatMap(([means, words]) => words.split(' ').map((w) => [w.replaceAll('-', ' '), means])))(
  '%s: %s',
  (words, means) => expect(readToAlarm(words)?.means).toBe(means),
)

test.each([
  '柳树湾',
  '19900001234',
  '不留',
  '不方便',
  '没有',
  '谢谢',
  '他姓赵，开面包车的',
  '不是没事了',
  '没事了，可他说明天还要来打我',
  '俺娘不行了',
  '我在小卖部',
  '',
])('%s is none, or lowers nothing', (words) => expect(['gone', 'calm', 'police']).not.toContain(readToAlarm(words)?.means))

test.each(['柳树湾', '19900001234', '不留', '他姓赵，开面包车的', '我在小卖部', '还有一件事是地界', ''])(
  '%s is no word to an alarm',
  (words) => expect(readToAlarm(words)).toBeUndefined(),
)
