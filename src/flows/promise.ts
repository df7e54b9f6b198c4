/** What a receipt may promise: who is in touch first, from which phone, and by the end of which day. */
import { sayDay, type WorkCalendar } from '../town/calendar.ts'
import { type Lang, officeFor, type Town } from '../town/town.ts'
import type { Contact } from './talk.ts'

/**
 * The first contact for a kind. Whether anything may be promised at all (somebody is on duty) the caller knows.
 * @param kind code of kinds.yaml, or undefined where none was guessed
 * @param now epoch ms
 * @returns undefined where the town has no office
 */
export function firstContact(
  { town, calendar, zone }: { readonly town: Town; readonly calendar: WorkCalendar; readonly zone: string },
  kind: string | undefined,
  now: number,
  lang: Lang,
): Contact | undefined {
  const office = officeFor(town, kind)
  if (office === undefined) return undefined
  const { date, due } = calendar.dueAfterWorkDays(now, town.contactDays, zone)
  return { day: sayDay(date, lang), due, office: office.name, name: office.people[0]?.name ?? '', phone: office.phone }
}
