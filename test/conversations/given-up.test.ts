/** A message that the program cannot work: it is kept, the person is told, a person reads it, and nobody else notices. */
import { expect, test } from 'vitest'
import { webAccount } from '../../src/bot/web.ts'
import { play } from '../support/play.ts'
import type { World } from '../support/world.ts'

const faults = ['decide:throws=坏话']

const casesOf = async ({ store }: World, who: string) => store.casesOf((await store.personOf('web', webAccount, who)) ?? 0)

test('the first word: it becomes a case that the duty reads and answers, and the person goes on', () =>
  play(
    `
    李大爷：王家占我地，坏话 [语音 12秒]
    村口：您这句我没看懂，替您收着了，会有人来看。急事别等，打0000-5550110；有危险打110。
    村口→值班群：{编号:李大爷} 还没分类·村子没说准，没说完，有1段未听语音，能在聊天里回
    村口→刘明：{编号:李大爷}有句话我看不了，收着呢。请马上看，回“看 {编号:李大爷}”，再给对方回话。
    刘明：看 {编号:李大爷}
    村口：…
    村口：…：“王家占我地，坏话”
    村口：…语音12秒
    村口：直接打字就是给本人回话；听语音回“听 编号”；办完回“结案”；先不办回“放下”。
    刘明：周四上午去看
    村口：{编号:李大爷}：10秒后发给本人。要收回，回“撤回”。
    村口→值班群：{编号:李大爷} …回过话…
    （过1分钟）
    村口→李大爷：…刘明给您回话：“周四上午去看”。…
    李大爷：墙根那块地
    村口：这话是补充，还是另一件事？…
    `,
    { faults },
  ))

test('in the middle of a report: the talk stays where it was and ends in the same case', () =>
  play(
    `
    李大爷：王家占我地
    村口：…
    村口：现在有没有人受伤、要动手？…
    李大爷：没有，坏话
    村口：您这句我没看懂，…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：柳树湾
    村口：…
    李大爷：李福
    村口：…
    李大爷：跳过
    村口：我说一遍您听：柳树湾…
    李大爷：对
    村口：登记好了，编号{编号:李大爷}，记一下。
    村口：…
    村口：…
    村口：…
    村口：什么时候的事？…
    `,
    { faults },
    async (world) => {
      const [one, ...others] = await casesOf(world, '李大爷')
      expect(others).toEqual([])
      expect(one).toMatchObject({ state: 'new', more: [{ text: '没有，坏话' }], answers: { village: { village: '柳树湾' } } })
    },
  ))

test('beside an open case: the words go there, its holder is told too', () =>
  play(
    `
    李大爷：0
    村口：…
    村口→值班群：…
    宋晓梅@值班群：认领 {编号:李大爷}
    村口：…
    村口→宋晓梅：…
    村口→宋晓梅：直接打字就是给本人回话；…
    李大爷：坏话
    村口：您这句我没看懂，…
    村口→宋晓梅：{编号:李大爷}有句话我看不了，…
    `,
    { faults },
    async (world) => {
      expect(await casesOf(world, '李大爷')).toMatchObject([{ more: [{ text: '坏话' }] }])
    },
  ))

test('danger is heard all the same, and alarmed', () =>
  play(
    `
    李大爷：坏话，他拿刀要砍我
    村口：离远点，马上打110，有人伤了打120。我是机器人，替您报不了警。
    村口：给值班的刘明发了消息，还没看到。
    村口：您这句我没看懂，…
    村口→刘明：急！{编号:李大爷}，…
    （过3分钟）
    村口→李大爷：值班的还没回，…
    （刘明没有话）
    `,
    { faults },
  ))

test('from a village group: nothing is said there, staff are told', () =>
  play(
    `
    李大爷：查
    村口：您还没有登记的事。有事直接说。
    李大爷@柳树湾群：@村口 坏话
    （柳树湾群没有话）
    （李大爷没有话）
    村口→值班群：{编号:李大爷} 还没分类·柳树湾，没说完，能在聊天里回
    村口→刘明：{编号:李大爷}有句话我看不了，…
    `,
    { faults },
  ))

test('of staff, in their room or in private: that officer is told, and nobody else', () =>
  play(
    `
    刘明@值班群：认领 坏话
    村口→刘明：您这句没办成，我记下毛病了。请再发一次；急事打电话。
    （值班群没有话）
    刘明：接班，坏话
    村口→刘明：您这句没办成，…
    （值班群没有话）
    （宋晓梅没有话）
    `,
    { faults },
    async ({ store }) => expect((await store.counts())['case.opened']).toBe(0),
  ))

test('in English', () =>
  play(
    `
    Ann：/lang en
    村口：…
    Ann：坏话
    村口：I could not read that. I have kept it, and a person will look. If it cannot wait, call 0000-5550110. In danger call 110.
    `,
    { faults },
  ))
