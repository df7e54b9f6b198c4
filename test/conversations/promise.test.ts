/** What a receipt promises: the day of the first word, and that staff are reminded of it. */
import { test } from 'vitest'
import { play } from '../support/play.ts'

const upToTheNumber = `
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
    村口：登记好了，编号{编号}，记一下。`

test('the town says within how many work days the first word comes', async () => {
  await play(`${upToTheNumber}\n村口：周四11月26日下班前，…\n村口：…\n村口：…\n村口：…`)
  await play(`${upToTheNumber}\n村口：周二11月24日下班前，…\n村口：…\n村口：…\n村口：…`, { contactDays: 1 })
})
