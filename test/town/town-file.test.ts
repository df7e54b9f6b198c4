/** The demo town reads; every fault is told with its line, in both languages, with what would be right. */
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { kindCodes } from '../../src/town/kinds.ts'
import { officeFor, officerOf } from '../../src/town/town.ts'
import { readTown, requireDutyPhone, TownFileError, writeTownTemplate } from '../../src/town/town-file.ts'
import { aTown, aTownText } from './a-town.ts'

test('the demo town reads whole', () => {
  expect([aTown.name, aTown.county, aTown.villages.length, aTown.groups.village.length]).toEqual(['清河湾镇', '临湖县', 80, 80])
  expect(aTown.villages[0]).toEqual({ name: '柳树湾', also: ['柳湾'], branch: '湖东总支', phone: '0000-5551214' })
  expect(officerOf(aTown, aTown.duty?.now)).toMatchObject({ name: '刘明', office: 'justice' })
  for (const code of kindCodes) expect(aTown.offices.some((o) => o.kinds.includes(code))).toBe(true)
  expect(officeFor(aTown, 'wages')?.name).toBe('人社所')
  expect(aTown.groups.staff).toEqual({ id: 'g-duty', name: '综治中心值班群', members: 9 })
})

const faults = (text: string): readonly (readonly [number, string, string])[] => {
  try {
    readTown(text, 'data/town.yaml')
  } catch (error) {
    if (error instanceof TownFileError) return error.problems.map((p) => [p.line, p.zh, p.en])
    throw error
  }
  return []
}
const lineWith = (part: string): number => aTownText.split('\n').findIndex((l) => l.includes(part)) + 1
const changed = (from: string, to: string): string => {
  expect(aTownText).toContain(from)
  return aTownText.replace(from, to)
}

test.each([
  ['town: 清河湾镇', 'town：清河湾镇', 'town: 清河湾镇', '中文冒号', 'Chinese colon'],
  ['county: 临湖县', 'conty: 临湖县', 'county', '是不是“county”', 'Do you mean "county"'],
  ['now: liuming', 'now: liumin', 'duty: { now', '是不是“liuming”', 'Do you mean "liuming"'],
  ['domestic: [duhaiyan', 'domestic: [dhaiyan', 'domestic:', '是不是“duhaiyan”', 'Do you mean "duhaiyan"'],
  ['kinds: [medical]', 'kinds: [medcal]', 'kinds: [medical]', '是不是“medical”', 'Do you mean "medical"'],
  ['kinds: [medical]', 'kinds: [medical, family]', 'kinds: [medical]', '“family”写了两次', '"family" stands twice'],
  ['name: 渔家台, where', 'name: 柳树湾, where', 'name: 渔家台, where', '“柳树湾”写了两次', '"柳树湾" stands twice'],
  ['also: [东芦]', 'also: [西芦花]', 'name: 东芦花', '是另一个村的名字', 'name of another village'],
  ['"0000-5550110"', '"055"', 'duty: "0000', '看不出是电话', 'is no phone'],
  ['"0000-5550110"', '', 'duty: "0000', '还空着', 'is empty'],
  ['id: sunli', 'id: chenjianguo', 'id: sunli', '“chenjianguo”写了两次', 'stands twice'],
  ['name: 孙丽', 'name: 刘 明', 'name: 刘明', '同名', 'Both officers are called'],
  ['id: sunli', 'id: 孙丽', 'id: sunli', '不能当代号', 'is no id'],
  ['village: 蒲汪', 'village: 蒲旺', 'village: 蒲汪', '是不是“蒲汪”', 'Do you mean "蒲汪"'],
  ['duty: { now', '\tduty: { now', 'duty: { now', 'Tab', 'tab'],
  ['town: 清河湾镇', 'town: 清河湾镇\ncontact_days: 0', 'county', '1 到 30', 'from 1 to 30'],
  ['members: 286', 'members: many', 'members: 286', '不是数', 'is no number'],
  ['town: 清河湾镇', 'town: 清河湾镇\ntown: 清河湾镇', 'county', '写了两次', 'stands twice'],
])('%s as %s', (from, to, at, zh, en) => {
  const all = faults(changed(from, to))
  const [first] = all.filter(([line]) => line >= lineWith(at) - 1)
  expect(all.map((f) => f.join(' ')).join('\n')).toContain(zh)
  expect(all.map((f) => f.join(' ')).join('\n')).toContain(en)
  expect(first?.[0]).toBeGreaterThanOrEqual(lineWith(at) - 1)
  expect(all.find((f) => f[1].includes(zh))?.[0]).toBe(lineWith(at))
})

test('a first word is promised within three work days, unless the town says otherwise', () => {
  expect(aTown.contactDays).toBe(3)
  expect(readTown(changed('town: 清河湾镇', 'town: 清河湾镇\ncontact_days: 30'), 'x').contactDays).toBe(30)
})

test('a phone without quotes keeps its zero', () => {
  expect(readTown(changed('"0000-5550110"', '05375550110'), 'x').phones.duty).toBe('05375550110')
})

test('the template for a new town is refused until it is filled in, each empty field with its line', () => {
  const template = writeTownTemplate()
  const lines = template.split('\n')
  const all = faults(template)
  expect(all.length).toBeGreaterThanOrEqual(8)
  for (const [line, zh] of all) {
    expect(zh).toContain('还空着')
    expect(lines[line - 1]).toContain('""')
  }
  const filled = template
    .replace('town: ""', 'town: 甲镇')
    .replace('county: ""', 'county: 乙县')
    .replace('centre: ""', 'centre: 综治中心')
    .replace('duty: ""', 'duty: "0537-8200110"')
    .replace('phone: ""', 'phone: "0537-8200111"')
    .replace('{ id: "", name: "" }', '{ id: liuming, name: 刘明 }')
    .replace('- name: ""', '- name: 东片')
    .replace('{ name: "" }', '{ name: 柳树湾 }')
  const town = readTown(filled, 'town.yaml')
  expect(town.duty).toBeUndefined()
  expect(requireDutyPhone(town, 'town.yaml')).toBe('0537-8200110')
  // The examples, taken out of their comments, are right too: only officers and ids of another town are in them.
  const everything = filled.replace(/^( *)# (?=(?:duty|named|groups):|- id| +\S)(?! +[a-z_]+ [^:])/gm, '$1')
  expect(faults(everything).map((f) => f[1])).toEqual([
    '没有叫“zhanglei”的人员。请写 offices 里 people 的 id。',
    '没有叫“zhanglei”的人员。请写 offices 里 people 的 id。',
  ])
})

test('every command that the template names is there', () => {
  const named = [...writeTownTemplate().matchAll(/cunkou -- ([a-z-]+)/g)].map(([, name]) => name)
  expect(named.filter((name) => !commands.some((c) => c.name === name))).toEqual([])
})

test('a real town does not run with the phone of the demo', () => {
  expect(() => requireDutyPhone(aTown, 'data/town.yaml')).toThrow(TownFileError)
})

test('the message names file, line and both languages', () => {
  expect(() => readTown('', 'data/town.yaml')).toThrow(/data\/town\.yaml:1\n.*空.*\n.*empty/)
})
