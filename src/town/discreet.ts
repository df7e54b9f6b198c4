/** What must never become a card in a group (face.md §1): heard in every text that comes to a case; once heard it stays. Pure. */
import type { Case, CaseEvent } from './case.ts'
import { type DiscreetSign, hearDiscreet } from './danger/hear.ts'
import { discreetKindsIn, discreetOf } from './kinds.ts'
import { onlyWaits } from './meaning/complaint.ts'
import { fold } from './meaning/text.ts'
import { readToAlarm } from './meaning/to-alarm.ts'
import { type Discreet, namedFor, type Town } from './town.ts'
import { readFacts } from './yaml.ts'

const matters: Readonly<Record<DiscreetSign, Discreet>> = {
  domestic: 'domestic',
  sexual: 'sexual',
  child: 'child',
  elder: 'elder',
  'self-harm': 'self_harm',
}

const ofSign = (sign: string): readonly Discreet[] => [matters[sign as DiscreetSign] ?? []].flat()

const told = Object.entries(
  readFacts<Readonly<Partial<Record<Discreet, readonly string[]>>>>(new URL('./discreet.yaml', import.meta.url)),
).map(([matter, patterns]) => [matter as Discreet, new RegExp(patterns.join('|'), 'u')] as const)

/** The discreet matters that a text touches: danger now, what is told calmly or of long ago, and a kind that is nearly said. Never throws. */
export function mattersIn(text: string): readonly Discreet[] {
  // 都三天了 sounds like somebody left alone, and only means the town.
  if (onlyWaits(text)) return []
  const said = fold(text)
  const calmly = told.flatMap(([matter, pattern]) => (pattern.test(said) ? [matter] : []))
  return [...new Set([...hearDiscreet(text).flatMap(ofSign), ...calmly, ...discreetKindsIn(text)])]
}

/** The event with the discreet matters that are heard in it. */
export function listened<E extends CaseEvent>(event: E): E {
  const heard = new Set(heardIn(event))
  return heard.size === 0 ? event : { ...event, matters: [...heard] }
}

function heardIn(event: CaseEvent): readonly Discreet[] {
  if (event.is === 'urgent') return ofSign(event.sign)
  if (event.is === 'more') return isOnlyWordToAlarm(event.text) ? [] : mattersIn(event.text)
  if (event.is !== 'answer') return []
  if (event.key === 'kind') return [discreetOf(String(event.value)) ?? []].flat()
  const { pieces = [], said = '' } = (event.value ?? {}) as { pieces?: readonly { text?: string }[]; said?: string }
  return [...pieces.map((piece) => piece.text ?? ''), said].flatMap(mattersIn)
}

/** 人走了 and 怎么还没人来 sound of many things and tell of none; 他又打我了 tells. */
function isOnlyWordToAlarm(text: string): boolean {
  const said = readToAlarm(text)
  return said?.whole === true && said.means !== 'calls'
}

/** Whether the case touches a matter of face.md §1: then nothing of it is said in any group. */
export const isHushed = (one: Case): boolean => one.matters.length > 0

/**
 * Who is told in private that something of the case waits for them: its holder; where nobody has it, the officers named for a discreet one, else the duty.
 * @param reachable whether this officer can be told
 */
export function whoAnswersFor(town: Town, duty: string | undefined, one: Case, reachable: (officer: string) => boolean): readonly string[] {
  const circles = [[one.holder], isHushed(one) ? one.matters.flatMap((matter) => namedFor(town, matter)) : [duty]]
  const known = circles.map((circle) => [...new Set(circle)].filter((officer) => officer !== undefined).filter(reachable))
  return known.find((circle) => circle.length > 0) ?? []
}

/** The officers who hear of this case for the first time: named for a matter it touches now and did not before, and not its holder. */
export function toBeTold(town: Town, before: Case | undefined, after: Case): readonly string[] {
  const fresh = after.matters.filter((matter) => before?.matters.includes(matter) !== true)
  return [...new Set(fresh.flatMap((matter) => namedFor(town, matter)))].filter((officer) => officer !== after.holder)
}
