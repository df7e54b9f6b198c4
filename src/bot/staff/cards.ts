/** The card of a case in the staff group: number, kind, village, clock. Never a name or what was said. */

import type { Words } from '../../flows/words.ts'
import type { Effect } from '../../store/effect.ts'
import type { Card } from '../../store/outgoing.ts'
import { tongueTo, whoSeesCards } from '../../store/post.ts'
import type { Post } from '../../store/store.ts'
import { tellNamed } from '../../store/tell-named.ts'
import { nearness } from '../../town/calendar.ts'
import { awaitsContact, type Case, isOver, unheardOf, villageOf } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { isHushed } from '../../town/discreet.ts'
import { kindName } from '../../town/kinds.ts'
import { sayMoment } from '../../town/say-time.ts'
import { officerOf } from '../../town/town.ts'
import type { House } from '../house.ts'
import { kindOf } from './rights.ts'

/** The card as the case stands. */
export function cardOf(house: House, words: Words, one: Case): Card {
  const kind = kindOf(one)
  const holder = officerOf(house.town, one.holder)?.name
  return {
    no: one.no,
    kind:
      kind === undefined
        ? words.one('staff.noKind')
        : words.one(typeof one.answers['kind'] === 'string' ? 'staff.kind' : 'staff.likeKind', { kind: kindName(kind, words.lang) }),
    village: villageOf(one) ?? words.one('staff.noVillage'),
    urgent: one.urgent,
    since: one.openedAt,
    state: one.state,
    reach: one.reach,
    unheard: unheardOf(one).length,
    ...(holder === undefined ? {} : { holder }),
    ...(one.due === undefined || !awaitsContact(one) ? {} : { due: one.due }),
  }
}

/** Waits for somebody to take it; an unfinished one also where somebody has looked already. */
const isFree = ({ state, holder }: Case): boolean =>
  state === 'new' || state === 'unfinished' || (state === 'reopened' && holder === undefined)

/** 待接, 在办, 到期: how many of these cases wait for somebody, are in hand, and are due today or past it. */
export function headline(house: House, words: Words, cases: readonly Case[], now: number): string {
  const count = (test: (one: Case) => boolean): number => cases.filter(test).length
  const isDue = (one: Case): boolean =>
    awaitsContact(one) && one.due !== undefined && ['past', 'today'].includes(nearness(one.due, now, house.zone) ?? '')
  return words.one('staff.headline', {
    fresh: count(isFree),
    held: count((one) => !isOver(one) && !isFree(one)),
    due: count(isDue),
  })
}

/** So long a case has just come, and nobody need be told when. */
const newMs = 3_600_000

/** The same in words, for networks without cards. */
export function cardText(house: House, words: Words, card: Card, now: number): string {
  const near = card.due === undefined ? undefined : nearness(card.due, now, house.zone)
  const parts = [
    words.one(card.urgent ? 'staff.card.urgent' : 'staff.card.plain', { no: sayNumber(card.no), kind: card.kind, village: card.village }),
    words.one(`staff.card.${card.state === 'reopened' && card.holder === undefined ? 'reopenedFree' : card.state}`, {
      who: card.holder ?? '',
    }),
    ...(now - card.since < newMs ? [] : [words.one('staff.card.since', { at: sayMoment(card.since, house.zone, words.lang) })]),
    ...(near === undefined ? [] : [words.one(`staff.card.due.${near}`)]),
    ...(card.unheard > 0 ? [words.one('staff.card.unheard', { count: card.unheard })] : []),
    words.one(card.reach === 'chat' ? 'staff.card.chat' : 'staff.card.phone'),
  ]
  return parts.filter((p) => p !== '').join(words.one('staff.card.between'))
}

/**
 * Tells staff what changed: the card in the group, or for discreet matters a private word to the officers named.
 * @param now epoch milliseconds
 * @param cause what brought the change (a message's id); makes the once-key
 */
export function tellStaff(house: House, post: Post, before: Case | undefined, after: Case, cause: string, now: number): readonly Effect[] {
  if (isHushed(after)) return tellNamed(house, post, before, after)
  const to = whoSeesCards(post)
  if (to === undefined) return []
  const words = house.words[tongueTo(post, to)]
  const card = cardOf(house, words, after)
  if (before !== undefined && JSON.stringify(cardOf(house, words, before)) === JSON.stringify(card)) return []
  return [
    ...(after.shown || !('group' in to) ? [] : [{ do: 'happened', no: after.no, event: { is: 'shown' } } as const]),
    {
      do: 'send',
      to,
      message: { text: cardText(house, words, card, now), card },
      class: 'reply',
      once: `card:${after.no}:${cause}`,
      no: after.no,
    },
  ]
}
