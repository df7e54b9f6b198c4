/** Somebody who is not free to speak, or no longer: at every question, in the first sentence, after the number; and until when. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'

const beaten = `
    李大娘：我男人又打我了
    村口：先顾自己安全，…
    村口：给值班的刘明发了消息，还没看到。
    村口：现在方便说吗？…`
/** What the staff hear of it, for scripts in which they speak. */
const alarmed = `
    村口→刘明：急！{编号:李大娘}，…
    村口→杜海燕：有1件要您本人看，编号{编号:李大娘}。…`
const no = `
    李大娘：不方便
    村口：好的。`
const yes = `
    李大娘：方便
    村口：这事在哪个村？…`
const warned = `
    村口→刘明：{编号:李大娘}本人说这会儿不方便：别打电话，回话别提这事。`

test('a voice message of somebody who is not free is kept, and no line of ours betrays it', () =>
  play(`${beaten}${alarmed}${no}${warned}
    李大娘：[语音 9秒]
    村口：好的。
    杜海燕：看 {编号:李大娘}
    村口：…
    村口：本人说这会儿不方便：…
    村口：出的事：…
    村口：后来又说：语音9秒
    村口：直接打字…
  `))

test('closed, nobody asks her how it went; what comes after it stays quiet, danger too', () =>
  play(
    `${beaten}${alarmed}${no}${warned}
    杜海燕：结案 {编号:李大娘} 去看过了
    村口：{编号:李大娘}：结案了。本人说过不方便，没去问。
    （李大娘没有话）
    （过1分钟）
    李大娘：他又打我了
    村口：好的。${alarmed}${warned}
    李大娘：他在院里
    村口：好的。
  `,
    {},
    async ({ store }) => {
      const cases = await store.casesOf((await store.personOf('web', 'page', '李大娘')) ?? 0)
      expect(cases.map((c) => [c.state, c.urgent, c.answers['safe']])).toEqual([
        ['unfinished', true, 'no'],
        ['closed', true, 'no'],
      ])
    },
  ))

test.each(['他回来了，别发了', '不方便了', '别回了', '别打电话', '别给我发消息', '他看我手机', 'do not call me'])(
  'no longer free, at the question where: %s',
  (said) =>
    play(`${beaten}${alarmed}${yes}
    李大娘：${said}
    村口：好的。${warned}
    李大娘：白菜多少钱一斤
    村口：好的。
    （过5分钟）
    （李大娘没有话）
    刘明：看到了
    村口：{编号:李大娘}：您看到了，本人不方便，没去说。…
    （李大娘没有话）
  `),
)

test.each(['不要打电话', '不方便'])('at the question for a phone: %s is no way of leaving it out', (said) =>
  play(`${beaten}${alarmed}${yes}
    李大娘：柳树湾
    村口：留个电话…
    李大娘：${said}
    村口：好的。${warned}
    杜海燕：看 {编号:李大娘}
    村口：…
    村口：本人说这会儿不方便：别打电话，…
    村口：出的事：“我男人又打我了”
    村口：哪个村：柳树湾
    村口：后来又说：“${said}”
    村口：直接打字…
  `),
)

test('after the number; who has looked at the case hears of it', () =>
  play(`${beaten}${alarmed}${yes}
    李大娘：柳树湾
    村口：留个电话…
    李大娘：跳过
    村口：登记好了，编号{编号}…
    村口：您这事急，…
    杜海燕：看 {编号}
    村口：…
    村口：…
    村口：…
    村口：…
    李大娘：别回了
    村口：好的。${warned}
    村口→杜海燕：{编号:李大娘}本人说这会儿不方便：…
    刘明：看到了
    村口：{编号:李大娘}：您看到了，本人不方便，没去说。…
    （李大娘没有话）
  `))

test.each(['我男人前年打过我，现在要离婚', '前年我男人打过我，现在要分家产'])('told calmly, with no case yet: %s', (told) =>
  play(`
    李大娘：${told}
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大娘：他回来了，别发了
    村口：好的。
    村口→杜海燕：有1件要您本人看，编号{编号:李大娘}。…
    村口→杜海燕：{编号:李大娘}本人说这会儿不方便：…
    （值班群没有话）
  `),
)

test.each(['我说话不方便 他天天打我', '他又动手了，别打电话给我，他会看手机', 'Do not call me, he checks my phone'])(
  'in the first sentence: %s',
  (said) =>
    play(`
    李大娘：${said}
    村口：好的。
    村口→刘明：急！{编号:李大娘}，…
    村口→刘明：{编号:李大娘}本人说这会儿不方便：…
    村口→杜海燕：有1件要您本人看，…
    （值班群没有话）
    刘明：看到了
    村口：{编号:李大娘}：您看到了，本人不方便，没去说。…
    （李大娘没有话）
    杜海燕：看 {编号:李大娘}
    村口：…
    村口：本人说这会儿不方便：别打电话，…
    村口：出的事：…
    村口：直接打字…
  `),
)

test('asked whether she is free, 没有电话 is no complaint that nobody called', () =>
  play(`${beaten}${alarmed}
    李大娘：没有电话
    村口：方便就回1，…
    （刘明没有话）
  `))

test.each(['别回了', '他回来了，别发了', '不方便了'])('in a matter of another kind %s is heard as ever', (said) =>
  play(
    `
    李大爷：村里路灯坏了
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：${said}
    村口：…
    `,
    {},
    async ({ sent }) => expect(sent.filter((s) => s.message.text === '好的。')).toEqual([]),
  ),
)

test.each(['现在方便了', '方便', '[按 方便]'])('her own %s sets her free: the talk goes on, and staff hear of it', (said) =>
  play(`${beaten}${alarmed}${no}${warned}
    （过3小时）
    （李大娘没有话）
    李大娘：${said}
    村口：这事在哪个村？…
    村口→刘明：{编号:李大娘}本人说现在方便了。
    李大娘：柳树湾
    村口：留个电话…
  `),
)

test('nothing else does: she is safe, another matter, a question, a button of old', () =>
  play(`${beaten}${no}
    蔡慧：看到了
    村口：…
    李大娘：我安全了
    村口：好的。
    （蔡慧没有话）
    李大娘：查
    村口：好的。
    李大娘：村里路灯坏了
    村口：好的。
    李大娘：[按 不方便]
    村口：好的。
  `))

test('a day after the last word of danger a new report is one, with a number of its own', () =>
  play(
    `${beaten}${no}
    （过20小时）
    李大娘：他又打我了
    村口：好的。
    （过20小时）
    李大娘：邻居家狗咬了俺家鸡
    村口：好的。
    （过4小时）
    李大娘：邻居家狗咬了俺家鸡
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大娘：没有
    村口：这事在哪个村？…
    李大娘：柳树湾
    村口：怎么称呼您？…
    李大娘：跳过
    村口：留个电话…
    李大娘：跳过
    村口：我说一遍您听：…
    李大娘：1
    村口：登记好了，编号{编号:李大娘}，…
    村口：…
    村口：您也能去法院…
    村口：再说几句，…
    村口：这事更像…
  `,
    {},
    async ({ store }) => expect(await store.casesOf((await store.personOf('web', 'page', '李大娘')) ?? 0)).toHaveLength(2),
  ))
