/** Which village is meant, in the demo town with its look-alike names. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTown } from '../../src/town/town-file.ts'
import { findVillage } from '../../src/town/villages.ts'

const file = new URL('../../src/demo/qinghewan.yaml', import.meta.url)
const town = readTown(readFileSync(file, 'utf8'), 'qinghewan.yaml')
const found = (said: string): string => {
  const f = findVillage(said, town)
  return f.is === 'one' ? f.village : f.is === 'two' ? f.villages.join('/') : f.is === 'near' ? `${f.villages.join('/')}?` : ''
}

test('every village by its name, its short names, with and without 村', () => {
  for (const v of town.villages) {
    for (const said of [v.name, `${v.name}村`, `俺是${v.name}的`, `我家住在${v.name}村。`])
      expect([said, found(said)]).toEqual([said, v.name])
    for (const also of v.also) expect([also, found(also)]).toEqual([also, v.name])
  }
})

describe.each([
  ['柳树弯', '柳树湾'],
  ['柳村湾', '柳树湾?'],
  ['赵家屯', '赵家楼?'],
  ['柳树', '柳树湾'],
  ['柳树湾子', '柳树湾'],
  ['俺是柳树弯村的', '柳树湾'],
  ['东芦华', '东芦花'],
  ['八里铺', '八里堡'],
  ['石桥扣', '石桥口'],
  ['顾家村', '顾家庄'],
  ['瓦屋', '瓦屋庄'],
  ['不是东芦花，是西芦花', '西芦花'],
  ['Liu Shu Wan village', '柳树湾'],
  ['芦花', '东芦花/西芦花'],
  ['俺家在芦花村西头', '东芦花/西芦花'],
  ['官渡', '北官渡/南官渡'],
  ['石桥', '石桥口/石桥沟'],
  ['王楼', '前王楼/后王楼'],
  ['上王楼', '前王楼/后王楼'],
  ['故家庄', '顾家庄/古家庄'],
  ['淮阴', '槐荫/淮荫'],
  ['yugou', '鱼沟/渔沟'],
  ['新闸口和老闸口', '老闸口/新闸口'],
  ['李家洼', ''],
  ['习惯', ''],
  ['鱼塘', ''],
  ['北京', ''],
  ['不知道', ''],
  ['', ''],
])('%s', (said, expected) => {
  test(`is ${expected === '' ? 'none' : expected}`, () => {
    expect(found(said).split('/').sort()).toEqual(expected.split('/').sort())
  })
})

test('two are never one village and never more than four', () => {
  fc.assert(
    fc.property(fc.constantFrom(...town.villages), fc.nat(), fc.constantFrom(...'柳芦王家庄东西沟口渡花'), (v, at, wrong) => {
      const signs = [...v.name]
      signs[at % signs.length] = wrong
      const f = findVillage(signs.join(''), town)
      if (f.is === 'two') {
        expect(f.villages.length).toBeGreaterThanOrEqual(2)
        expect(f.villages.length).toBeLessThanOrEqual(4)
        expect(new Set(f.villages).size).toBe(f.villages.length)
      }
    }),
  )
})
