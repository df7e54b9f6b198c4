/** Danger at any time: the right words first, then the alarm, then the truth about it at each step; and what never comes to a group. */
import { expect, test } from 'vitest'
import { onlyLikely } from '../support/likely.ts'
import { play } from '../support/play.ts'

test('violence in the first word: the words, the alarm, then only place and phone', () =>
  play(`
    李大爷：他拿刀砍人了
    村口：离远点，马上打110，有人伤了打120。我是机器人，替您报不了警。
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
    村口→刘明：急！{编号:李大爷}，村子没说准。请马上看。…
    村口→值班群：【急】{编号:李大爷} …，没说完，能在聊天里回
    李大爷：柳树湾
    村口：留个电话好找您。…
    村口→值班群：【急】{编号:李大爷} …·柳树湾，没说完，…
    李大爷：19900001234
    村口：登记好了，编号{编号}，记一下。
    村口：值班的刘明已经收到您这事，号码0000-5550110。
    村口→值班群：【急】{编号} …·柳树湾，新来的，…
    刘明：看到了
    村口：{编号}：您看到了，已经告诉本人。…
    村口→李大爷：刘明看到了，这就给您打。
    李大爷：他还在门口
    村口：记到{编号}里了，刘明看得到。有危险先打110。
    刘明：打过了
    村口：{编号}：记下了，您打过电话了。
  `))

test('a hoe in his hands is W4', () =>
  play(`
    李大爷：他拿锄头出来了
    村口：…马上打110，有人伤了打120。我是机器人，替您报不了警。
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
  `))

test('in the middle of a report, and again after the number', () =>
  play(`
    李大爷：隔壁占了我家地
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：他又来了，拿刀砍人了
    村口：离远点，马上打110，…
    村口：给值班的刘明发了消息，还没看到。
    村口：这事在哪个村？…
    李大爷：柳树湾
    村口：留个电话好找您。…
    李大爷：跳过
    村口：登记好了，…
    村口：值班的刘明已经收到您这事，…
    李大爷：他们打起来了，快来人
    村口：人要紧，先躲开，马上打110，…
    村口：给值班的刘明发了消息，还没看到。
  `))

test('unseen after three minutes the deputy, after five the leader; the person is told the truth', () =>
  play(`
    李大爷：他拿刀砍人了
    村口：离远点，…
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
    村口→刘明：急！…
    （过2分钟）
    （没有话）
    （过1分钟）
    村口→李大爷：值班的还没回，我叫了孙丽。您也可以直接打0000-5550110。
    村口→孙丽：急！{编号:李大爷}值班的没回，转到您这儿。…
    （过2分钟）
    村口→李大爷：值班的还没回，您直接打0000-5550110。
    村口→沈卫东：急！{编号:李大爷}值班的没回，转到您这儿。…
    沈卫东：看到了
    村口：{编号:李大爷}：您看到了，已经告诉本人。…
    村口→李大爷：沈卫东看到了，就在这儿回您。…
    （过10分钟）
    （没有话）
  `))

test('not wanting to live: no card in any group, only the officers named', () =>
  play(`
    李大爷：我不想活了
    村口：您说的我听见了，我很担心您。…12356…
    村口：给值班的刘明发了消息，还没看到。
    村口：这事在哪个村？…
    村口→蔡慧：有1件要您本人看，编号{编号:李大爷}。…
    村口→孙丽：有1件要您本人看，…
    村口→刘明：急！{编号:李大爷}，…
    （值班群没有话）
    郭涛：看 {编号:李大爷}
    村口：没有{编号:李大爷}这件。
    郭涛@值班群：认领 {编号:李大爷}
    村口：没有{编号:李大爷}这件。
    蔡慧：看 {编号:李大爷}
    村口：…
    村口：出的事：“我不想活了”
    村口：直接打字就是给本人回话；…
  `))

test('beaten at home and not free to speak: from then on nothing that betrays', () =>
  play(`
    李大娘：我男人又打我了
    村口：先顾自己安全，能走就走，打110。…12110。
    村口：给值班的刘明发了消息，还没看到。
    村口：现在方便说吗？ 1方便 2不方便…
    （值班群没有话）
    李大娘：2
    村口：好的。
    李大娘：他在院里
    村口：好的。
    李大娘：白菜多少钱一斤
    村口：好的。
    （值班群没有话）
  `))

test('“不方便” in words', () =>
  play(`
    李大娘：我男人又打我了
    村口：先顾自己安全，…
    村口：给值班的刘明发了消息，还没看到。
    村口：现在方便说吗？…
    李大娘：不方便
    村口：好的。
  `))

test('what is only likely is asked at once', () =>
  play(`
    李大爷：${onlyLikely()}
    村口：现在有没有人受伤、要动手？ 1有 2没有
    李大爷：没有
    村口：我记下了。…
    村口：这事在哪个村？…
  `))

test('asked and answered with yes it is one alarm', () =>
  play(`
    李大爷：${onlyLikely()}
    村口：现在有没有人受伤、要动手？…
    李大爷：有
    村口：人要紧，先躲开，马上打110，…
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
    村口→刘明：急！…
  `))

test('quoted, past and idiomatic words bring no alarm', () =>
  play(`
    李大爷：打110有用吗
    村口：…
    村口：现在有没有人受伤…
    李大爷：没打起来，就是打官司的事，气死我了
    村口：这事在哪个村？…
    （刘明没有话）
  `))

test('in a group the line that saves lives, and the duty is told in private', () =>
  play(
    `
    李大爷@柳树湾群：@村口 他拿刀砍人了
    村口：有危险马上打110、120。有事私下跟我说。
    村口→刘明：急！{编号:李大爷}，柳树湾。请马上看。…
    （李大爷没有话）
    王二婶@柳树湾群：他拿刀砍人了
    （没有话）
    `,
  ))

test('a phone said in the group is repeated nowhere', () =>
  play(
    `
    李大爷@柳树湾群：@村口 我要反映一件事，我电话19900001234
    村口：有事咱私下说，不在群里讲。…
    王二婶@柳树湾群：@村口 我也要反映
    （没有话）
    （过5分钟）
    王二婶@柳树湾群：@村口 我也要反映
    村口：有事咱私下说，…
    王二婶@柳树湾群：村口那条路坏了
    （没有话）
    `,
    {},
    async ({ sent }) => expect(JSON.stringify(sent)).not.toContain('19900001234'),
  ))

test('after danger in a group the private talk goes on from it: the village and what was said are known', () =>
  play(
    `
    李大爷@柳树湾群：@村口 他拿刀砍人了
    村口：有危险马上打110、120。有事私下跟我说。
    村口→刘明：急！{编号:李大爷}，柳树湾。请马上看。…
    村口→值班群：【急】{编号:李大爷} …·柳树湾，没说完，…
    李大爷：在吗
    村口：我在，您接着说。{编号:李大爷}这事刘明看得到，有危险先打110。
    村口：我记下了。您说的只给办事的人看，…
    村口：留个电话好找您。…
    李大爷：19900001234
    村口：登记好了，编号{编号:李大爷}，记一下。
    村口：值班的刘明已经收到您这事，…
    村口→值班群：【急】{编号:李大爷} …·柳树湾，新来的，…
    李大爷：在吗
    村口：我在，您接着说。…
    李大爷：他走了
    村口：记到{编号:李大爷}里了，…
    `,
    {},
    async ({ store }) => {
      const person = await store.personOf('web', 'page', '李大爷')
      const cases = await store.casesOf(person ?? 0)
      expect(cases).toMatchObject([
        { state: 'new', answers: { what: { pieces: [{ text: '他拿刀砍人了' }] }, village: { village: '柳树湾' } } },
      ])
    },
  ))

test('danger in a group in the middle of a private talk joins that talk; its open question stays', () =>
  play(`
    李大爷：隔壁占了我家地
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷@柳树湾群：@村口 他拿刀砍人了
    村口→柳树湾群：有危险马上打110、120。…
    村口→刘明：急！{编号:李大爷}，柳树湾。…
    李大爷：在吗
    村口：我在，您接着说。…
    村口：留个电话好找您。…
    李大爷：不留
    村口：登记好了，编号{编号:李大爷}，…
    村口：值班的刘明…
  `))

test('beaten at home, said in the group: in private first whether it is safe to talk', () =>
  play(`
    李大娘@柳树湾群：@村口 我男人又打我了
    村口：有危险马上打110、120。…
    李大娘：在吗
    村口：我在，您接着说。…
    村口：现在方便说吗？…
    李大娘：不方便
    村口：好的。
    （值班群没有话）
  `))

test('an alarm raised after the duty changed hands is no matter of the hand-over', () =>
  play(
    `
    李大爷：他拿刀砍人了
    村口：离远点，…
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
    村口→值班群：【急】…
    （过1分钟）
    （值班群没有话）
    `,
    { start: '2026-11-23T18:30' },
  ))
