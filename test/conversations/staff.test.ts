/** The staff's side: claiming, reading, listening, answering with undo, closing, alarms, the duty; and who may not. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'

/** 李大爷 has registered, the questions after the number are over, the card is in the group. */
const registered = `
    李大爷：村里路灯坏了
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：柳树湾
    村口：怎么称呼您？…
    李大爷：老李
    村口：留个电话好找您。…
    李大爷：19900001234
    村口：我说一遍您听：…
    李大爷：1
    村口：登记好了，编号{编号}，记一下。
    村口：周四…
    村口：您也能去法院…
    村口：再说几句，…
    村口：什么时候的事？…
    村口→值班群：{编号} 像是…·柳树湾，新来的，能在聊天里回`
const over = `${registered}
    李大爷：[按 就这些]
    村口：好，都记下了。…`

const claimed = `${over}
    刘明@值班群：认领 {编号}
    村口→值班群：{编号} 像是…·柳树湾，刘明在办，能在聊天里回
    村口→刘明：{编号} 像是…
    村口→刘明：出的事：“村里路灯坏了”
    村口→刘明：有没有人受伤：没有
    村口→刘明：哪个村：柳树湾
    村口→刘明：称呼：老李
    村口→刘明：电话：199…1234
    村口→刘明：直接打字就是给本人回话；…`

test('the first claim wins, the other is told who has it', () =>
  play(
    `${claimed}
    孙丽@值班群：认领{编号}
    村口：{编号}，刘明已接。
    李大爷：查
    村口：{编号}：司法所刘明接手了，正在办。
    村口：司法所11月23日14:00打开看过。
    `,
    {},
    async ({ store }) => {
      const [one] = await store.openCases(1)
      expect((await store.auditOf(one?.no ?? '')).map((r) => `${r.actor} ${r.act}`)).toEqual(['liuming claimed', 'liuming read'])
      expect(await store.auditBroken()).toBeUndefined()
    },
  ))

test('an answer goes to the resident after ten seconds, and can be taken back until then', () =>
  play(`${claimed}
    刘明：周四上午去看
    村口→刘明：{编号}：10秒后发给本人。要收回，回“撤回”。
    村口→值班群：{编号}…刘明回过话，…
    （过5秒）
    刘明：撤回
    村口→刘明：{编号}：收回了，没发出去。
    村口→值班群：{编号}…刘明在办，…
    （过10秒）
    （李大爷没有话）
    刘明：周五上午去看
    村口→刘明：{编号}：10秒后发给本人。…
    村口→值班群：{编号}…刘明回过话，…
    （过10秒）
    村口→李大爷：司法所刘明给您回话：“周五上午去看”。…
    刘明：撤回
    村口：{编号}：已经发出去了，收不回。
    李大爷：查
    村口：{编号}：司法所刘明回过您1次话，还在办。
    村口：司法所…打开看过。
  `))

test('an answer typed in the group is passed on, but held where it gives somebody away', () =>
  play(`${claimed}
    孙丽@值班群：回 {编号} 他电话是19900001234，你打
    村口：{编号}这句里有电话、证件号或者名字，没发出去。请私下给我。
    孙丽@值班群：回 {编号} 老李，明天去
    村口：{编号}这句里有电话、证件号或者名字，没发出去。…
    孙丽@值班群：明天去看看
    孙丽@值班群：回 {编号} 电工明天上午去
    村口：{编号}：10秒后发给本人。…
    村口：{编号}…刘明回过话，…
    （过10秒）
    村口→李大爷：综治办孙丽给您回话：“电工明天上午去”。…
  `))

test('closing asks the resident, and nobody may talk them out of it', () =>
  play(
    `${claimed}
    刘明：结案 {编号} 修好了
    村口→刘明：{编号}：结案了，正在问本人咋样。
    村口→值班群：{编号}…办完了，…
    村口→李大爷：司法所说这事办好了。您看呢？ 1办好了 2没办好 3还不好说
    李大爷：1
    村口：满意吗？ 1满意 2一般 3不满意…
    李大爷：[按 不满意]
    村口：记下了，谢谢您。谁也不能叫您改。
    李大爷：查
    村口：{编号}：办完了。不对您就直说。
    村口：司法所…打开看过。
    刘明：结案 {编号}
    村口：{编号}早就结了。
    `,
    {},
    async ({ store }) => {
      const person = await store.personOf('web', 'page', '李大爷')
      const [one] = await store.casesOf(person ?? 0)
      expect(one).toMatchObject({ state: 'closed', answers: { settled: 'yes', pleased: 'bad' } })
    },
  ))

test('how it went can be said in words', () =>
  play(`${claimed}
    刘明：结案
    村口→刘明：{编号}：结案了，…
    村口→值班群：{编号}…办完了，…
    村口→李大爷：司法所说这事办好了。…
    李大爷：没办好
    村口：记下了，…
  `))

test('a case closed while the resident is still asked the questions that may be left out: W13 takes their place', () =>
  play(
    `${registered}
    刘明：结案 {编号} 修好了
    村口→刘明：{编号}：结案了，正在问本人咋样。
    村口→值班群：{编号} 像是…·柳树湾，办完了，…
    村口→李大爷：司法所说这事办好了。您看呢？ 1办好了 2没办好 3还不好说
    李大爷：1
    村口：满意吗？ 1满意 2一般 3不满意…
    李大爷：1
    村口：记下了，谢谢您。…
    `,
    {},
    async ({ store }) => {
      const person = await store.personOf('web', 'page', '李大爷')
      expect((await store.casesOf(person ?? 0))[0]?.answers).toMatchObject({ settled: 'yes', pleased: 'good' })
    },
  ))

test('a case closed while the resident tells of another matter: that talk is not disturbed', () =>
  play(
    `${over}
    李大爷：水泵也坏了没人修
    村口：这话是补充，还是另一件事？…
    李大爷：另一件事
    村口：我记下了。…
    村口：现在有没有人受伤…
    刘明：结案 {编号:李大爷} 修好了
    村口→刘明：{编号}：结案了，…
    村口→值班群：{编号}…办完了，…
    村口→李大爷：司法所说这事办好了。…
    李大爷：没有
    村口：这事在哪个村？…
    `,
  ))

test('between closing and the answer the other words still work', () =>
  play(`${claimed}
    刘明：结案
    村口→刘明：{编号}：结案了，…
    村口→值班群：{编号}…办完了，…
    村口→李大爷：司法所说这事办好了。…
    李大爷：查
    村口：{编号}：办完了。…
    村口：司法所…打开看过。
    村口：司法所说这事办好了。…
  `))

test('a voice message is played to enrolled staff in private and is then heard', () =>
  play(`
    李大娘：[语音 12秒]
    村口：语音收好了。…
    村口：我记下了。…
    村口：这事在哪个村？…
    李大娘：柳树湾
    村口：怎么称呼您？…
    李大娘：跳过
    村口：留个电话…
    李大娘：跳过
    村口：登记好了，…
    村口：周四…
    村口：您也能去法院…
    村口→值班群：{编号} 还没分类·柳树湾，新来的，有1段未听语音，能在聊天里回
    刘明@值班群：听 {编号}
    村口：这个只能私下办，您私聊我。
    刘明：听 {编号}
    村口：{编号}：语音12秒
    （过20分钟）
    （刘明没有话）
  `))

test('a voice message that nobody hears climbs', () =>
  play(`
    李大娘：[语音 12秒]
    村口：语音收好了。…
    村口：我记下了。…
    村口：这事在哪个村？…
    李大娘：柳树湾
    村口：怎么称呼您？…
    李大娘：跳过
    村口：留个电话…
    李大娘：跳过
    村口：登记好了，…
    村口：周四…
    村口：您也能去法院…
    （过9分钟）
    （刘明没有话）
    （过2分钟）
    村口→刘明：{编号}有语音10分钟没人听。回“听 {编号}”。
    （过3分钟）
    村口→孙丽：{编号}有语音10分钟没人听。…
  `))

test('a word to the staff’s group from somebody not enrolled does nothing', () =>
  play(
    `${over}
    赵四@值班群：认领 {编号}
    村口：我这儿没有您的登记，办不了。…
    赵四：看 {编号}
    村口→赵四：我这儿没有您的登记，办不了。…
    `,
    {},
    async ({ store, sent }) => {
      const [one] = await store.openCases(1)
      expect(one).toMatchObject({ state: 'new', readBy: [] })
      expect((await store.auditOf(one?.no ?? '')).map((r) => r.act)).toEqual(['denied', 'denied'])
      expect(JSON.stringify(sent.filter((s) => s.room === '赵四'))).not.toContain('路灯')
    },
  ))

test('a one-time code enrols who sends it in private, once', () =>
  play(
    `${over}
    新来的：K7Q2-M9XD
    村口：登记好了，刘明。…
    新来的@值班群：认领 {编号}
    村口：{编号}…刘明在办…
    村口→新来的：{编号}…
    村口→新来的：出的事：“村里路灯坏了”
    村口→新来的：有没有人受伤：没有
    村口→新来的：哪个村：柳树湾
    村口→新来的：称呼：老李
    村口→新来的：电话：…
    村口→新来的：直接打字就是给本人回话；…
    # 用过的码只是一句话
    王二婶：k7q2m9xd
    村口→王二婶：这个码不对，或者过期了。…
    `,
    { prepare: (store, now) => store.putCode('K7Q2M9XD', 'liuming', 'officer', now) },
    async ({ store }) => {
      const person = await store.personOf('web', 'page', '王二婶')
      expect((await store.person(person ?? 0))?.staff).toBeUndefined()
    },
  ))

test('the list, the help, and putting a case down', () =>
  play(`${claimed}
    刘明：清单
    村口：今天 待接0·在办1·到期0
    村口：{编号}…刘明在办…
    刘明：值班帮助
    村口：认领、看、听、结案…
    刘明：放下
    村口：好，这件先放下。
    刘明：看 483 216
    村口：没有483 216这件。
  `))

test('接班 takes the duty and what is unseen', () =>
  play(`
    李大爷：他拿刀砍人了
    村口：离远点，马上打110，…
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
    孙丽：接班
    村口：好，现在孙丽值班。还没看的急事：{编号:李大爷}。
    王二婶：我要找真人
    村口：好，我叫孙丽来找您，…
    村口→孙丽：…要找真人。…
  `))

test('the promised day in words, until somebody has answered', () =>
  play(`${over}
    （过2天）
    李大爷：[照片]
    村口：这话是补充，…
    李大爷：1
    村口：补到{编号}里了，…
    刘明：认领 {编号}
    村口→值班群：{编号} 像是…·柳树湾，刘明在办，明天到期，能在聊天里回
    村口→刘明：{编号} 像是…·柳树湾，刘明在办，明天到期，能在聊天里回
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：直接打字…
    （过1天）
    刘明@值班群：清单
    村口：今天 待接0·在办1·到期1
    村口：{编号} 像是…·柳树湾，刘明在办，今天到期，能在聊天里回
    （过1天）
    刘明@值班群：清单
    村口：今天 待接0·在办1·到期1
    村口：{编号} 像是…·柳树湾，刘明在办，过期了，能在聊天里回
    刘明：这就去看
    村口→刘明：{编号}：10秒后…
    村口→值班群：{编号} 像是…·柳树湾，刘明回过话，能在聊天里回
    刘明@值班群：清单
    村口：今天 待接0·在办1·到期0
    村口：{编号} 像是…·柳树湾，刘明回过话，能在聊天里回
  `))
