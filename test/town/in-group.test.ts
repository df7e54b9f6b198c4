/** What in a group is meant for the bot; all other talk is not read. */
import { expect, test } from 'vitest'
import { addressed } from '../../src/town/in-group.ts'

const names = ['村口', 'cunkou_bot']

test.each([
  ['@村口 俺想反映个事', 'name', '俺想反映个事'],
  ['@村口\u2005俺想反映个事', 'name', '俺想反映个事'],
  ['＠村口俺想反映个事', 'name', '俺想反映个事'],
  ['  @ 村口', 'name', ''],
  ['@CUNKOU_BOT hi', 'name', 'hi'],
  ['村口，在吗', 'name', '在吗'],
  ['村口在吗', 'name', '在吗'],
  ['村口', 'name', ''],
  ['我要反映邻居的事', 'wish', '我要反映邻居的事'],
  ['俺要反映', 'wish', '俺要反映'],
  ['我想反映个事', 'wish', '我想反映个事'],
  ['我要咨询', 'wish', '我要咨询'],
  ['反映', 'wish', '反映'],
  ['认领 483216', 'staff', '认领 483216'],
  ['结案483216', 'staff', '结案483216'],
  ['看到了', 'staff', '看到了'],
  ['清单', 'staff', '清单'],
  ['听 483216', 'staff', '听 483216'],
])('%s: by %s', (text, by, rest) => {
  expect(addressed(text, names)).toEqual({ is: true, by, rest })
})

test.each([
  '',
  '明天停水',
  '大家找@村口',
  '@村口王二\u2005你好',
  '@王二婶 我要反映',
  '@cunkou_bots hi',
  '村口那条路坏了',
  '俺家的事我要反映',
  '反映过好几次了',
  '听说明天停水',
  '看到了吗',
  '认领了两只羊',
])('%s is not for the bot', (text) => {
  expect(addressed(text, names)).toEqual({ is: false, rest: '' })
})
