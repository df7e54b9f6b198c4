/** The three tabs of a phone: one panel at a time, and how much came in the others meanwhile. */
import { byId, el, unseen } from './dom.ts'
import { say } from './words.ts'

export type Tab = 'group' | 'private' | 'staff'
const names: readonly Tab[] = ['group', 'private', 'staff']

export interface Tabs {
  show(tab: Tab): void
  /** Something came in that panel. */
  came(tab: Tab): void
}

export function createTabs(titles: readonly string[]): Tabs {
  const counts = new Map<Tab, number>()
  // What was there before the page was opened is nothing new.
  const since = Date.now()
  const front = (): Tab => document.body.dataset['tab'] as Tab
  const buttons = names.map((tab, i) =>
    el(
      'button',
      { class: 'tab', click: () => show(tab) },
      el('span', { class: 'tab-name', text: titles[i] ?? '' }),
      el('span', { class: 'tab-count' }),
    ),
  )
  byId('tabs').replaceChildren(...buttons)
  const draw = (): void => {
    buttons.forEach((tab, i) => {
      const name = names[i] as Tab
      if (name === front()) tab.setAttribute('aria-current', 'true')
      else tab.removeAttribute('aria-current')
      const count = counts.get(name) ?? 0
      const mark = tab.lastElementChild as HTMLElement
      mark.hidden = count === 0
      mark.replaceChildren(el('span', { text: String(count), set: { 'aria-hidden': 'true' } }), unseen(say('newCount', { n: count })))
    })
  }
  const show = (tab: Tab): void => {
    document.body.dataset['tab'] = tab
    counts.delete(tab)
    draw()
    for (const log of document.querySelectorAll<HTMLElement>(`#panel-${tab} .log`)) log.scrollTop = log.scrollHeight
  }
  draw()
  return {
    show,
    came: (tab) => {
      if (tab === front() || Date.now() - since < 1500) return
      counts.set(tab, (counts.get(tab) ?? 0) + 1)
      draw()
    },
  }
}
