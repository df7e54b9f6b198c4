/** What stands in the made-up town before a visitor comes fits the town: people, villages, offices and kinds that are there. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { before, momentBefore, storyBegins } from '../../src/demo/furnish.ts'
import { peopleOf, type Resident } from '../../src/demo/people.ts'
import { readWords } from '../../src/flows/words.ts'
import { holidays, nearness, workCalendar } from '../../src/town/calendar.ts'
import { kindCodes } from '../../src/town/kinds.ts'
import { officerOf } from '../../src/town/town.ts'
import { readTown } from '../../src/town/town-file.ts'
import { localOf } from '../../src/town/zone.ts'

const yaml = readFileSync('src/demo/qinghewan.yaml', 'utf8')
const town = readTown(yaml, 'qinghewan.yaml')
const { residents } = parse(yaml) as { residents: Resident[] }
const people = peopleOf(town, residents, { name: '村支书', office: '柳树湾村' })

test('the town: 80 villages with a group each, one staff group', () => {
  expect(town.villages).toHaveLength(80)
  expect(new Set(town.groups.village.map((g) => g.village))).toEqual(new Set(town.villages.map((v) => v.name)))
  expect(town.groups.staff?.id).toBe('g-duty')
})

test('no two people share an id, and a link is never another’s', () => {
  expect(new Set(people.all.map((p) => p.id)).size).toBe(people.all.length)
  expect(new Set(people.all.map((p) => p.link)).size).toBe(people.all.length)
})

test('those who talked are in the group; matters are in villages, of kinds and with officers that exist', () => {
  for (const { who } of before.talk) expect(people.find(who)?.groups).toEqual(['g-liushuwan'])
  for (const one of before.cases) {
    expect(town.villages.map((v) => v.name)).toContain(one.village)
    expect(kindCodes).toContain(one.kind)
    if (one.claimed !== undefined) {
      const officer = officerOf(town, one.claimed)
      expect(officer, one.claimed).toBeDefined()
      expect(town.offices.find((o) => o.id === officer?.office)?.kinds, one.said).toContain(one.kind)
    }
  }
  expect(before.cases.filter((c) => c.claimed === undefined)).toHaveLength(1)
})

test('whenever the world is made, the story begins on a work day at two in the afternoon with one matter new and two due that day', () => {
  const zone = 'Asia/Shanghai'
  const calendar = workCalendar(holidays, () => {})
  for (let at = Date.parse('2026-01-01T23:30:00+08:00'), hours = 0; hours < 24 * 360; hours += 31) {
    const begins = storyBegins(calendar, zone, at + hours * 3_600_000)
    const { date, minute } = localOf(begins, zone)
    expect([calendar.isWorkDay(date), minute]).toEqual([true, 840])
    const reported = before.cases.map((c) => momentBefore({ calendar, zone }, begins, c.workDaysAgo, c.at))
    expect(Math.max(...reported)).toBeLessThan(begins)
    expect(reported).toEqual([...reported].sort((a, b) => a - b))
    const due = reported.filter((one) => nearness(calendar.dueAfterWorkDays(one, 3, zone).due, begins, zone) === 'today')
    expect(due).toHaveLength(2)
  }
  expect(before.cases.filter((c) => c.workDaysAgo === 3).map((c) => c.replied)).toEqual([undefined, undefined])
})

test('the demo’s own words exist in both languages', () => {
  const [zh, en] = (['zh-CN', 'en'] as const).map((lang) => readWords(lang, ['src/demo']).keys())
  expect([...(en ?? [])].sort()).toEqual([...(zh ?? [])].sort())
})
