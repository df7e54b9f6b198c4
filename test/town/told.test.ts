/** What is surely told of oneself is known; what may be somebody else's is asked. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldOfSelf } from '../../src/town/told.ts'
import { town } from '../support/talking.ts'

test.each([
  ['我是柳树湾的王桂花，邻居占了我家宅基地，电话13800001234', { village: '柳树湾', name: '王桂花', phone: '13800001234' }],
  ['我是柳树湾王桂花，邻居占地，我电话是138 0000 1234', { village: '柳树湾', name: '王桂花', phone: '13800001234' }],
  ['我姓李 电话13800001234', { name: '姓李', phone: '13800001234' }],
  ['我叫王桂花 柳树湾的，邻居占我家地', { village: '柳树湾', name: '王桂花' }],
  ['俺是东芦花村的，俺姓牛，俺家地叫人占了', { village: '东芦花', name: '姓牛' }],
  ['我是西芦花三组的陈建军，我手机一三八零零零零一二三四', { village: '西芦花', name: '陈建军', phone: '13800001234' }],
  ['我家在柳树湾，老王家堵路', { village: '柳树湾' }],
  ['我们柳树湾吃不上水', { village: '柳树湾' }],
  ['柳树湾，路灯坏了', { village: '柳树湾' }],
  ['柳树湾路灯坏了', { village: '柳树湾' }],
  ['我是藕塘的', { village: '藕塘' }],
  ['我是王桂花，他的电话是13900001234，我的电话是13800001234', { name: '王桂花', phone: '13800001234' }],
  // Not sure, so asked.
  ['我是柳树湾的，东芦花的老王打人', {}],
  ['柳树湾的老王欠我钱', {}],
  ['我以前住柳树湾', {}],
  ['他是柳树湾的', {}],
  ['我不是柳树湾的', {}],
  ['我闺女嫁到柳树湾', {}],
  ['我家在藕塘边上', {}],
  ['他叫王老五，电话13800001234', {}],
  ['老板欠我工资，电话13800001234', {}],
  ['老王，电话13800001234', {}],
  ['我是王桂花，他叫王老五，电话13800001234', { name: '王桂花' }],
  ['我是柳树湾的，王强，电话13800001234', { village: '柳树湾' }],
  ['我是王桂花，13800001234给我打电话骗钱', { name: '王桂花' }],
  ['骗子让我打13800001234', {}],
  ['我是王桂花的儿子', {}],
  ['我是李明，我是张三', {}],
  ['他说：我叫王桂花', {}],
  ['我是单身，没人管', {}],
  ['我是高中生', {}],
  ['我是王家沟的', {}],
  ['我叫王老五打了', {}],
  ['我叫牛顶伤', {}],
])('%s', (said, known) => {
  expect(toldOfSelf([said], town)).toEqual(known)
})

test('what was said in pieces counts as one', () => {
  expect(toldOfSelf(['我是柳树湾的', '王老五占我地，我叫王桂花'], town)).toEqual({ village: '柳树湾', name: '王桂花' })
  expect(toldOfSelf(['他叫王老五', '13800001234'], town)).toEqual({})
})

const villages = fc.constantFrom(...town.villages.map((v) => v.name).filter((v) => v.length > 2))
const names = fc.constantFrom('王桂花', '李大爷', '张建国', '老刘', '陈五')
const phones = fc.integer({ min: 0, max: 999_999_999 }).map((n) => `13${String(n).padStart(9, '0')}`)
const theirs = fc.constantFrom('他', '她', '对方', '邻居', '隔壁老王', '老板', '我儿子', '我闺女', '村长')

test('every village, name and phone that is told as one’s own is known', () => {
  fc.assert(
    fc.property(villages, names, phones, fc.constantFrom('我', '俺', '咱'), (village, name, phone, me) => {
      const said = `${me}是${village}的${name}，邻居占了${me}家的地，${me}电话${phone}`
      expect(toldOfSelf([said], town)).toEqual({ village, name, phone })
    }),
  )
})

test('a phone or a village of somebody else never becomes the speaker’s own', () => {
  fc.assert(
    fc.property(villages, villages, phones, theirs, fc.boolean(), (own, other, phone, they, first) => {
      const mine = `我是${own}的`
      const about = `${they}是${other}的，${they}电话${phone}`
      const known = toldOfSelf(first ? [mine, about] : [about, mine], town)
      expect(known.phone).toBeUndefined()
      expect(known.village).toBe(own === other ? own : undefined)
    }),
  )
})
