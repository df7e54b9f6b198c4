/** Correcting in one's own words: at any question, in one sentence, when the words belong to another item, and after the number. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'
import { talkOf } from '../support/report.ts'

const begun = `
    李大爷：邻居占了我家的地
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：东芦花
    村口：怎么称呼您？…`
const asked = `${begun}
    李大爷：老李
    村口：留个电话好找您。…
    李大爷：跳过
    村口：我说一遍您听：东芦花，您说“邻居占了我家的地…”，…`
const finished = `${asked}
    李大爷：1
    村口：登记好了，编号{编号}，记一下。
    村口：周四…
    村口：您也能…
    村口：再说几句，…
    村口：这事更像…
    李大爷：就这些
    村口：好，都记下了。…`

test('说错了 with the right answer behind it takes the answer at once', () =>
  play(`${begun}
    李大爷：说错了，是西芦花
    村口：村记成西芦花了。
    村口：怎么称呼您？…
    李大爷：老李
    村口：留个电话好找您。…
    李大爷：退一步，叫王大爷
    村口：称呼记成王大爷了。
    村口：留个电话好找您。…
    李大爷：跳过
    村口：我说一遍您听：西芦花，…
  `))

test('村子不对，是…, 电话错了，是…, 我说错了，不是地，是宅基地 at any question', () =>
  play(
    `
    李大爷：邻居占了我家的地
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：我说错了，不是地，是宅基地
    村口：好，按您改的记下了。
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：电话错了，是13800001234
    村口：电话记下了，尾号1234。
    村口：这事在哪个村？…
    李大爷：东芦花
    村口：怎么称呼您？…
    李大爷：村子不对，是杨柳湾
    村口：村记成杨柳湾了。
    村口：怎么称呼您？…
    李大爷：老李
    村口：我说一遍您听：杨柳湾，…电话尾号1234。对不对？…
    李大爷：不对，是西芦花
    村口：我说一遍您听：西芦花，…
    李大爷：改成柳树湾
    村口：我说一遍您听：柳树湾，…
    `,
    {},
    async (world) => {
      expect(JSON.stringify((await talkOf(world, '李大爷'))?.answers['what'])).toContain('不是地，是宅基地')
    },
  ))

test('改, then the item by its name, then the value; or the value at once', () =>
  play(`${asked}
    李大爷：改
    村口：要改哪一条？…
    李大爷：村
    村口：这事在哪个村？…
    李大爷：杨柳湾
    村口：我说一遍您听：杨柳湾，…
    李大爷：改
    村口：要改哪一条？…
    李大爷：西芦花
    村口：我说一遍您听：西芦花，…
  `))

test('a village where what happened is told anew is asked about, and the story stays', () =>
  play(`${asked}
    李大爷：第一项不对
    村口：好，您重说一遍，出了啥事？
    李大爷：西芦花
    村口：“西芦花”说的是哪一条？ 1哪个村 2出的事
    李大爷：1
    村口：我说一遍您听：西芦花，您说“邻居占了我家的地…”，…
    李大爷：第一项不对
    村口：好，您重说一遍，出了啥事？
    李大爷：西芦花
    村口：“西芦花”说的是哪一条？…
    李大爷：是西芦花的人占了我家鱼塘
    村口：我说一遍您听：西芦花，您说“是西芦花的人占了我家鱼塘…”，…
  `))

test('1改 agrees to nothing', () =>
  play(`${asked}
    李大爷：1改
    村口：要改哪一条？…
  `))

test('after the number the same words correct the case', () =>
  play(
    `${finished}
    李大爷：村子不对，是杨柳湾
    村口：村记成杨柳湾了。
    李大爷：说错了，是西芦花
    村口：村记成西芦花了。
    李大爷：电话错了是13800001234
    村口：电话记下了，尾号1234。
    李大爷：我说错了，不是地，是宅基地
    村口：好，按您改的记下了。
    `,
    {},
    async ({ store }) => {
      const [one] = await store.openCases(1)
      expect(one?.answers).toMatchObject({ village: { village: '西芦花' }, phone: '13800001234' })
      expect(one?.more.map((m) => m.text)).toEqual(['我说错了，不是地，是宅基地'])
    },
  ))

test('另外一件, in any of its words', () =>
  play(`${finished}
    李大爷：村里路灯坏了
    村口：这话是补充，还是另一件事？…
    李大爷：另外一件
    村口：…
    村口：现在有没有人受伤…
    李大爷：取消
    村口：这事真不说了？…
    李大爷：1
    村口：好，这事不报了。…
    李大爷：还有一件事
    村口：您慢慢说，出了啥事？…
  `))
