/** What must not stand in a group is found, and what may is let through. */
import { expect, test } from 'vitest'
import { findPrivate } from '../../src/town/private-marks.ts'

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
  ['姓李的那家', ''],
  ['打110、12345，2026年11月25日', ''],
  ['', ''],
])('%s: %s', (text, marks) => {
  expect(findPrivate(text, names).join()).toBe(marks)
})

test('phones everybody may know are let through', () => {
  const open = ['0537-8200110', '138-0000-0000']
  expect(findPrivate('值班电话0537 8200110，刘明13800000000', [], open)).toEqual([])
  expect(findPrivate('0537-8200110，他的13800138000', [], open)).toEqual(['phone'])
})
