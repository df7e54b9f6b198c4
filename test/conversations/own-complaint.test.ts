/** Complaints in people's own words: not done after all, nobody has called, you cheat; and the question who told. */
import { test } from 'vitest'
import { closed, registeredWith } from '../support/begun.ts'
import { play } from '../support/play.ts'

const waits = registeredWith('19900001234').replace(/\n.*值班群.*$/u, '')
const over = `${waits}
    李大爷：就这些
    村口：好，…`

test.each(['没人来看过，你们就结了？', '刘明根本没来', '根本没来人', '没人来看过', '其实没办好', '不对 没弄好', '你们就结了？'])(
  'asked how it went: “%s” is not done',
  (words) =>
    play(`${closed}
    李大爷：${words}
    村口：记下了。{编号:李大爷}不算完，司法所刘明接着办。
    村口→值班群：{编号:李大爷}…没办好，刘明接着办，…
    村口→刘明：{编号:李大爷}本人说没办好，又打开了。…
  `),
)

test.each(['其实没办好', '不对 没弄好', '{编号:李大爷}没办好', '没人来看过'])(
  'long after: “%s” asks whether it is the one that was closed',
  (words) =>
    play(`${closed}
    李大爷：1
    村口：满意吗？…
    李大爷：1
    村口：记下了，谢谢您。…
    李大爷：${words}
    村口：是办完的那件没弄好，还是另一件事？…
    李大爷：1
    村口：记下了。{编号:李大爷}不算完，…
    村口→值班群：{编号:李大爷}…没办好，刘明接着办，…
    村口→刘明：{编号:李大爷}本人说没办好，又打开了。…
  `),
)

test.each(['等三天了一个电话都没有', '刘明没打电话来', '刘明没给我打电话', '刘明咋没来', '电话打不通', '你们骗人'])(
  'nobody has called: “%s” hears the truth and urges',
  (words) =>
    play(`${over}
    李大爷：${words}
    村口：{编号:李大爷}：登记好了，等人接手。
    村口：说好周四11月26日下班前找您。
    村口：您这话记进去了，这就催。…
  `),
)

test('“你们骗人” with no case is doubt', () =>
  play(`
    李大爷：你们骗人
    村口：我们不要钱，…
  `))

test.each(['没找过', '没有电话'])('“%s” while a question lies open is its answer', (words) =>
  play(`${waits}
    李大爷：上个月
    村口：跟谁的事？…
    李大爷：${words}
    村口：您想要个啥结果？…
  `),
)

test.each([
  '哪个王八蛋举报的我',
  '谁说俺堵沟了',
  '李大娘报的吧',
  '是不是有人反映俺家了',
  '我要见告我的人',
  '400 734是谁报的',
  '{编号:李大爷}是谁报的',
  '我媳妇说啥了',
])('who told: “%s” has one answer', (words) =>
  play(`${over}
    李大爷：${words}
    村口：谁说的、说没说，我都不能讲，换了您也一样。您有话，也可以跟我说。
  `),
)
