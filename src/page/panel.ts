/** One of the three panels: a head that says who can see it, and one or two rooms, or why there is nothing to see. */
import { button, el } from './dom.ts'
import type { RoomView } from './room-view.ts'
import { say } from './words.ts'

export interface PanelRoom {
  readonly view: RoomView
  readonly title: string
  readonly note: string
  /** Name on the tab; only where there are two. */
  readonly tab?: string
}

export interface Panel {
  readonly rooms: readonly PanelRoom[]
  /** Brings a room to the front. */
  show(index: number): void
  /** Something came in a room: marked on its tab where it is not in front. */
  came(room: string): void
}

export interface PanelOptions {
  readonly root: HTMLElement
  readonly rooms: readonly PanelRoom[]
  /** Instead of rooms: why this pair of eyes sees nothing here. */
  readonly closed?: { readonly title: string; readonly why: string }
  /** Between head and talk (staff: the day's line and the alarm). */
  readonly between?: readonly HTMLElement[]
}

export function createPanel({ root, rooms, closed, between = [] }: PanelOptions): Panel {
  if (closed !== undefined) {
    root.setAttribute('aria-label', closed.title)
    root.replaceChildren(
      el('div', { class: 'closed' }, el('p', { class: 'closed-title', text: closed.title }), el('p', { class: 'soft', text: closed.why })),
    )
    return { rooms: [], show: () => {}, came: () => {} }
  }
  const title = el('h2', { class: 'panel-title' })
  const note = el('p', { class: 'panel-note' })
  const tabs = rooms.length < 2 ? [] : rooms.map((room, index) => button(room.tab ?? room.title, 'panel-tab', () => show(index)))
  let front = 0
  const show = (index: number): void => {
    front = index
    const room = rooms[index] as PanelRoom
    title.textContent = room.title
    note.textContent = room.note
    root.setAttribute('aria-label', room.title)
    rooms.forEach((r, i) => {
      r.view.element.hidden = i !== index
      tabs[i]?.setAttribute('aria-pressed', String(i === index))
    })
    tabs[index]?.classList.remove('fresh')
    room.view.toEnd()
  }
  root.replaceChildren(
    el(
      'header',
      { class: 'panel-head' },
      el('div', { class: 'panel-names' }, title, note),
      tabs.length > 0 && el('div', { class: 'panel-tabs' }, ...tabs),
    ),
    ...between,
    el('div', { class: 'rooms' }, ...rooms.map((r) => r.view.element), el('p', { class: 'cut-note', text: say('cut') })),
  )
  show(0)
  return {
    rooms,
    show,
    came: (room) => {
      const index = rooms.findIndex((r) => r.view.room === room)
      if (index >= 0 && index !== front) tabs[index]?.classList.add('fresh')
    },
  }
}
