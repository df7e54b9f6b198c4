/** What a receipt promises: the day of the first word, and that staff are reminded of it. */
import { test } from 'vitest'
import { registeredWith, upToTheNumber } from '../support/begun.ts'
import { play } from '../support/play.ts'

const numbered = upToTheNumber('19900001234')

test('the town says within how many work days the first word comes', async () => {
  await play(`${numbered}\n村口：周四11月26日下班前，…\n村口：…\n村口：…\n村口：…`)
  await play(`${numbered}\n村口：周二11月24日下班前，…\n村口：…\n村口：…\n村口：…`, { contactDays: 1 })
})

const registered = `${registeredWith('19900001234')}
    李大爷：就这些
    村口：好，…`

test('nobody has it: the duty is reminded on the day and when it has passed, each once; 查 says the truth', () =>
  play(`${registered}
    （到8:00）
    （到8:00）
    （没有话）
    （到8:01）
    （刘明没有话）
    （到7:59）
    （刘明没有话）
    （到8:01）
    村口→刘明：{编号:李大爷}说好今天下班前找本人，还没找。打过电话回“打过了 {编号:李大爷}”。
    （到18:30）
    （刘明没有话）
    李大爷：查
    村口：{编号:李大爷}：登记好了，等人接手。
    村口：说好周四11月26日找您，还没找。等不及打0000-5550110。
    （到8:01）
    村口→刘明：{编号:李大爷}说好周四11月26日找本人，过了还没找。…
    李大爷：查
    村口：{编号:李大爷}：登记好了，等人接手。
    村口：说好周四11月26日找您，还没找，已经催了。等不及打0000-5550110。
    （过7天）
    （刘明没有话）
    李大爷：说好的周四呢
    村口：{编号:李大爷}：登记好了，等人接手。
    村口：说好周四11月26日找您，还没找，已经催了。…
    村口：您这话记进去了，这就催。…
    村口→刘明：{编号:李大爷}本人在问咋还没人找。…
  `))

test('the holder is reminded, and 打过了 keeps the promise', () =>
  play(`${registered}
    孙丽@值班群：认领 {编号}
    村口→值班群：{编号}…孙丽在办，…
    村口→孙丽：{编号} 像是…
    村口→孙丽：…
    村口→孙丽：…
    村口→孙丽：…
    村口→孙丽：…
    村口→孙丽：…
    村口→孙丽：…
    （到8:00）
    （到8:00）
    （到8:01）
    （到8:01）
    村口→孙丽：{编号:李大爷}说好今天下班前找本人，…
    （刘明没有话）
    孙丽：打过了 {编号:李大爷}
    村口：{编号:李大爷}：记下了，您打过电话了。
    村口→值班群：{编号:李大爷}…孙丽在办，…来的，能在聊天里回
    （过2天）
    （孙丽没有话）
    李大爷：查
    村口：{编号:李大爷}：综治办孙丽接手了，正在办。
    村口：综治办…打开看过。
  `))

test('an answer passed on keeps it; one taken back does not', () =>
  play(`${registered}
    刘明：认领 {编号}
    村口→值班群：{编号}…刘明在办，…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：…
    村口→刘明：直接打字…
    刘明：明天上午去
    村口→刘明：{编号}：10秒后发给本人。…
    村口→值班群：{编号}…刘明回过话，…
    刘明：撤回
    村口→刘明：{编号}：收回了，…
    村口→值班群：{编号}…刘明在办，…
    （到8:00）
    （到8:00）
    （到8:01）
    （到8:01）
    村口→刘明：{编号:李大爷}说好今天下班前找本人，…
    刘明：今天下午就去
    村口→刘明：{编号:李大爷}：10秒后发给本人。…
    村口→值班群：{编号:李大爷}…刘明回过话，…
    （过2天）
    村口→李大爷：司法所刘明给您回话：“今天下午就去”。…
    （刘明没有话）
  `))
