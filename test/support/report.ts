/** A resident's report, question by question: an answer to each, and what is kept of it all. */
import { webAccount } from '../../src/bot/web.ts'
import type { Talk } from '../../src/flows/talk.ts'
import type { Case } from '../../src/town/case.ts'
import type { People } from './people.ts'
import type { Sent, World } from './world.ts'

/** What 李大爷 says to each question of a report, and to those that may come later. */
export const answers: Readonly<Record<string, string>> = {
  what: '邻居把俺家水沟堵了',
  danger: '没有',
  safe: '方便',
  village: '柳树湾',
  name: '老李',
  phone: '19900001234',
  readBack: '对',
  kind: '1',
  when: '上月初三',
  whom: '隔壁的',
  wants: '把沟通开',
  tried: '找过村长',
  whose: '我自己的',
  mayCall: '能',
  mayName: '能',
  where: '1',
  settled: '1',
  pleased: '1',
}

/** The questions that an ordinary report asks, in their order. */
export const questions = [
  'what',
  'danger',
  'village',
  'name',
  'phone',
  'readBack',
  'when',
  'whom',
  'wants',
  'tried',
  'whose',
  'mayCall',
  'mayName',
]

export const idOf = async ({ store }: World, who: string): Promise<number> => (await store.personOf('web', webAccount, who)) ?? 0

export async function talkOf(world: World, who: string): Promise<Talk | null> {
  return (await world.store.talkOf(await idOf(world, who)))?.talk ?? null
}

export const casesOf = async (world: World, who: string): Promise<readonly Case[]> => world.store.casesOf(await idOf(world, who))

/** Everything of this person that is kept: the open talk and all cases. */
export async function keptOf(world: World, who: string): Promise<string> {
  return JSON.stringify([await talkOf(world, who), await casesOf(world, who)])
}

/** Answers what is asked until this question lies on the table, or to the end. @returns what was sent on the way */
export async function answerUntil(world: World, people: People, who: string, until?: string): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  for (let turns = 0; turns < 30; turns++) {
    const talk = await talkOf(world, who)
    if (talk === null && turns > 0) return sent
    const key = talk === null ? 'what' : talk.table?.key
    if (key !== undefined && key === until) return sent
    // After a call for a human nothing lies on the table.
    const text = key === undefined ? '继续' : answers[key]
    if (text === undefined) throw new Error(`nobody knows what to say to ${key}`)
    sent.push(...(await people.hear(who, { text })))
  }
  throw new Error(`the question ${until} never came`)
}
