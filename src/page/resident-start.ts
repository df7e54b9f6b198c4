/** The first screen of the village page and its menu: who we are, three ways in, and how to clear this phone. */
import type { AboutTown } from '../bot/page-types.ts'
import { button, el } from './dom.ts'
import { isBig, lang, switchLang, toggleBig } from './look.ts'
import { say } from './words.ts'

export interface StartOptions {
  readonly tell: () => void
  readonly look: () => void
  readonly clear: () => void
}

/** @returns what brings the screen up to date; its controls stay the same, so that nobody loses their place */
export function buildStart(root: HTMLElement, options: StartOptions): (about: AboutTown, begun: boolean) => void {
  const greeting = el('p', { class: 'said' })
  const first = el('span', { class: 'way-title' })
  const phone = el('span', { class: 'way-note' })
  const call = el('a', { class: 'way-in', href: 'tel:110' }, el('span', { class: 'way-title', text: say('phone') }), phone)
  const way = (kind: string, title: HTMLElement, note: string, click: () => void): HTMLElement =>
    el('button', { class: `way-in ${kind}`, click }, title, el('span', { class: 'way-note', text: note }))
  root.replaceChildren(
    el('div', { class: 'greeting' }, greeting),
    el(
      'div',
      { class: 'ways' },
      way('first', first, say('tellNote'), options.tell),
      way('', el('span', { class: 'way-title', text: say('look') }), say('lookNote'), options.look),
      call,
    ),
    clearLine(options.clear),
  )
  return (about, begun) => {
    greeting.textContent = about.words['greeting'] ?? say('greeting')
    first.textContent = say(begun ? 'tellOn' : 'tell')
    call.setAttribute('href', `tel:${about.phone.replace(/[^\d+]/g, '')}`)
    phone.textContent = say('phoneNote', { phone: about.phone })
  }
}

/** 「清掉这台手机上的话」, at the foot of every view. */
export const clearLine = (clear: () => void): HTMLElement => el('p', { class: 'clear-line' }, button(say('clear'), 'plain', clear))

export interface MenuOptions {
  readonly say: (text: string) => void
  readonly look: () => void
  readonly clear: () => void
}

/** @returns what closes it */
export function buildMenu(menu: HTMLElement, opener: HTMLElement, options: MenuOptions): () => void {
  const item = (text: string, click: (event: MouseEvent) => void): HTMLElement => button(text, 'item', click)
  const letters = item(say(isBig() ? 'small' : 'big'), () => {
    letters.textContent = say(toggleBig() ? 'small' : 'big')
  })
  const language = item(say('otherLangLong'), () => switchLang())
  language.lang = lang() === 'en' ? 'zh-CN' : 'en'
  menu.replaceChildren(
    letters,
    language,
    item(say('look'), options.look),
    item(say('privacy'), () => options.say(say('privacyWord'))),
    item(say('genuine'), () => options.say(say('genuineWord'))),
    item(say('clear'), options.clear),
  )
  const open = (on: boolean): void => {
    menu.hidden = !on
    opener.setAttribute('aria-expanded', String(on))
    if (on) letters.focus()
  }
  opener.addEventListener('click', () => open(menu.hidden))
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu.hidden) return
    open(false)
    opener.focus()
  })
  return () => open(false)
}

export function confirmClear(clear: () => void): void {
  const box = el('dialog', { class: 'box', label: say('clear') })
  const end = (): void => {
    box.close()
    box.remove()
  }
  box.append(
    el('p', { class: 'said', text: say('clearSure') }),
    el(
      'div',
      { class: 'box-buttons' },
      button(say('clearNo'), 'quiet', end),
      button(say('clearYes'), 'solid', () => {
        end()
        clear()
      }),
    ),
  )
  box.addEventListener('cancel', () => box.remove())
  document.body.append(box)
  box.showModal()
}
