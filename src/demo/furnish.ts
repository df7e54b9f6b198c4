/** What a new world holds: the town's groups, its people, who is enrolled, and seven matters that staff have in hand. */

import type { House } from '../bot/house.ts'
import { cardOf, cardText } from '../bot/staff/cards.ts'
import { webAccount } from '../bot/web.ts'
import type { Card } from '../store/outgoing.ts'
import type { Effect, Group, Store } from '../store/store.ts'
import { type CaseEvent, type CaseRow, caseOf } from '../town/case.ts'
import { readFacts } from '../town/yaml.ts'
import { localOf, momentOf } from '../town/zone.ts'
import type { Persona } from './people.ts'

interface Before {
  readonly talk: readonly { readonly who: string; readonly minutesAgo: number; readonly text: string }[]
  readonly cases: readonly Earlier[]
}

/** A matter from before: reported so many hours ago, due today or so many work days after, perhaps claimed and answered. */
interface Earlier {
  readonly hoursAgo: number
  readonly village: string
  readonly kind: string
  readonly said: string
  readonly name: string
  readonly phone: string
  readonly reach: 'chat' | 'phone'
  readonly due: 'today' | number
  readonly claimed?: string
  readonly replied?: string
}

export const before = readFacts<Before>(new URL('./before.yaml', import.meta.url))

/** A card with the promised day, which the page shows where it is there. */
type DatedCard = Card & { readonly due: number }

const web = { channel: 'web', account: webAccount } as const
const hourMs = 3_600_000
/** Work ends at 18:00. */
const closing = 18 * 60

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
  const at = now - earlier.hoursAgo * hourMs
  const person = await store.putPerson({ ...web, ext: `before-${i}` }, at)
  const row: CaseRow = { no: await store.freeNumber(`before:${i}`), person, openedAt: at, reach: earlier.reach }
  const due =
    earlier.due === 'today'
      ? momentOf(localOf(now, house.zone).date, closing, house.zone)
      : house.calendar.dueAfterWorkDays(at, earlier.due, house.zone).due
  const told: readonly CaseEvent[] = [
    { is: 'answer', key: 'what', value: { pieces: [{ text: earlier.said }] } },
    { is: 'answer', key: 'danger', value: false },
    { is: 'answer', key: 'village', value: { village: earlier.village } },
    { is: 'answer', key: 'name', value: earlier.name },
    { is: 'answer', key: 'phone', value: earlier.phone },
    { is: 'answer', key: earlier.claimed === undefined ? 'guess' : 'kind', value: earlier.kind },
    { is: 'reported', due },
  ]
  const done: readonly CaseEvent[] = [
    ...(earlier.claimed === undefined ? [] : ([{ is: 'claimed' }, { is: 'read' }] as const)),
    ...(earlier.replied === undefined ? [] : ([{ is: 'replied', text: earlier.replied }] as const)),
  ]
  const by = earlier.claimed ?? ''
  const one = caseOf(row, [...told.map((event) => ({ at, event })), ...done.map((event) => ({ at, event, by }))])
  const words = house.words['zh-CN']
  const card: DatedCard = { ...cardOf(house, words, one), due }
  await store.apply(
    [
      { do: 'open-case', ...row },
      ...told.map((event): Effect => ({ do: 'happened', no: row.no, event })),
      ...done.map((event): Effect => ({ do: 'happened', no: row.no, event, by })),
      ...done.map((event): Effect => ({ do: 'audit', actor: by, act: event.is === 'replied' ? 'answered' : event.is, object: row.no })),
      {
        do: 'send',
        to: { group: staff.id },
        message: { text: cardText(words, card), card },
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
