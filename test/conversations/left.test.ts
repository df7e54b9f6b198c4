/** A talk left half way is a report: asked after half an hour and next morning, shown to staff after a day; only the person's own word ends it. */
import { test } from 'vitest'
import { play } from '../support/play.ts'

const begun = `
    李大爷：村里路灯坏了
    村口：我记下了。…
    村口：现在有没有人受伤…
    李大爷：没有
    村口：这事在哪个村？…`

test('after half an hour: 1 registers what was said', () =>
  play(`${begun}
    （过29分钟）
    （没有话）
    （过1分钟）
    村口：刚才说到一半。… 1先登记 2不说了
    李大爷：1
    村口：登记好了，编号{编号}，记一下。
    村口：周四…就在这儿回您。…
    村口：您也能去法院…
    村口→值班群：{编号} …·村子没说准，新来的，…
  `))

test('after half an hour: 2 ends it', () =>
  play(`${begun}
    （过30分钟）
    村口：刚才说到一半。…
    李大爷：2
    村口：好，这事不报了。…
    （过1天）
    （没有话）
  `))

test('going on answers the question that was open', () =>
  play(`${begun}
    （过30分钟）
    村口：刚才说到一半。…
    李大爷：柳树湾
    村口：怎么称呼您？…
  `))

test('silence is not cancelling: next morning, and after a day a card', () =>
  play(`${begun}
    （过30分钟）
    村口：刚才说到一半。…
    （过10分钟）
    （没有话）
    （到8:00）
    村口：刚才说到一半。…
    （到13:59）
    （没有话）
    （到14:10）
    村口→值班群：没说完1件，编号{编号:李大爷}，村子没说准。回“认领 {编号:李大爷}”。
    刘明@值班群：认领 {编号:李大爷}
    村口：{编号:李大爷} …刘明在办，…
    李大爷：继续
    村口：这事在哪个村？…
    李大爷：柳树湾
    村口：怎么称呼您？…
    村口→值班群：{编号:李大爷} …·柳树湾，刘明在办，…
  `))

test('begun late in the evening: nobody is woken, the morning asks', () =>
  play(
    `${begun}
    （过30分钟）
    （没有话）
    （到8:10）
    村口：刚才说到一半。…
    `,
    { start: '2026-11-23T23:30' },
  ))
