/** Work days, promises, how a day is said, and the hours when nobody is disturbed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HolidayTable, holidays, sayDay, workCalendar } from '../../src/town/calendar.ts'
import { type Class, mayGoNow, nextGo, type Reader } from '../../src/town/quiet-hours.ts'
import { dateOf, localOf, momentOf } from '../../src/town/zone.ts'

const zone = 'Asia/Shanghai'
const missing: string[] = []
const calendar = workCalendar(holidays, (year) => missing.push(year))
const at = (date: string, clock = '10:00', where = zone): number => {
  const [h = 0, m = 0] = clock.split(':').map(Number)
  return momentOf(date, h * 60 + m, where)
}

describe('zone', () => {
  test('moment and wall clock agree, in any zone', () => {
    expect(new Date(at('2026-11-26', '18:00')).toISOString()).toBe('2026-11-26T10:00:00.000Z')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_500 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(zone, 'UTC', 'Asia/Urumqi', 'Pacific/Kiritimati'),
        (day, minute, where) => {
          const date = dateOf(day)
          if (where === zone && date < '1992') return
          expect(localOf(momentOf(date, minute, where), where)).toEqual(
            where === 'Pacific/Kiritimati' && date < '1995-01-02' ? expect.anything() : { date, minute },
          )
        },
      ),
    )
  })
  test('where the clock is put forward or back a moment is still found', () => {
    expect(localOf(momentOf('2026-03-29', 150, 'Europe/Berlin'), 'Europe/Berlin').date).toBe('2026-03-29')
    expect(localOf(momentOf('2026-10-25', 150, 'Europe/Berlin'), 'Europe/Berlin')).toEqual({ date: '2026-10-25', minute: 150 })
  })
})

test.each([
  ['2026-11-25', true],
  ['2026-11-28', false],
  ['2026-01-01', false],
  ['2026-01-04', true],
  ['2026-02-14', true],
  ['2026-02-15', false],
  ['2026-02-23', false],
  ['2026-02-28', true],
  ['2026-04-06', false],
  ['2026-05-09', true],
  ['2026-06-22', true],
  ['2026-09-20', true],
  ['2026-09-25', false],
  ['2026-10-07', false],
  ['2026-10-08', true],
  ['2026-10-10', true],
])('%s work day: %s', (date, works) => {
  expect(calendar.isWorkDay(date)).toBe(works)
})

test('2026 has 248 work days', () => {
  let n = 0
  for (let day = Date.UTC(2026, 0, 1) / 86_400_000; dateOf(day) < '2027'; day++) if (calendar.isWorkDay(dateOf(day))) n++
  expect(n).toBe(248)
})

test('a year that is missing has weekends only and is told once', () => {
  const told: string[] = []
  const c = workCalendar(holidays, (year) => told.push(year))
  expect([c.isWorkDay('2027-01-01'), c.isWorkDay('2027-01-02'), c.isWorkDay('2027-10-01'), c.isWorkDay('2025-12-31')]).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect(told).toEqual(['2027', '2025'])
})

test('no date but a date', () => {
  for (const wrong of ['', '2026-02-30', '2026-13-01', '26-01-01', '2026-1-1']) expect(() => calendar.isWorkDay(wrong)).toThrow(RangeError)
  expect(() => calendar.dueAfterWorkDays(0, -1, zone)).toThrow(RangeError)
  expect(() => calendar.dueAfterWorkDays(0, 1, 'Nowhere/None')).toThrow(RangeError)
  const none: HolidayTable = { years: { '2026': { off: ['2020-01-01..2040-01-01'], work: [] } }, quiet: [] }
  expect(() => workCalendar(none, () => {}).dueAfterWorkDays(at('2026-01-01'), 1, zone)).toThrow('no work days')
})

test.each([
  ['2026-11-25', '09:00', 1, '2026-11-26'],
  ['2026-11-27', '23:59', 1, '2026-11-30'],
  ['2026-09-30', '10:00', 1, '2026-10-08'],
  ['2026-10-09', '10:00', 1, '2026-10-10'],
  ['2026-02-13', '10:00', 3, '2026-02-25'],
  ['2026-11-28', '10:00', 0, '2026-11-30'],
  ['2026-11-25', '10:00', 0, '2026-11-25'],
])('%s %s and %i work days: %s 18:00', (date, clock, days, due) => {
  expect(calendar.dueAfterWorkDays(at(date, clock), days, zone)).toEqual({ date: due, due: at(due, '18:00') })
})

test('more days are never due earlier', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) }),
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(zone, 'America/New_York', 'UTC'),
      (now, days, where) => {
        const sooner = calendar.dueAfterWorkDays(now, days, where)
        const later = calendar.dueAfterWorkDays(now, days + 1, where)
        expect(later.due).toBeGreaterThanOrEqual(sooner.due)
        if (days > 0) expect(later.due).toBeGreaterThan(sooner.due)
        expect(localOf(sooner.due, where)).toEqual({ date: sooner.date, minute: 18 * 60 })
        if (days > 0) expect(sooner.due).toBeGreaterThan(now)
      },
    ),
  )
})

test('a day is said', () => {
  expect([sayDay('2026-11-26', 'zh-CN'), sayDay('2026-11-26', 'en'), sayDay('2026-03-01', 'zh-CN')]).toEqual([
    '周四11月26日',
    'Thursday 26 November',
    '周日3月1日',
  ])
})

describe('quiet hours', () => {
  test.each<[Class, Reader, string, string, boolean]>([
    ['reply', 'person', '2026-02-16', '03:00', true],
    ['alarm', 'staff', '2026-11-28', '03:00', true],
    ['notice', 'person', '2026-11-25', '07:29', false],
    ['notice', 'person', '2026-11-25', '07:30', true],
    ['notice', 'person', '2026-11-25', '20:59', true],
    ['reminder', 'person', '2026-11-25', '21:00', false],
    ['notice', 'person', '2026-11-25', '12:30', true],
    ['notice', 'group', '2026-11-25', '12:30', false],
    ['notice', 'group', '2026-11-25', '14:00', true],
    ['notice', 'person', '2026-11-28', '10:00', true],
    ['notice', 'person', '2026-02-22', '10:00', false],
    ['notice', 'person', '2026-02-23', '10:00', true],
    ['notice', 'group', '2026-04-05', '10:00', false],
    ['notice', 'person', '2027-02-05', '10:00', false],
    ['reminder', 'staff', '2026-11-25', '08:00', true],
    ['reminder', 'staff', '2026-11-25', '18:00', false],
    ['notice', 'staff', '2026-11-28', '10:00', false],
    ['notice', 'staff', '2026-10-10', '10:00', true],
  ])('%s to %s on %s at %s: %s', (cls, to, date, clock, may) => {
    expect(mayGoNow(cls, to, at(date, clock), zone, calendar)).toBe(may)
  })
  test('what waits goes at the first moment that suits', () => {
    const next = (to: Reader, date: string, clock: string): string => {
      const { date: day, minute } = localOf(nextGo('notice', to, at(date, clock), zone, calendar), zone)
      return `${day} ${minute}`
    }
    expect(next('person', '2026-11-25', '22:00')).toBe('2026-11-26 450')
    expect(next('group', '2026-11-25', '12:30')).toBe('2026-11-25 840')
    expect(next('person', '2026-02-15', '22:00')).toBe('2026-02-23 450')
    expect(next('staff', '2026-09-30', '19:00')).toBe('2026-10-08 480')
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 11) }),
        fc.constantFrom<Reader>('person', 'group', 'staff'),
        fc.constantFrom(zone, 'Europe/Berlin'),
        (now, to, where) => {
          const go = nextGo('notice', to, now, where, calendar)
          expect(go).toBeGreaterThanOrEqual(now)
          expect(mayGoNow('notice', to, go, where, calendar)).toBe(true)
          if (mayGoNow('notice', to, now, where, calendar)) expect(go).toBe(now)
        },
      ),
    )
  })
})
