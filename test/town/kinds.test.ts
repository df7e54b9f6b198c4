/** The kinds of matters, and the guess from a story. */
import { expect, test } from 'vitest'
import { discreetOf, guessKind, kindCodes, kindName, kinds } from '../../src/town/kinds.ts'

test('the 26 kinds of the data are those of the code, each with its names', () => {
  expect(kinds.map((k) => k.code)).toEqual(kindCodes)
  for (const k of kinds) for (const text of [k.name, k.plain, k.en]) expect(text).not.toBe('')
  expect(kinds.map((k) => `${k.name}${k.plain}${k.timeBar ?? ''}`).join('')).not.toMatch(/[,.:;?!/]/)
  expect(kindName('wages', 'zh-CN')).toBe('劳动、欠薪')
  expect(kindName('nonsense', 'en')).toBe('Something else')
  expect([discreetOf('village_affairs'), discreetOf('wages'), discreetOf(undefined)]).toEqual(['officials', undefined, undefined])
})

test.each([
  ['两口子闹离婚，孩子归谁', 'family'],
  ['俺三个儿子，没一个管俺的', 'elder_support'],
  ['分家的时候说好东屋归我', 'inherit'],
  ['隔壁天天半夜打麻将，吵得睡不着', 'neighbor'],
  ['他家房檐水都滴我家墙上', 'adjacent'],
  ['邻居盖房占了俺家宅基地半米', 'homestead'],
  ['邻居犁地把俺家的地边犁过去了', 'land_contract'],
  ['湖水退了，那片滩地两个村都说是自己的', 'lake_land'],
  ['拆网箱的补偿款还没给', 'net_cage'],
  ['俺闺女户口还在村里，分红没她的', 'collective_income'],
  ['修高速占了俺家三亩地，补偿款不够数', 'expropriation'],
  ['村里的账三年没公开了', 'village_affairs'],
  ['养猪场的粪水往河里排', 'pollution'],
  ['在工地干了三个月，老板一分钱没给', 'wages'],
  ['从脚手架上摔下来，老板不管', 'work_injury'],
  ['骑三轮让小车撞了，司机不赔', 'traffic'],
  ['医院误诊，耽误了', 'medical'],
  ['买的玉米种子不出苗', 'consumer'],
  ['他借我两万块钱，三年了不还', 'debt'],
  ['他家狗把俺孙子咬了', 'injury_comp'],
  ['机井坏了没法浇地', 'production'],
  ['村头路灯不亮了', 'property_fac'],
  ['学校乱收补课费', 'school'],
  ['俺家的低保给停了', 'welfare'],
  ['法院判了两年了，钱还没执行', 'litig'],
  ['My boss has not paid my wages', 'wages'],
])('%s is surely %s', (text, code) => {
  expect(guessKind(text)).toEqual({ best: code, close: [], sure: true })
})

test('what may be two is not sure, and says which', () => {
  const guess = guessKind('前面那家盖楼挡着我家太阳了')
  expect(guess.sure).toBe(false)
  expect(guess.close).toContain('adjacent')
  expect(guess.close.length).toBeLessThanOrEqual(4)
  expect(guessKind('出了点事')).toEqual({ close: [], sure: false })
})
