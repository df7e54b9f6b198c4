/** When a message may go out: replies and alarms always, the rest at hours that suit (domain.md §9). */
import type { WorkCalendar } from './calendar.ts'
import { dateOf, dayNumber, localOf, momentOf } from './zone.ts'

export type Class = 'reply' | 'alarm' | 'notice' | 'reminder'
/** A resident in private, a village's group, or somebody who works (in private or in the staff group). */
export type Reader = 'person' | 'group' | 'staff'

/** Minutes since midnight, from (counted) to (not counted). */
type Hours = readonly (readonly [number, number])[]
const open: Readonly<Record<Reader, Hours>> = {
  person: [[7 * 60 + 30, 21 * 60]],
  group: [
    [7 * 60 + 30, 12 * 60],
    [14 * 60, 21 * 60],
  ],
  staff: [[8 * 60, 18 * 60]],
}

/** No stretch of quiet days is longer; beyond it a message goes rather than never. */
const mostDays = 60

const dayIsOpen = (to: Reader, date: string, calendar: WorkCalendar): boolean =>
  !calendar.isQuietDay(date) && (to !== 'staff' || calendar.isWorkDay(date))

/**
 * Whether a message may go at this moment.
 * @param at    epoch ms
 * @param zone  IANA zone of the town
 */
export function mayGoNow(cls: Class, to: Reader, at: number, zone: string, calendar: WorkCalendar): boolean {
  if (cls === 'reply' || cls === 'alarm') return true
  const { date, minute } = localOf(at, zone)
  return dayIsOpen(to, date, calendar) && open[to].some(([from, till]) => minute >= from && minute < till)
}

/**
 * The first moment from `at` on at which the message may go.
 * @param at    epoch ms
 * @param zone  IANA zone of the town
 * @returns     epoch ms; `at` itself where it may go now
 */
export function nextGo(cls: Class, to: Reader, at: number, zone: string, calendar: WorkCalendar): number {
  if (mayGoNow(cls, to, at, zone, calendar)) return at
  const today = dayNumber(localOf(at, zone).date)
  for (let day = today; day <= today + mostDays; day++) {
    const date = dateOf(day)
    if (!dayIsOpen(to, date, calendar)) continue
    for (const [from] of open[to]) {
      const begins = momentOf(date, from, zone)
      if (begins > at) return begins
    }
  }
  return at
}
