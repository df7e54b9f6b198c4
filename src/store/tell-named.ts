/** The private word to the officers who alone hear of a discreet matter; whoever writes about a case says it here. */
import type { Words } from '../flows/words.ts'
import type { Case } from '../town/case.ts'
import { sayNumber } from '../town/case-number.ts'
import { toBeTold } from '../town/discreet.ts'
import type { Lang, Town } from '../town/town.ts'
import type { Effect } from './effect.ts'
import { tongueOf } from './post.ts'
import type { Post } from './store.ts'

/** What the word is written with. */
interface Telling {
  readonly town: Town
  readonly words: Readonly<Record<Lang, Words>>
}

/**
 * Each officer is told once of a case, however many of its matters they are named for, and again where somebody is newly accused; nothing of it but the number.
 * @param before the case as it stood; undefined where it begins now
 */
export const tellNamed = ({ town, words }: Telling, post: Post, before: Case | undefined, after: Case): readonly Effect[] =>
  toBeTold(town, before, after).map((officer) => ({
    do: 'send',
    to: { officer },
    message: { text: words[tongueOf(post, officer)].one('staff.named', { no: sayNumber(after.no) }) },
    class: 'alarm',
    once: ['named', after.no, officer, ...after.accused].join(':'),
    no: after.no,
  }))
