/** What must never become a card in a group (face.md §1): heard in every text that comes to a case; once heard it stays. Pure. */
import { accusedIn } from './accused.ts'
import type { Case, CaseEvent } from './case.ts'
import { type DiscreetSign, hearDiscreet } from './danger/hear.ts'
import { discreetKindsIn, discreetOf } from './kinds.ts'
import { onlyWaits } from './meaning/complaint.ts'
import { fitsIn, fold } from './meaning/text.ts'
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

/** 刚才, 老赵, 都说了: fewer signs say nothing that a tone could be heard in. */
const FEWEST_SIGNS = 6

/** The discreet matters that a story touches: danger now, what is told calmly or of long ago, and a kind that is nearly said. Never throws. */
export function mattersIn(text: string): readonly Discreet[] {
  // 都三天了 sounds like somebody left alone, and only means the town.
  if (onlyWaits(text)) return []
  const bySound = fitsIn(text, FEWEST_SIGNS - 1) ? [] : hearDiscreet(text).flatMap(ofSign)
  return [...new Set([...bySound, ...mattersSaid(text)])]
}

/** Those that stand in the words, however they sound. */
function mattersSaid(text: string): readonly Discreet[] {
  const said = fold(text)
  return [...told.flatMap(([matter, pattern]) => (pattern.test(said) ? [matter] : [])), ...discreetKindsIn(text)]
}

/** The event with the discreet matters that are heard in it, and who of the town's officers is accused. */
export const listened =
  (town: Town) =>
  <E extends CaseEvent>(event: E): E => {
    const accused = [...new Set(textsOf(event).flatMap((text) => accusedIn(town, text)))]
    const matters = [...new Set([...heardIn(event), ...(accused.length > 0 ? (['officials'] as const) : [])])]
    return { ...event, ...(matters.length === 0 ? {} : { matters }), ...(accused.length === 0 ? {} : { accused }) }
  }

function heardIn(event: CaseEvent): readonly Discreet[] {
  if (event.is === 'urgent') return ofSign(event.sign)
  if (event.is === 'more') return isOnlyWordToAlarm(event.text) ? [] : mattersIn(event.text)
  if (event.is !== 'answer') return []
  if (event.key === 'kind') return [discreetOf(String(event.value)) ?? []].flat()
  // 跟谁的事？媳妇: an answer of a word or two sounds of everything. What is danger beyond doubt raises the alarm, and that is heard.
  return textsOf(event).flatMap(event.key === 'what' ? mattersIn : mattersSaid)
}

/** What the person said in the event, piece by piece. */
function textsOf(event: CaseEvent): readonly string[] {
  if (event.is === 'more') return [event.text]
  if (event.is !== 'answer') return []
  const { pieces = [], said = '' } = (event.value ?? {}) as { pieces?: readonly { text?: string }[]; said?: string }
  return [...pieces.map((piece) => piece.text ?? ''), said]
}

/** 人走了 and 怎么还没人来 sound of many things and tell of none; 他又打我了 tells. */
function isOnlyWordToAlarm(text: string): boolean {
  const said = readToAlarm(text)
  return said?.whole === true && said.means !== 'calls'
}

/** Whether the case touches a matter of face.md §1: then nothing of it is said in any group. */
export const isHushed = (one: Case): boolean => one.matters.length > 0

/** The officers named for what the case touches. */
export const namedForCase = (town: Town, { matters, accused }: Pick<Case, 'matters' | 'accused'>): readonly string[] =>
  matters.flatMap((matter) => namedFor(town, matter, accused))

/**
 * Who is told in private that something of the case waits for them: its holder; where nobody has it, the officers named for a discreet one, else the duty.
 * @param reachable whether this officer can be told
 */
export function whoAnswersFor(town: Town, duty: string | undefined, one: Case, reachable: (officer: string) => boolean): readonly string[] {
  const circles = [[one.holder], isHushed(one) ? namedForCase(town, one) : [duty]]
  const known = circles.map((circle) => [...new Set(circle)].filter((officer) => officer !== undefined).filter(reachable))
  return known.find((circle) => circle.length > 0) ?? []
}

/** The officers who hear of this case now: named for a matter it did not touch before, or for all where somebody is newly accused; not its holder. */
export function toBeTold(town: Town, before: Case | undefined, after: Case): readonly string[] {
  const accused = after.accused.some((officer) => before?.accused.includes(officer) !== true)
  const fresh = after.matters.filter((matter) => accused || before?.matters.includes(matter) !== true)
  return [...new Set(namedForCase(town, { ...after, matters: fresh }))].filter((officer) => officer !== after.holder)
}
