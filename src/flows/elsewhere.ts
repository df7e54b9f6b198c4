/** Words that clearly answer another question than the open one: a phone where the village was asked, a village at 对不对. */
import { readName } from '../town/meaning/name.ts'
import { ownPhone, speaksOfAnother } from '../town/meaning/phone.ts'
import { bare, countSigns, fitsIn } from '../town/meaning/text.ts'
import { askAside } from './asides.ts'
import { type Clear, clearItem, place } from './clearly.ts'
import type { Flow } from './flow.ts'
import { type Story, typedPieces } from './questions.ts'
import { rightWords } from './right-words.ts'
import { addToStory, give, type Stage, tellNoted } from './stage.ts'
import type { Talk } from './talk.ts'
import { type Gap, gapOf, walk } from './walk.ts'

/** Where a phone alone may be that of the other side: they have just been spoken of. */
const aboutThem: readonly string[] = ['whom', 'wants', 'tried', 'mayCall']

/**
 * Takes words that clearly answer another question.
 * @returns true where nothing is left to be read as the answer to the open one
 */
export function hearElsewhere(stage: Stage, flow: Flow, gap: Gap): boolean {
  const { heard, talk } = stage
  if (talk === null || heard.files.length > 0 || !flow.steps.some((step) => step.key === 'phone')) return false
  const clear = clearItem(stage, flow)
  if (clear === undefined || clear.key === gap.key) return hearPhone(stage, gap, clear?.key === 'phone')
  const registered = talk.told.includes('registered')
  if (gap.key === flow.storyKey && talk.earlier !== undefined) {
    askAside(stage, 'meant?', flow)
    return true
  }
  const before = talk.answers[clear.key]
  const other = typeof before === 'string' && before !== '' && before !== clear.value
  const corrects = rightWords(heard.text) !== heard.text.trim()
  if (registered && !corrects && (clear.key !== 'phone' || aboutThem.includes(gap.key) || other)) return false
  if (gap.key === 'danger' && clear.key === 'phone' && speaksOfAnother(lastTyped(talk))) {
    addToStory(stage, flow)
    walk(stage, flow)
    return true
  }
  // 柳树湾东头: where in the village helps whoever comes.
  if (clear.key === 'village' && saysWhere(heard.text, clear)) addToStory(stage, flow)
  if (JSON.stringify(before) === JSON.stringify(clear.value)) walk(stage, flow)
  else place(stage, flow, clear)
  return true
}

const saysWhere = (text: string, { value }: Clear): boolean =>
  /[东西南北]|头|组|队/u.test(text) && countSigns(bare(text)) > countSigns((value as { village: string }).village)

/**
 * Several answers sent in one go, before the questions had reached the person: village, name and phone are kept where they belong.
 * @returns false where the words are no such thing, or that was answered already
 */
export function placeEarly(stage: Stage, flow: Flow): boolean {
  const { heard, talk, about } = stage
  const gap = talk === null ? undefined : gapOf(flow, talk, about)
  if (talk === null || gap === undefined || gap.key === flow.storyKey || heard.files.length > 0) return false
  const clear = clearItem(stage, flow) ?? (gap.key === 'name' ? asName(heard.text) : undefined)
  if (clear === undefined || clear.key in talk.answers) return false
  if (clear.key === 'phone' && (aboutThem.includes(gap.key) || speaksOfAnother(lastTyped(talk)))) return false
  give(stage, clear.key, clear.value)
  if (talk.told.includes('registered')) tellNoted(stage, clear.key, clear.value)
  if (clear.key === gap.key) walk(stage, flow)
  return true
}

function asName(text: string): Clear | undefined {
  const name = fitsIn(text, 4) ? readName(text) : undefined
  return name === undefined || name === 'skip' ? undefined : { key: 'name', value: name }
}

const lastTyped = ({ answers }: Talk): string => typedPieces(answers['what'] as Story | undefined).at(-1) ?? ''

/** 王大爷 138…, 王大爷，电话138…: said where the name was asked. */
const nameBefore = /^(?!\D*[他她])\p{L}{2,6}?(?:[\p{P}\s]*(?=[+\d])|[\p{P}\s]+(?=电话|手机|号))/u

/** A phone of one's own beside the answer: 没有，我电话是138…, 柳树湾 138…. */
function hearPhone(stage: Stage, gap: Gap, answered: boolean): false {
  const { heard, about, talk } = stage
  if (answered || gap.key === 'phone') return false
  const named = about.town.villages.find((v) => heard.text.includes(v.name))?.name ?? ''
  const rest = gap.key === 'village' && named !== '' ? heard.text.replace(named, '').replace(/^[\p{P}\s]*/u, '') : heard.text
  const phone =
    ownPhone(rest, false) ?? (gap.key === 'name' ? (ownPhone(rest, true) ?? ownPhone(rest.replace(nameBefore, ''), false)) : undefined)
  if (phone === undefined || talk?.answers['phone'] === phone) return false
  give(stage, 'phone', phone)
  if (talk?.told.includes('registered') === true) tellNoted(stage, 'phone', phone)
  return false
}
