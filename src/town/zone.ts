/** Times of day and dates in a town's zone, on Intl alone (its Gregorian calendar only: the Chinese one is wrong on many days). */

export interface Local {
  /** 'YYYY-MM-DD' */
  readonly date: string
  /** Minutes since midnight by the clock on the wall, 0 to 1439. */
  readonly minute: number
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clocks.set(zone, clock)
  }
  return clock
}

/**
 * Date and time of day in a zone.
 * @param at    epoch milliseconds
 * @param zone  IANA name, e.g. 'Asia/Shanghai'; an unknown one throws RangeError
 */
export function localOf(at: number, zone: string): Local {
  const part: Record<string, string> = {}
  for (const { type, value } of clockOf(zone).formatToParts(at)) part[type] = value
  return { date: `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) }
}

/**
 * The moment when the clock on the wall shows this time.
 * @param date    'YYYY-MM-DD'
 * @param minute  minutes since midnight
 * @param zone    IANA name
 * @returns       epoch milliseconds; the earlier moment where the clock is put back, just after the gap where it is put forward
 */
export function momentOf(date: string, minute: number, zone: string): number {
  const wall = dayNumber(date) * 86_400_000 + minute * 60_000
  const shift = (at: number): number => {
    const local = localOf(at, zone)
    return dayNumber(local.date) * 86_400_000 + local.minute * 60_000 - Math.floor(at / 60_000) * 60_000
  }
  const tries = [wall - shift(wall - 86_400_000), wall - shift(wall + 86_400_000)].sort((a, b) => a - b)
  return tries.find((at) => at + shift(at) === wall) ?? Math.max(...tries)
}

/** Days since 1970-01-01 of a date; throws RangeError where there is no such date. */
export function dayNumber(date: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(day) || dateOf(day / 86_400_000) !== date) throw new RangeError(`no such date: ${date}`)
  return day / 86_400_000
}

/** The date ('YYYY-MM-DD') that many days after 1970-01-01. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** Day of the week of a date, 0 Sunday to 6 Saturday. */
export const weekdayOf = (date: string): number => (((dayNumber(date) + 4) % 7) + 7) % 7
