/** Who keeps watch: duty, enrolled officers, groups and open alarms; loaded once and again when one of them changed. */
import type { Lang } from '../town/town.ts'
import type { Role, To } from './effect.ts'
import { alarmsOpen } from './hot/cases.ts'
import type { Asker } from './hot/hot.ts'
import { allGroups, enrolled, type GroupRow, lastDuty } from './hot/town.ts'
import type { Alarm, Group, Post } from './store.ts'

/** The post, and what the store itself looks up in it. */
export interface Watch {
  readonly post: Post
  readonly groups: readonly Group[]
  /** Officer -> person, reachable or not. */
  readonly officers: ReadonlyMap<string, number>
  readonly staff: ReadonlyMap<number, { readonly officer: string; readonly role: Role }>
}

/** Who sees the cards: the staff group; in a town whose staff have none yet, the duty in private. */
export function whoSeesCards({ staffGroup, duty }: Post): Exclude<To, { person: number }> | undefined {
  if (staffGroup !== undefined) return { group: staffGroup.id }
  return duty === undefined ? undefined : { officer: duty }
}

/** Whether somebody who can be reached is on duty; else nobody is waited for and no date is promised. */
export const isManned = ({ duty, people }: Post): boolean => duty !== undefined && people.has(duty)

/** The language in which an officer is spoken to in private. */
export const tongueOf = ({ tongues }: Post, officer: string): Lang => tongues.get(officer) ?? 'zh-CN'

/** The language of what goes to staff: an officer's own, in the group the town's. */
export const tongueTo = (post: Post, to: Exclude<To, { person: number }>): Lang => ('officer' in to ? tongueOf(post, to.officer) : 'zh-CN')

export const groupOfRow = (row: GroupRow): Group => ({
  id: row.id,
  channel: row.channel,
  account: row.account,
  ext: row.ext,
  kind: row.kind as Group['kind'],
  name: row.name,
  ...(row.village === null ? {} : { village: row.village }),
  ...(row.spoken_at === null ? {} : { spokenAt: row.spoken_at }),
})

export async function loadWatch(asker: Asker): Promise<Watch> {
  const groups = (await asker.all(allGroups, {})).map(groupOfRow)
  const staffGroup = groups.find((g) => g.kind === 'staff')
  const people = await asker.all(enrolled, {})
  const [duty] = await asker.all(lastDuty, {})
  const alarms = (await asker.all(alarmsOpen, {})).map(
    (a): Alarm => ({
      id: a.id,
      no: a.no,
      person: a.person,
      lang: a.lang as Lang,
      sentAt: a.sent_at,
      step: a.step as Alarm['step'],
      ...(a.seen_at === null ? {} : { seenAt: a.seen_at }),
      ...(a.seen_by === null ? {} : { seenBy: a.seen_by }),
    }),
  )
  return {
    groups,
    officers: new Map(people.map((p) => [p.officer, p.person])),
    staff: new Map(people.map((p) => [p.person, { officer: p.officer, role: p.role as Role }])),
    post: {
      people: new Map(people.filter((p) => p.home_link !== null).map((p) => [p.officer, p.person])),
      tongues: new Map(people.map((p) => [p.officer, p.lang as Lang])),
      alarms,
      ...(duty === undefined ? {} : { duty: duty.officer }),
      ...(staffGroup === undefined ? {} : { staffGroup }),
    },
  }
}
