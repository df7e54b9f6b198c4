/** Short words to an alarm that is out. */
import { expect, test } from 'vitest'
import { readToAlarm, type ToAlarm } from '../../src/town/meaning/to-alarm.ts'

const said: Readonly<Record<ToAlarm, string>> = {
  calls:
    '还在砍 他又来了 又打起来了 快点 快点啊 赶紧的 快来人 救命 还没走 他还在门口 他们又回来了 顶不住了 要出人命了 还在流血 hurry he-is-back 人死了 死人了 他没气了 俺爹昏过去了 出人命了 孩子好像没呼吸了 找到了，在河里 找着了，人没了 他又回来了',
  asks: '来了没有 来了吗 咋还不来 怎么还没人来 到哪了 啥时候能到 还没人来 没人接电话 打不通 人呢 有人来吗 怎么没人管 多久能到 谁来啊 到底谁来 谁来管 派谁来 来的是谁 几个人来 110咋还没来 警察啥时候到',
  police:
    '打过110了 打了110 报警了 报过警了 警察来了 110来了 已经打过120了 救护车到了 民警都到了 110说马上到 警察马上就到 派出所说这就来 120在路上了 110已经出警了 警察快到了 救护车马上来 出警了',
  gone: '人走了 他走了 他们都走了 人跑了 走了 那人已经走了',
  found:
    '找着了 找到了 找到了，在他姑家 孩子回来了 孩子找到了 俺孩子找着了 找到孩子了 人找到了，没事 他自己回来了 孩子自己回家了 俺爹回来了 闺女到家了 他回来了 已经找到了，谢谢 终于找着了 在家呢',
  looks:
    '五岁 穿红衣服 五岁，穿红衣服 今年七十八岁 男孩 女孩，三岁半 戴个眼镜 叫小宝 一米七 留短发 俺娘八十二岁 他穿蓝色上衣 背着书包 短头发，红外套',
  calm: '按错了，没有 按错了 误会 是误会 刚才是闹着玩的 没事了谢谢 没事了，谢谢你们 我点错了 孩子按的 手滑按错了 开玩笑的 不小心按的 没那回事 一场误会 just-kidding 没事了 没啥事了 现在没事了 和好了 我们和好了 都不打了 消停了 劝开了 不用来了 没事了，都和好了',
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
  '没找着',
  '还没找到',
  '不是误会',
  '没跟你开玩笑',
  '不是闹着玩的，真打了',
  '找到了，在河里',
  '找着了，没气了',
  '孩子没回来',
  '警察没来',
  '警察啥时候来',
  '110打不通',
  '他们谁都来',
  '',
])('%s is none, or lowers nothing', (words) => expect(['gone', 'found', 'calm', 'police']).not.toContain(readToAlarm(words)?.means))

test.each([
  '柳树湾',
  '19900001234',
  '不留',
  '他姓赵，开面包车的',
  '我在小卖部',
  '还有一件事是地界',
  '气死我了',
  '谁占的地',
  '手机没电了',
  '',
])('%s is no word to an alarm', (words) => expect(readToAlarm(words)).toBeUndefined())
