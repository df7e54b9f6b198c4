/** What a receipt may promise: who is in touch first, from which phone, and by the end of which day. */
import { sayDay, type WorkCalendar } from '../town/calendar.ts'
import { guessKind } from '../town/kinds.ts'
import { type Lang, type Officer, officeById, officeFor, type Town } from '../town/town.ts'
import { type Story, textOf } from './questions.ts'
import type { Answers, Contact } from './talk.ts'

/**
 * The first contact for what was told. Whether anything may be promised at all (somebody is on duty) the caller knows.
 * @param officer who is named for a discreet matter; else the office that receives the kind
 * @param now epoch ms
 * @returns undefined where the town has no office
 */
export function firstContact(
  { town, calendar, zone }: { readonly town: Town; readonly calendar: WorkCalendar; readonly zone: string },
  { what = null }: Answers,
  officer: Officer | undefined,
  now: number,
  lang: Lang,
): Contact | undefined {
  const receives = officeFor(town, guessKind(textOf(what as Story | null)).best)
  const office = officer === undefined ? receives : officeById(town, officer.office)
  if (office === undefined) return undefined
  const { date, due } = calendar.dueAfterWorkDays(now, town.contactDays, zone)
  return { day: sayDay(date, lang), due, office: office.name, name: (officer ?? office.people[0])?.name ?? '', phone: office.phone }
}
