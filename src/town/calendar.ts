/** Work days, promised days and how a day is said; which days are free is data (holidays.yaml), never computed. */

import type { Lang } from './town.ts'
import { readFacts } from './yaml.ts'
import { dateOf, dayNumber, localOf, momentOf, weekdayOf } from './zone.ts'

/** Dates are 'YYYY-MM-DD', spans 'YYYY-MM-DD..YYYY-MM-DD' with both ends. */
export interface HolidayTable {
  readonly years: Readonly<Record<string, { readonly off: readonly string[]; readonly work: readonly string[] }>>
  /** Days on which only what is urgent goes out. */
  readonly quiet: readonly string[]
}

export interface WorkCalendar {
  /** Whether offices work on this date ('YYYY-MM-DD'); throws RangeError where there is no such date. */
  isWorkDay(date: string): boolean
  /** Whether only what is urgent goes out on this date (除夕–初六, 清明). */
  isQuietDay(date: string): boolean
  /**
   * The end of a promise.
   * @param at    epoch ms of the report; its own day does not count
   * @param days  work days, 0 or more; 0 is the day itself, or the next work day where it is none
   * @param zone  IANA zone of the town
   * @returns     the date there, and 18:00 of it in epoch ms
   */
  dueAfterWorkDays(at: number, days: number, zone: string): { readonly date: string; readonly due: number }
}

/** Work ends at 18:00 by the clock of the town (domain.md §9). */
const closing = 18 * 60
/** No run of free days is longer: a table that frees a whole year is a mistake, not a reason to hang. */
const mostDays = 4000

/** The table that comes with the program. */
export const holidays: HolidayTable = readFacts<HolidayTable>(new URL('./holidays.yaml', import.meta.url))

const spread = (spans: readonly string[]): readonly string[] =>
  spans.flatMap((span) => {
    const [from = '', to = from] = span.split('..')
    const first = dayNumber(from)
    return Array.from({ length: dayNumber(to) - first + 1 }, (_, i) => dateOf(first + i))
  })

/**
 * A calendar over a table.
 * @param table          the years known
 * @param onMissingYear  called once for each year that is asked for and not in the table; that year has only weekends
 */
export function workCalendar(table: HolidayTable, onMissingYear: (year: string) => void): WorkCalendar {
  const years = Object.values(table.years)
  const off = new Set(spread(years.flatMap((y) => y.off)))
  const work = new Set(spread(years.flatMap((y) => y.work)))
  const quiet = new Set(spread(table.quiet))
  const told = new Set<string>()

  const isWorkDay = (date: string): boolean => {
    const weekday = weekdayOf(date)
    const year = date.slice(0, 4)
    if (table.years[year] === undefined && !told.has(year)) {
      told.add(year)
      onMissingYear(year)
    }
    return work.has(date) || (!off.has(date) && weekday !== 0 && weekday !== 6)
  }

  const dueAfterWorkDays = (at: number, days: number, zone: string): { date: string; due: number } => {
    if (!Number.isInteger(days) || days < 0 || days > 1000) throw new RangeError(`work days: a whole number from 0 to 1000, not ${days}`)
    const first = dayNumber(localOf(at, zone).date)
    let day = days === 0 ? first : first + 1
    for (let left = Math.max(days, 1); ; day++) {
      if (day - first > mostDays) throw new RangeError('the holiday table leaves no work days')
      if (isWorkDay(dateOf(day)) && --left === 0) break
    }
    const date = dateOf(day)
    return { date, due: momentOf(date, closing, zone) }
  }

  return { isWorkDay, isQuietDay: (date) => quiet.has(date), dueAfterWorkDays }
}

/**
 * How near the end of a promise is, by the dates of the town.
 * @param due  epoch ms
 * @returns    undefined where it is further off than tomorrow
 */
export function nearness(due: number, now: number, zone: string): 'past' | 'today' | 'tomorrow' | undefined {
  if (due < now) return 'past'
  const days = dayNumber(localOf(due, zone).date) - dayNumber(localOf(now, zone).date)
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : undefined
}

const zhDays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const enDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const enMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/**
 * A date as people say it: 周四11月26日, Thursday 26 November. The year is left out.
 * @param date  'YYYY-MM-DD'; throws RangeError where there is no such date
 */
export function sayDay(date: string, lang: Lang): string {
  const weekday = weekdayOf(date)
  const [, month = 0, day = 0] = date.split('-').map(Number)
  return lang === 'en' ? `${enDays[weekday]} ${day} ${enMonths[month - 1]}` : `${zhDays[weekday]}${month}月${day}日`
}
