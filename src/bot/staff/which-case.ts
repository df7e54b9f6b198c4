/** Which case an order means: the number said, else the one that lies open, else the only one that waits for it. Asks back kindly. */
import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { type Case, isOver, unheardOf } from '../../town/case.ts'
import { type House, wordsHere } from '../house.ts'
import { alarmsFor } from './alarm.ts'
import { answer, answerAlone } from './answer.ts'
import { cardOf, cardText } from './cards.ts'
import type { Order } from './orders.ts'
import { openHere } from './rights.ts'

/** Orders that are about a case. */
const ofCase = ['claim', 'read', 'listen', 'close', 'reopen', 'reply'] as const
type Name = (typeof ofCase)[number]
export type CaseOrder = Order & { readonly name: Name }
type Asking = Exclude<Name, 'reply' | 'reopen'>

export const isCaseOrder = (order: Order): order is CaseOrder => ofCase.some((name) => name === order.name)

/** A case number, or what is said instead. */
export type Which = { readonly no: string } | { readonly say: readonly Effect[] }

const mostShown = 5

/** @param now epoch milliseconds */
export function whichCase(house: House, loaded: Loaded, officer: string, { name, no }: CaseOrder, now: number): Which {
  const words = wordsHere(house, loaded)
  if (no !== undefined) return { no }
  // What is over lies nowhere and waits for nobody.
  if (name === 'reopen') return { say: [answer(loaded, words.one('staff.whichNo'))] }
  const lies = loaded.group === undefined && loaded.talk?.no !== undefined ? loaded.named.get(loaded.talk.no) : undefined
  if (lies !== undefined && !(name === 'claim' && lies.holder === officer)) return { no: lies.no }
  if (name === 'reply') return { say: nothingLies(house, loaded, officer, now) }
  const waiting = waitingFor(name, openTo(house, loaded, officer), officer)
  const [only] = waiting
  if (only === undefined) return { say: [answer(loaded, words.one(`staff.none.${name}`))] }
  if (waiting.length === 1) return { no: only.no }
  return { say: asLines(loaded, [words.one(`staff.which.${name}`, { count: waiting.length }), ...cardLines(house, loaded, waiting, now)]) }
}

/**
 * Which alarm 看到了 or 打过了 means where no number is said: the only one that is out; 打过了 also counts the case that lies open.
 * Asked back in private, for a discreet case is not named in the group.
 */
export function whichAlarm(
  house: House,
  loaded: Loaded,
  officer: string,
  name: 'seen' | 'called',
  no: string | undefined,
  now: number,
): Which {
  if (no !== undefined) return { no }
  const lies = name === 'called' && loaded.group === undefined ? loaded.talk?.no : undefined
  const alarms = alarmsFor(house, loaded, officer, undefined).filter((a) => name === 'called' || a.seenAt === undefined)
  const nos = [...new Set([...(lies === undefined ? [] : [lies]), ...[...alarms].sort((a, b) => b.id - a.id).map((a) => a.no)])]
  const cases = nos.flatMap((of) => loaded.named.get(of) ?? []).filter((one) => !isOver(one))
  if (cases.length < 2) return { no: cases[0]?.no ?? nos[0] ?? '' }
  const words = house.words[loaded.person.lang]
  const cards = cases.slice(0, mostShown).map((one) => cardText(house, words, cardOf(house, words, one), now))
  return { say: [words.one(`staff.which.${name}`, { count: cases.length }), ...cards].map((line, i) => answerAlone(loaded, line, i)) }
}

/** Nothing lies open, so that free words go to nobody: which cases are open to this officer, and how they are taken up. */
export function nothingLies(house: House, loaded: Loaded, officer: string, now: number): readonly Effect[] {
  const cards = cardLines(house, loaded, openTo(house, loaded, officer), now)
  return asLines(loaded, [wordsHere(house, loaded).one('staff.nothingLies'), ...cards])
}

/** Their own first. */
function openTo(house: House, loaded: Loaded, officer: string): readonly Case[] {
  const may = openHere(house, loaded, officer)
  return [...may.filter((one) => one.holder === officer), ...may.filter((one) => one.holder === undefined)]
}

/** What can be done to them: claim what nobody has, listen to what nobody has heard, open and close what is one's own. */
function waitingFor(name: Asking, open: readonly Case[], officer: string): readonly Case[] {
  const own = open.filter((one) => one.holder === officer && !isOver(one))
  if (name === 'claim') return open.filter((one) => one.holder === undefined)
  if (name === 'listen') return open.filter((one) => unheardOf(one).length > 0)
  return name === 'close' || own.length > 0 ? own : open
}

const cardLines = (house: House, loaded: Loaded, cases: readonly Case[], now: number): readonly string[] => {
  const words = wordsHere(house, loaded)
  return cases.slice(0, mostShown).map((one) => cardText(house, words, cardOf(house, words, one), now))
}

const asLines = (loaded: Loaded, lines: readonly string[]): readonly Effect[] => lines.map((line, i) => answer(loaded, line, i))
