/** What a few words clearly are, whatever was asked: a village, a name, a phone; and keeping it. */
import { withDigits } from '../town/meaning/digits.ts'
import { ownName } from '../town/meaning/name.ts'
import { ownPhone } from '../town/meaning/phone.ts'
import { bare, countSigns, fitsIn } from '../town/meaning/text.ts'
import type { Town } from '../town/town.ts'
import { findVillage, villageCalled } from '../town/villages.ts'
import type { Flow } from './flow.ts'
import { rightWords } from './right-words.ts'
import { give, type Stage, takeBack, tellNoted } from './stage.ts'
import type { About, Json } from './talk.ts'
import { gapOf, walk } from './walk.ts'

export interface Clear {
  readonly key: 'village' | 'name' | 'phone'
  readonly value: Json
}

/** Only a few words are clear by themselves. */
const few = 24
/** More than one thing is said. */
export const parted = /[,，。;；!！?？\n]/u

/** @returns what they are, corrections (说错了，是…) off; undefined where they are or hold anything else. */
export function clearly(text: string, { town }: About): Clear | undefined {
  if (!fitsIn(text, few)) return undefined
  const words = rightWords(text)
  const phone = ownPhone(words, false)
  if (phone !== undefined && !parted.test(words) && countSigns(bare(withDigits(words)).replace(/[\d ]/g, '')) <= 8)
    return { key: 'phone', value: phone }
  const said = bare(words).replace(/(?:村?(?:[东西南北]头|[一二三四五六七八九十\d]+[组队])|村的?|的|人)$/u, '')
  const village = villageCalled(bare(words), town) ?? villageCalled(said, town) ?? spelledOut(said, town)
  if (village !== undefined) return { key: 'village', value: { village } }
  const name = parted.test(words) ? undefined : ownName(text)
  return name === undefined ? undefined : { key: 'name', value: name }
}

/** Keeps what was clearly said and asks on; where it is not just read back, it is said that it was heard. */
export function place(stage: Stage, flow: Flow, { key, value }: { readonly key: string; readonly value: Json }): void {
  takeBack(stage, stage.talk?.no === undefined ? ['readBack'] : [])
  give(stage, key, value)
  const next = stage.talk === null ? undefined : gapOf(flow, stage.talk, stage.about)?.key
  if (next !== 'readBack') tellNoted(stage, key, value)
  walk(stage, flow)
}

/** liushuwan and nothing else. */
function spelledOut(said: string, town: Town): string | undefined {
  const found = /^[a-z ]{6,24}$/.test(said) ? findVillage(said, town) : undefined
  return found?.is === 'one' ? found.village : undefined
}

/** The item that this message clearly is, where the flow has it. */
export function clearItem({ heard, about }: Stage, flow: Flow): Clear | undefined {
  const clear = clearly(heard.text, about)
  return flow.steps.some((step) => step.key === clear?.key) ? clear : undefined
}
