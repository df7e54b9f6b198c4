/** What somebody surely tells of themselves in free words, so that it need not be asked: village, name, phone. Never guessed. */
import { ownName } from './meaning/name.ts'
import { ownPhone } from './meaning/phone.ts'
import { oneOf } from './meaning/text.ts'
import type { Town, Village } from './town.ts'
import { ownVillage } from './villages.ts'

export interface ToldOfSelf {
  readonly village?: string
  readonly name?: string
  readonly phone?: string
}

/** A longer letter tells of many people. */
const longest = 1000

const known = new WeakMap<readonly Village[], RegExp>()

/** A village of the town between 我是 and a name. */
function fromVillage({ villages }: Town): RegExp {
  const before = known.get(villages)
  if (before !== undefined) return before
  const names = villages.flatMap((v) => [v.name, ...v.also]).map((n) => n.replace(/[^\p{L}\p{N}]/gu, '.'))
  const pattern = new RegExp(`(?<=[我俺咱人](?:就)?(?:是|系)?)${oneOf(names)}(?:村民|村的?|的)?`, 'gu')
  known.set(villages, pattern)
  return pattern
}

/**
 * @param words  the messages, in the order they came; anything goes in
 * @returns      what is surely in them; a part that is not sure is left out and asked
 */
export function toldOfSelf(words: readonly string[], town: Town): ToldOfSelf {
  const text = words.join('\n')
  if (text.length > longest) return {}
  // 我是柳树湾的王桂花 names as 我是王桂花 does.
  const name = ownName(text.replace(fromVillage(town), ''))
  const village = ownVillage(text, town, name)
  const phone = ownPhone(text, name !== undefined || village !== undefined)
  return {
    ...(village === undefined ? {} : { village }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  }
}
