/** What the bot does in a village's group: one neutral line without a name and the way into private; in danger the line that saves lives. */
import { raiseInGroup } from '../flows/in-group.ts'
import { keepQuietly } from '../flows/keep-quietly.ts'
import type { Effect } from '../store/effect.ts'
import type { Group, Loaded } from '../store/store.ts'
import { hearUrgent, type Sign } from '../town/danger/hear.ts'
import type { House } from './house.ts'
import { aboutOf, follow, heardOf } from './private.ts'
import { alarmOut } from './staff/alarm.ts'

const fiveMinutes = 5 * 60_000

/** Said to the bot in a group. Whatever was said there is not repeated anywhere. @param tooFast they send faster than anyone can be answered */
export function inVillageGroup(house: House, loaded: Loaded, group: Group, now: number, tooFast: boolean): readonly Effect[] {
  const { row, person } = loaded
  const village: readonly Effect[] =
    group.village === undefined || person.village === group.village ? [] : [{ do: 'person', person: person.id, village: group.village }]
  const urgent = hearUrgent(row.text)
  if (urgent?.sure === true) return [...village, ...dangerInGroup(house, loaded, group, urgent.sign, now, tooFast)]
  if (group.spokenAt !== undefined && now - group.spokenAt < fiveMinutes) return village
  const link = house.invite(group.channel, group.ext)
  const words = house.words['zh-CN']
  const text = words.one(link === undefined ? 'group.private' : 'group.privateLink', { phone: house.town.phones.duty })
  return [
    ...village,
    { do: 'group-spoken', group: group.id },
    {
      do: 'send',
      to: { group: group.id },
      message: { text, ...(link === undefined ? {} : { link }) },
      class: 'reply',
      once: `${row.id}:g`,
    },
  ]
}

/** The line that saves lives, and the alarm in private. Never W4 or W5 in a group: those would tell everybody what the matter is. */
export function dangerInGroup(house: House, loaded: Loaded, group: Group, sign: Sign, now: number, tooFast: boolean): readonly Effect[] {
  const text = house.words['zh-CN'].one('danger.group')
  const about = aboutOf(house, loaded, now, group.village)
  const quiet = tooFast && alarmOut(loaded) !== undefined ? keepQuietly(loaded.talk, heardOf(loaded), about, true) : undefined
  if (quiet !== undefined) return follow(house, loaded, { ...quiet, say: [] }, now)
  return [
    { do: 'send', to: { group: group.id }, message: { text }, class: 'reply', once: `${loaded.row.id}:g` },
    ...follow(house, loaded, raiseInGroup(loaded.talk, heardOf(loaded), about, sign), now),
  ]
}
