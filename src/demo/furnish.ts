/** What a new world holds: the town's groups, its people, who is enrolled, and seven matters that staff have in hand. */

import type { House } from '../bot/house.ts'
import { cardOf, cardText } from '../bot/staff/cards.ts'
import { webAccount } from '../bot/web.ts'
import type { Effect } from '../store/effect.ts'
import type { Group, Store } from '../store/store.ts'
import type { WorkCalendar } from '../town/calendar.ts'
import { type CaseEvent, type CaseRow, caseOf } from '../town/case.ts'
import { listened } from '../town/discreet.ts'
import { readFacts } from '../town/yaml.ts'
import { dateOf, dayNumber, localOf, momentOf } from '../town/zone.ts'
import type { Persona } from './people.ts'

interface Before {
  readonly talk: readonly { readonly who: string; readonly minutesAgo: number; readonly text: string }[]
  readonly cases: readonly Earlier[]
}

/** A matter from before: reported so many work days ago at this hour, perhaps claimed and answered. */
interface Earlier {
  readonly workDaysAgo: number
  readonly at: string
  readonly village: string
  readonly kind: string
  readonly said: string
  readonly name: string
  readonly phone: string
  readonly reach: 'chat' | 'phone'
  readonly claimed?: string
  readonly replied?: string
}

export const before = readFacts<Before>(new URL('./before.yaml', import.meta.url))

const web = { channel: 'web', account: webAccount } as const
/** The story begins on a work day at 14:00: by then the day's matters are in hand, and nothing waits for a quieter hour. */
const storyMinute = 14 * 60

/** When the story begins in a world that is made now: today, or the next work day. */
export function storyBegins(calendar: WorkCalendar, zone: string, now: number): number {
  let day = dayNumber(localOf(now, zone).date)
  while (!calendar.isWorkDay(dateOf(day))) day += 1
  return momentOf(dateOf(day), storyMinute, zone)
}

/** The moment of this clock so many work days before. */
export function momentBefore({ calendar, zone }: Pick<House, 'calendar' | 'zone'>, now: number, workDays: number, clock: string): number {
  let day = dayNumber(localOf(now, zone).date)
  for (let left = workDays; left > 0; ) if (calendar.isWorkDay(dateOf(--day))) left -= 1
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return momentOf(dateOf(day), hour * 60 + minute, zone)
}

/** Puts the town into an empty store. Not done twice: a world that was cut off in the middle of it begins anew. */
export async function furnish(store: Store, house: House, people: readonly Persona[], now: number): Promise<void> {
  const { town } = house
  const groups = [...town.groups.village, ...(town.groups.staff === undefined ? [] : [town.groups.staff])]
  const kept = await Promise.all(
    groups.map(({ id, name, village }) =>
      store.putGroup({
        ...web,
        ext: id,
        name,
        kind: village === undefined ? 'staff' : 'village',
        ...(village === undefined ? {} : { village }),
      }),
    ),
  )
  const ids = await Promise.all(people.map(({ link }) => store.putPerson({ ...web, ext: link }, now)))
  await store.apply(
    people.flatMap(({ id, role }, i): readonly Effect[] =>
      role === 'officer' ? [{ do: 'enrol', person: ids[i] ?? 0, officer: id, role: 'officer', code: '' }] : [],
    ),
    now,
  )
  const staff = kept.find((group) => group.kind === 'staff')
  if (staff === undefined) return
  for (const [i, earlier] of before.cases.entries()) await putEarlier(store, house, staff, earlier, i, now)
}

/** Reported, claimed and answered by the same effects as any other, only earlier; the card reaches the staff's room then, not now. */
async function putEarlier(store: Store, house: House, staff: Group, earlier: Earlier, i: number, now: number): Promise<void> {
  const at = momentBefore(house, now, earlier.workDaysAgo, earlier.at)
  const person = await store.putPerson({ ...web, ext: `before-${i}` }, at)
  const row: CaseRow = { no: await store.freeNumber(`before:${i}`), person, openedAt: at, reach: earlier.reach }
  const { due } = house.calendar.dueAfterWorkDays(at, house.town.contactDays, house.zone)
  const told = (
    [
      { is: 'answer', key: 'what', value: { pieces: [{ text: earlier.said }] } },
      { is: 'answer', key: 'danger', value: 'no' },
      { is: 'answer', key: 'village', value: { village: earlier.village } },
      { is: 'answer', key: 'name', value: earlier.name },
      { is: 'answer', key: 'phone', value: earlier.phone },
      { is: 'answer', key: earlier.claimed === undefined ? 'guess' : 'kind', value: earlier.kind },
      { is: 'reported', due },
      { is: 'shown' },
    ] satisfies readonly CaseEvent[] as readonly CaseEvent[]
  ).map(listened(house.town))
  const done: readonly CaseEvent[] = [
    ...(earlier.claimed === undefined ? [] : ([{ is: 'claimed' }, { is: 'read' }] as const)),
    ...(earlier.replied === undefined ? [] : ([{ is: 'replied', text: earlier.replied }] as const)),
  ]
  const by = earlier.claimed ?? ''
  const one = caseOf(row, [...told.map((event) => ({ at, event })), ...done.map((event) => ({ at, event, by }))])
  const words = house.words['zh-CN']
  const card = cardOf(house, words, one)
  await store.apply(
    [
      { do: 'open-case', ...row },
      ...told.map((event): Effect => ({ do: 'happened', no: row.no, event })),
      ...done.map((event): Effect => ({ do: 'happened', no: row.no, event, by })),
      ...done.map((event): Effect => ({ do: 'audit', actor: by, act: event.is === 'replied' ? 'answered' : event.is, object: row.no })),
      {
        do: 'send',
        to: { group: staff.id },
        message: { text: cardText(house, words, card, at), card },
        class: 'reply',
        once: `card:${row.no}:before`,
        no: row.no,
      },
    ],
    at,
  )
  const sent = await store.takeOut(10, at, () => true)
  await store.markOut(
    sent.map(({ id }) => ({ id, is: 'sent', remote: String(id) })),
    at,
  )
}
