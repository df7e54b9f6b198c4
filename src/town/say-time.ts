/** How a moment is said: day and clock in the town's zone. */
import type { Lang } from './town.ts'
import { localOf } from './zone.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** @param at epoch ms @param zone IANA zone @returns 11月25日14:03 or 25 Nov 14:03 */
export function sayMoment(at: number, zone: string, lang: Lang): string {
  const { date, minute } = localOf(at, zone)
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  const [, month, day] = date.split('-').map(Number)
  if (lang === 'zh-CN') return `${month}月${day}日${clock}`
  return `${day} ${new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))} ${clock}`
}
