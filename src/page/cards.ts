/** Staff cards: number, kind, village, clock; one card a case, in its newest state. */
import type { Card } from '../bot/page-types.ts'
import { button, el } from './dom.ts'
import { ago, say, spaced } from './words.ts'

export interface CardsOptions {
  readonly now: () => number
  readonly claim: (no: string) => void
  readonly listen: (no: string) => void
}

export interface Cards {
  /** The card as it stands now; the older one of the same case leaves the screen. */
  view(card: Card): HTMLElement
  /** 今天 待接1·在办6·到期2 */
  headline(): string
  clear(): void
}

const day = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at)
const open = ({ state }: Card): boolean => state !== 'closed' && state !== 'withdrawn'
const free = ({ state, holder }: Card): boolean =>
  state === 'new' || state === 'unfinished' || (state === 'reopened' && holder === undefined)

export function dueWord(card: Card, now: number): 'duePast' | 'dueToday' | 'dueTomorrow' | undefined {
  if (card.due === undefined || !open(card)) return undefined
  if (card.due < now) return 'duePast'
  if (day(card.due) === day(now)) return 'dueToday'
  return day(card.due) === day(now + 86_400_000) ? 'dueTomorrow' : undefined
}

export function createCards(options: CardsOptions): Cards {
  const shown = new Map<string, { card: Card; element: HTMLElement }>()
  return {
    view: (card) => {
      shown.get(card.no)?.element.remove()
      const element = cardView(card, options)
      shown.delete(card.no)
      shown.set(card.no, { card, element })
      return element
    },
    headline: () => {
      const cards = [...shown.values()].map((s) => s.card)
      const count = (test: (card: Card) => boolean): number => cards.filter(test).length
      const due = count((c) => ['dueToday', 'duePast'].includes(dueWord(c, options.now()) ?? ''))
      const parts = [
        say('toTake', { n: count(free) }),
        say('inHand', { n: count((c) => open(c) && !free(c)) }),
        say('dueCount', { n: due }),
      ]
      return `${say('today')} ${parts.join('·')}`
    },
    clear: () => shown.clear(),
  }
}

function cardView(card: Card, options: CardsOptions): HTMLElement {
  const now = options.now()
  const due = dueWord(card, now)
  const waits = free(card)
  const mark = (kind: string, text: string): HTMLElement => el('span', { class: `mark ${kind}`, text })
  const holder = { name: card.holder ?? '' }
  const facts = [
    card.state === 'claimed' && card.holder !== undefined && say('stateClaimed', holder),
    card.state === 'answered' && card.holder !== undefined && say('stateAnswered', holder),
    card.state === 'reopened' && card.holder !== undefined && say('stateClaimed', holder),
    card.state === 'closed' && say('stateClosed'),
    card.state === 'withdrawn' && say('stateWithdrawn'),
    open(card) && ago(card.since, now),
    waits && !card.urgent && say('calm'),
    card.unheard > 0 && say('unheard', { n: card.unheard }),
    open(card) && say(card.reach === 'chat' ? 'reachChat' : 'reachPhone'),
  ].filter((fact) => fact !== false)
  return el(
    'article',
    { class: `line card ${card.urgent ? 'urgent' : waits ? 'fresh' : ''}`, set: { 'data-no': card.no, 'data-state': card.state } },
    el(
      'p',
      { class: 'card-head' },
      el('strong', { class: 'card-no', text: spaced(card.no) }),
      el('span', { class: 'card-kind', text: `${card.kind}·${card.village}` }),
      card.urgent && mark('red', say('urgentShort')),
      waits && card.state !== 'reopened' && mark('due', say(card.state === 'new' ? 'stateNew' : 'stateUnfinished')),
      card.state === 'reopened' && mark('due', say('stateReopened')),
      due !== undefined && mark('due', say(due)),
    ),
    el('p', { class: 'card-facts', text: facts.join('·') }),
    waits &&
      el(
        'div',
        { class: 'card-do' },
        named(
          button(say('claim'), 'outline', () => options.claim(card.no)),
          say('claimLabel', { no: spaced(card.no) }),
        ),
        card.unheard > 0 &&
          named(
            button(say('listen'), 'quiet', () => options.listen(card.no)),
            say('listenLabel', { no: spaced(card.no) }),
          ),
      ),
  )
}

function named(control: HTMLElement, label: string): HTMLElement {
  control.setAttribute('aria-label', label)
  return control
}
