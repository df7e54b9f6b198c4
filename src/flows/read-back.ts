/** How the bot says back what it understood: the read-back before the number, and the list of items to correct. */
import { kindName } from '../town/kinds.ts'
import { firstWords } from '../town/meaning/text.ts'
import { toldOfSelf } from '../town/told.ts'
import { answered, type Flow } from './flow.ts'
import { type Place, type Story, typedPieces } from './questions.ts'
import { begins } from './stage.ts'
import type { About, Answers } from './talk.ts'

/** Fills W14: {where} {first} {hurt} {reach}. A name that was not asked but stood in the words is said too. */
export function retold(answers: Answers, about: About): Readonly<Record<string, string>> {
  const place = answers['village'] as Place | null | undefined
  const name = answers['name'] as string | null | undefined
  const phone = answers['phone'] as string | null | undefined
  const told = toldOfSelf(typedPieces(answers['what'] as Story | undefined), about.town).name
  const word = (key: string, values = {}) => about.words.one(`report-dispute.readBack.${key}`, values)
  return {
    who: name != null && name !== '' && told !== undefined ? word('who', { name }) : '',
    where:
      place == null
        ? word('nowhere')
        : 'village' in place
          ? place.village
          : place.said === ''
            ? word('nowhere')
            : firstWords(place.said, 16),
    first: begins(answers),
    hurt: answers['danger'] === 'no' ? word('unhurt') : '',
    reach: phone == null || phone === '' ? word('here') : word('tail', { tail: phone.replace(/\D/g, '').slice(-4) }),
  }
}

/** Answers that can be corrected by number (修改第3项), in the order of the flow; at most five. */
export const correctable = (flow: Flow, answers: Answers): readonly string[] =>
  answered(flow, answers)
    .map((s) => s.key)
    .filter((key) => ['what', 'danger', 'village', 'name', 'phone'].includes(key))

export const kindLabel = (kind: string, about: About): string =>
  kind === 'other' ? about.words.one('report-dispute.kind.none') : kindName(kind, about.words.lang)
