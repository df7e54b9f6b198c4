/** What people say beside, before and in pieces goes where it belongs: two phones in a line, early answers, voices, another matter. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'
import { casesOf } from '../support/report.ts'

const begun = `
    李大娘：邻居把俺家门口的水沟堵了
    村口：我记下了。…
    村口：现在有没有人受伤…`
const asked = `${begun}
    李大娘：没有
    村口：这事在哪个村？…
    李大娘：柳树湾
    村口：怎么称呼您？…
    李大娘：李大娘
    村口：留个电话好找您。…`
const numbered = `${asked}
    李大娘：19900000216
    村口：我说一遍您听：柳树湾，…
    李大娘：对
    村口：登记好了，编号{编号}，记一下。
    村口：周四…
    村口：您也能…
    村口：再说几句，…
    村口：什么时候的事？…`

test('their phone and mine in one line: mine is kept', () =>
  play(`${asked}
    李大娘：他的是19900000555，俺的是19900000216
    村口：我说一遍您听：柳树湾，您说“邻居把俺家门口的水沟堵了…”，没人受伤，电话尾号0216。…
  `))

test.each(['没找过', '没找', '没有找过谁'])('%s says whom they have been to, not that nobody came', (said) =>
  play(
    `${numbered}
    李大娘：上个月
    村口：跟谁的事？…
    李大娘：邻居
    村口：您想要个啥结果？…
    李大娘：把沟通开
    村口：以前找过谁没有？…
    李大娘：${said}
    村口：是您自己的事，…
    李大娘：我自己的
    村口：能不能去跟对方谈？…
    `,
    {},
    async (world) => {
      expect((await casesOf(world, '李大娘'))[0]?.answers['tried']).toEqual({ pieces: [{ text: said }] })
    },
  ),
)

test('that nobody has called is heard at the same question', () =>
  play(`${numbered}
    李大娘：上个月
    村口：跟谁的事？…
    李大娘：邻居
    村口：您想要个啥结果？…
    李大娘：把沟通开
    村口：以前找过谁没有？…
    李大娘：怎么还没人找我
    村口：{编号}：登记好了，等人接手。
    村口：说好周四…
    村口：您这话记进去了，…
  `))
