/** After the number: who waits hears the truth, and what was closed is opened again when it is not settled. */
import { expect, test } from 'vitest'
import { claimed, closed, registeredWith } from '../support/begun.ts'
import { inTown } from '../support/people.ts'
import { play } from '../support/play.ts'
import { answerUntil, casesOf, talkOf } from '../support/report.ts'

test('not settled: the case is open again, its holder is told, staff see it, and it can be closed and asked about anew', () =>
  play(
    `${closed}
    李大爷：2
    村口：记下了。{编号}不算完，司法所刘明接着办。
    村口→值班群：{编号}…没办好，刘明接着办，…
    村口→刘明：{编号}本人说没办好，又打开了。…
    李大爷：查
    村口：{编号}：没办好，又打开了，司法所刘明接着办。
    村口：司法所…打开看过。
    刘明@值班群：清单
    村口：今天 待接0·在办1·到期0
    村口：{编号}…没办好，刘明接着办，…
    刘明：结案 {编号} 这回真修好了
    村口→刘明：{编号}：结案了，…
    村口→值班群：{编号}…办完了，…
    村口→李大爷：司法所说这事办好了。您看呢？ 1办好了 2没办好 3还不好说
    李大爷：1
    村口：满意吗？…
    李大爷：1
    村口：记下了，谢谢您。…
    李大爷：查
    村口：{编号}：办完了。…
    村口：司法所…打开看过。
    `,
    {},
    async (world) => {
      expect((await casesOf(world, '李大爷'))[0]).toMatchObject({ state: 'closed', answers: { settled: 'yes', pleased: 'good' } })
    },
  ))

test('said by a slip: the right answer behind 说错了 is taken by its name here too', () =>
  play(
    `${closed}
    李大爷：1
    村口：满意吗？…
    李大爷：说错了，还不好说
    村口：记下了，谢谢您。…
    `,
    {},
    async (world) => {
      expect((await casesOf(world, '李大爷'))[0]?.answers['settled']).toBe('unsure')
    },
  ))

test('where nobody has it the duty is told that it is not settled, and it can be claimed', () =>
  play(
    `${registeredWith('19900001234')}
    李大爷：就这些
    村口：好，…
    孙丽@值班群：结案 {编号} 修好了
    村口：{编号}：结案了，…
    村口→值班群：{编号}…办完了，…
    村口→李大爷：综治办说这事办好了。…
    李大爷：根本没修好，还是不亮
    村口：记下了。{编号}不算完，值班的同志接着办。
    村口→值班群：{编号}…没办好，等人接，…
    村口→刘明：{编号}本人说没办好，…
    李大爷：查
    村口：{编号}：没办好，又打开了，等人接手。
    孙丽@值班群：认领 {编号}
    村口→值班群：{编号}…没办好，孙丽接着办，…
    `,
    {},
    async (world) => {
      const [one] = await casesOf(world, '李大爷')
      expect(one?.more.map((m) => m.text)).toEqual(['根本没修好，还是不亮'])
    },
  ))

test('the button opens it again too, also in the middle of another talk', () =>
  play(`${claimed}
    李大爷：水泵也坏了没人修
    村口：这话是补充，还是另一件事？…
    李大爷：另一件事
    村口：我记下了。…
    村口：现在有没有人受伤…
    刘明：结案
    村口→刘明：{编号:李大爷}：结案了，…
    村口→值班群：{编号:李大爷}…办完了，…
    村口→李大爷：司法所说这事办好了。…
    李大爷：[按 没办好]
    村口：记下了。{编号:李大爷}不算完，司法所刘明接着办。
    村口：现在有没有人受伤…
    村口→值班群：{编号:李大爷}…没办好，刘明接着办，…
    村口→刘明：{编号:李大爷}本人说没办好，…
    李大爷：[按 没办好]
    村口：这个已经答过了。
    村口：现在有没有人受伤…
    刘明：结案 {编号:李大爷}
    村口→刘明：{编号:李大爷}：结案了，…
    村口→值班群：{编号:李大爷}…办完了，…
    村口→李大爷：司法所说这事办好了。…
    李大爷：[按 办好了]
    村口：记下了，谢谢您。…
    村口：现在有没有人受伤…
  `))

const midway = `${claimed}
    李大爷：水泵也坏了没人修
    村口：这话是补充，还是另一件事？…
    李大爷：另一件事
    村口：我记下了。…
    村口：现在有没有人受伤…
    刘明：结案
    村口→刘明：{编号:李大爷}：结案了，…
    村口→值班群：{编号:李大爷}…办完了，…
    村口→李大爷：司法所说这事办好了。…`

test('a number typed after W13 answers W13, not the talk that it came into', () =>
  play(`${midway}
    李大爷：1
    村口：记下了，谢谢您。…
    村口：现在有没有人受伤…
    李大爷：2
    村口：这事在哪个村？…
  `))

test('typed before W13 was on the screen, it answers what was there', () =>
  inTown({}, async (world, people) => {
    await answerUntil(world, people, '李大爷')
    await people.hear('李大爷', { text: '水泵也坏了没人修' })
    await people.hear('李大爷', { text: '另一件事' })
    const [one] = await casesOf(world, '李大爷')
    await people.say('刘明', { text: `结案 ${one?.no}` })
    await world.idle()
    await people.say('李大爷', { text: '2' })
    await world.idle()
    expect((await casesOf(world, '李大爷'))[0]).toMatchObject({ state: 'closed', answers: { mayName: 'yes' } })
    expect((await talkOf(world, '李大爷'))?.answers).toMatchObject({ danger: 'no' })
  }))

test('hard to say leaves it closed; later words ask whether it is that one', () =>
  play(
    `${closed}
    李大爷：3
    村口：记下了，谢谢您。…
    （过1天）
    李大爷：老王家又来闹了
    村口：是办完的那件没弄好，还是另一件事？ 1{编号}没弄好 2另一件事
    李大爷：1
    村口：记下了。{编号}不算完，司法所刘明接着办。
    村口→值班群：{编号}…没办好，刘明接着办，…
    村口→刘明：{编号}本人说没办好，…
    刘明：结案
    村口→刘明：{编号}：结案了，…
    村口→值班群：{编号}…办完了，…
    村口→李大爷：司法所说这事办好了。…
    李大爷：1
    村口：满意吗？…
    李大爷：1
    村口：记下了，谢谢您。…
    （过1天）
    李大爷：不满意
    村口：是办完的那件没弄好，还是另一件事？…
    李大爷：2
    村口：我记下了。…
    村口：现在有没有人受伤…
    `,
    {},
    async (world) => {
      const [one] = await casesOf(world, '李大爷')
      expect(one?.more.map((m) => m.text)).toEqual(['老王家又来闹了'])
    },
  ))

test('who waits hears who has it, by when, and the phone; the holder is told once a day; the words are kept', () =>
  play(
    `${claimed}
    （过1天）
    李大爷：怎么还没人打电话
    村口：{编号}：司法所刘明接手了，正在办。
    村口：说好周四11月26日下班前找您。
    村口：您这话记进去了，这就催。等不及打0000-5550110。
    村口→刘明：{编号}本人在问咋还没人找。…
    李大爷：没人管
    村口：{编号}：司法所刘明接手了，正在办。
    村口：说好周四11月26日下班前找您。
    村口：您这话记进去了，…
    （刘明没有话）
    `,
    {},
    async (world) => {
      expect((await casesOf(world, '李大爷'))[0]?.more.map((m) => m.text)).toEqual(['怎么还没人打电话', '没人管'])
    },
  ))

test('at the questions that may be left out too, a day later; until then it answers them', () =>
  play(
    `${registeredWith('19900001234')}
    李大爷：都三天了
    村口：跟谁的事？…
    （过1天）
    李大爷：都等了四天了
    村口：{编号}：登记好了，等人接手。
    村口：说好周四11月26日下班前找您。
    村口：您这话记进去了，…
    村口→刘明：{编号}本人在问咋还没人找。…
    `,
    {},
    async (world) => {
      const [one] = await casesOf(world, '李大爷')
      expect(one?.answers['when']).toEqual({ pieces: [{ text: '都三天了' }] })
      expect(one?.answers['whom']).toBeUndefined()
    },
  ))
