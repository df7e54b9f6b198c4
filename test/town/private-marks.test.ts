/** What must not stand in a group is found, and what may is let through. */
import { expect, test } from 'vitest'
import { findPrivate } from '../../src/town/private-marks.ts'
import { readFacts } from '../../src/town/yaml.ts'

const names = ['李秀英', '王大爷', 'Tom', '李']

test.each([
  ['打他电话13800138000', 'phone'],
  ['幺三八零零幺三八零零零', 'phone'],
  ['０５３７－８２００１１０', 'phone'],
  ['370826195501011234', 'id'],
  ['三七零八二六 一九五五零一零一 一二三X', 'id'],
  ['370826 550101 123', 'id'],
  ['卡号6222021234567890123', 'id'],
  ['李秀英家的墙明天去看', 'name'],
  ['跟tom说一声', 'name'],
  ['王大爷，13800138000，370826195501011234', 'phone,id,name'],
  ['明天上午去看，编号483 216', ''],
  ['tomorrow', ''],
  ['姓李的那家', 'name'],
  ['秀英家的墙', 'name'],
  ['打110、12345，2026年11月25日', ''],
  ['', ''],
])('%s: %s', (text, marks) => {
  expect(findPrivate(text, { names }).join()).toBe(marks)
})

test('phones everybody may know are let through', () => {
  const open = ['0537-8200110', '138-0000-0000']
  expect(findPrivate('值班电话0537 8200110，手机13800000000', { phones: open })).toEqual([])
  expect(findPrivate('0537-8200110，他的13800138000', { phones: open })).toEqual(['phone'])
})

const { ordinary, named } = readFacts<Readonly<Record<'ordinary' | 'named', readonly string[]>>>(
  new URL('./tables/names-in-text-own.yaml', import.meta.url),
)

test('any name is heard, and hardly an ordinary sentence is held', () => {
  const held = (said: readonly string[]) => said.filter((text) => findPrivate(text, {}).includes('name'))
  expect([ordinary.length, named.length]).toEqual([90, 90])
  expect(named.filter((text) => !held(named).includes(text))).toEqual([])
  expect(held(ordinary)).toEqual([])
})

test('offices, villages and the town are no names, though they are made like some', () => {
  const sayable = ['顾家庄', '唐家园', '张家渡', '司法所', '清河湾镇']
  expect(findPrivate('顾家庄和唐家园的路，司法所去看', { sayable })).toEqual([])
  expect(findPrivate('唐家园王大娘的墙', { sayable })).toEqual(['name'])
})
