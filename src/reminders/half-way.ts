/** A talk left half way is a report: asked after 30 minutes and next morning; after a day staff get a card 「没说完1件」. Silence is not cancelling. */
import { askedAgain } from '../flows/nudge.ts'
import { reportDispute } from '../flows/report-dispute.ts'
import type { Words } from '../flows/words.ts'
import type { Effect, To } from '../store/effect.ts'
import type { OpenTalk } from '../store/open-talk.ts'
import { tongueTo, whoSeesCards } from '../store/post.ts'
import { type Case, villageOf } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { isHushed } from '../town/discreet.ts'
import { localOf, momentOf } from '../town/zone.ts'
import { beginCase } from './begin-case.ts'
import type { Follows, Reminder, Watching } from './reminder.ts'

const minute = 60_000
const halfHour = 30 * minute
const day = 24 * 60 * minute
/** Next morning, by the town's clock. */
const morningFrom = 8 * 60

/** Nobody is asked before this and from then on, by the town's clock. */
const [early, late] = [7 * 60 + 30, 21 * 60]

export const halfWay: Reminder = {
  id: 'half-way',
  async *due(watching) {
    const { store, now, zone } = watching
    const { date, minute: clock } = localOf(now, zone)
    const yesterday = momentOf(date, 0, zone) - 1
    const left = (nudge: string, after: number, before: number) => store.talksLeft({ flow: reportDispute.name, nudge, after, before })
    for await (const open of left('day', 0, now - day)) yield () => handToStaff(watching, open)
    if (clock >= morningFrom) for await (const open of left('morning', now - day, yesterday)) yield () => ask(watching, open, 'morning')
    // Late in the evening nobody is woken; the morning asks.
    if (clock >= early && clock < late)
      for await (const open of left('30min', Math.max(now - day, yesterday), now - halfHour)) yield () => ask(watching, open, '30min')
  },
}

/** Only a report that has begun to say something; the questions after the number are comfort and nobody is asked about them. */
const isReport = ({ talk }: OpenTalk): boolean =>
  talk.hush !== true && talk.answers['readBack'] === undefined && talk.answers['what'] !== undefined

async function ask(watching: Watching, open: OpenTalk, kind: '30min' | 'morning'): Promise<Follows> {
  // In danger the duty is alarmed and alarmed again; nobody who may be hiding is asked whether to go on.
  if (!isReport(open) || open.talk.answers['urgent'] !== undefined) return { effects: [] }
  const person = await watching.store.person(open.person)
  const once = `half-way:${open.person}:${open.talk.begun}:${open.updatedAt}:${kind}`
  const { talk, say } = askedAgain(open.talk, watching.words[person?.lang ?? 'zh-CN'], once)
  const effects: readonly Effect[] = [
    { do: 'nudged', person: open.person, kind },
    // Laying the question on the table is no sign of life: the clock of the talk goes on.
    { do: 'talk', person: open.person, talk, quiet: true },
    { do: 'send', to: { person: open.person }, message: say, class: 'reminder', once },
  ]
  return { effects, still: open }
}

/** The talk becomes a case that staff can see. Who has it already needs no card. What is no report is looked at here for the last time. */
async function handToStaff(watching: Watching, open: OpenTalk): Promise<Follows> {
  const { store, words, post } = watching
  const nudged: Effect = { do: 'nudged', person: open.person, kind: 'day' }
  const known = open.talk.no === undefined ? undefined : await store.caseByNo(open.talk.no)
  if (!isReport(open) || known?.holder !== undefined) return { effects: [nudged], still: open }
  const { one, effects } = known === undefined ? await beginCase(watching, open) : { one: known, effects: [] }
  const to = whoSeesCards(post)
  const card = isHushed(one) || to === undefined ? [] : unfinished(one, to, words[tongueTo(post, to)])
  return { effects: [nudged, ...effects, ...card], still: open }
}

/** 「没说完1件」 */
function unfinished(one: Case, to: To, words: Words): readonly Effect[] {
  const { no } = one
  const text = words.one('staff.unfinished', { no: sayNumber(no), village: villageOf(one) ?? words.one('staff.noVillage') })
  return [
    ...(one.shown || !('group' in to) ? [] : [{ do: 'happened', no, event: { is: 'shown' } } as const]),
    { do: 'send', to, message: { text }, class: 'notice', once: `unfinished:${no}`, no },
  ]
}
