/** A talk left half way is a report: asked after 30 minutes and next morning; after a day staff get a card 「没说完1件」. Silence is not cancelling. */
import { book } from '../flows/book.ts'
import { askedAgain } from '../flows/nudge.ts'
import type { Words } from '../flows/words.ts'
import { tongueTo, whoSeesCards } from '../store/post.ts'
import type { Effect, OpenTalk, To } from '../store/store.ts'
import type { Case } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { isHushed } from '../town/discreet.ts'
import { localOf } from '../town/zone.ts'
import { beginCase } from './begin-case.ts'
import type { Reminder, Watching } from './reminder.ts'

const minute = 60_000
const halfHour = 30 * minute
const day = 24 * 60 * minute
/** Next morning, by the town's clock. */
const morningFrom = 8 * 60

export const halfWay: Reminder = {
  id: 'half-way',
  due: async (watching) => {
    const { store, now } = watching
    const talks = await store.openTalks(now - halfHour, 200)
    const asked = await Promise.all(talks.filter(isReport).map(async (open) => nudge(watching, open)))
    return asked.flat()
  },
}

/** Only a report that has begun to say something; the questions after the number are comfort and nobody is asked about them. */
const isReport = ({ talk }: OpenTalk): boolean =>
  talk.flow === 'report-dispute' &&
  talk.hush !== true &&
  talk.answers['readBack'] === undefined &&
  talk.answers['what'] !== undefined &&
  book[talk.flow] !== undefined

async function nudge(watching: Watching, open: OpenTalk): Promise<readonly Effect[]> {
  const { now, updatedAt } = { now: watching.now, updatedAt: open.updatedAt }
  if (now - updatedAt >= day && !open.nudges.includes('day')) return handToStaff(watching, open)
  // In danger the duty is alarmed and alarmed again; nobody who may be hiding is asked whether to go on.
  if (open.talk.answers['urgent'] !== undefined) return []
  const kind = isNextMorning(updatedAt, now, watching.zone) ? 'morning' : '30min'
  // Late in the evening nobody is woken; the morning asks.
  if (kind === '30min' && !isSameDaytime(updatedAt, now, watching.zone)) return []
  if (open.nudges.includes(kind) || open.nudges.includes('day')) return []
  const person = await watching.store.person(open.person)
  const once = `half-way:${open.person}:${open.talk.begun}:${updatedAt}:${kind}`
  const { talk, say } = askedAgain(open.talk, watching.words[person?.lang ?? 'zh-CN'], once)
  return [
    { do: 'nudged', person: open.person, kind },
    // Laying the question on the table is no sign of life: the clock of the talk goes on.
    { do: 'talk', person: open.person, talk, quiet: true },
    { do: 'send', to: { person: open.person }, message: say, class: 'reminder', once },
  ]
}

function isSameDaytime(updatedAt: number, now: number, zone: string): boolean {
  const { date, minute: clock } = localOf(now, zone)
  return date === localOf(updatedAt, zone).date && clock >= 7 * 60 + 30 && clock < 21 * 60
}

function isNextMorning(updatedAt: number, now: number, zone: string): boolean {
  const [then, today] = [localOf(updatedAt, zone), localOf(now, zone)]
  return today.date > then.date && today.minute >= morningFrom
}

/** The talk becomes a case that staff can see. Who has it already needs no card. */
async function handToStaff(watching: Watching, open: OpenTalk): Promise<readonly Effect[]> {
  const { store, words, post } = watching
  const nudged: Effect = { do: 'nudged', person: open.person, kind: 'day' }
  const known = open.talk.no === undefined ? undefined : await store.caseByNo(open.talk.no)
  if (known?.holder !== undefined) return [nudged]
  const { one, effects } = known === undefined ? await beginCase(watching, open) : { one: known, effects: [] }
  const to = whoSeesCards(post)
  if (isHushed(one) || to === undefined) return [nudged, ...effects]
  return [nudged, ...effects, ...unfinished(one, to, words[tongueTo(post, to)])]
}

/** 「没说完1件」 */
function unfinished(one: Case, to: To, words: Words): readonly Effect[] {
  const place = one.answers['village'] as { village?: string } | null | undefined
  const { no } = one
  const text = words.one('staff.unfinished', { no: sayNumber(no), village: place?.village ?? words.one('staff.noVillage') })
  return [
    ...(one.shown || !('group' in to) ? [] : [{ do: 'happened', no, event: { is: 'shown' } } as const]),
    { do: 'send', to, message: { text }, class: 'notice', once: `unfinished:${no}`, no },
  ]
}
