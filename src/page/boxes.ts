/** The boxes in front of the demo: who has seen a case, the end, how to install, what it will not do. */
import type { SeenBy } from '../bot/page-types.ts'
import { button, el } from './dom.ts'
import { clock, say, spaced } from './words.ts'

/** One box at a time; closes by its button, by Escape, and when another opens. */
export function openBox(title: string, fill: (close: () => void) => readonly HTMLElement[]): void {
  for (const old of document.querySelectorAll<HTMLDialogElement>('dialog.box')) old.remove()
  const box = el('dialog', { class: 'box', label: title })
  const close = (): void => {
    box.close()
    box.remove()
  }
  box.append(
    el('h2', { text: title, set: { tabindex: '-1', autofocus: '' } }),
    ...fill(close),
    el('div', { class: 'box-buttons' }, button(say('close'), 'quiet', close)),
  )
  box.addEventListener('cancel', () => box.remove())
  document.body.append(box)
  box.showModal()
}

export const closeBoxes = (): void => {
  for (const box of document.querySelectorAll<HTMLDialogElement>('dialog.box')) box.remove()
}

const words = { read: 'seenRead', heard: 'seenHeard', answered: 'seenAnswered', cannot: 'seenCannot' } as const

export function showSeen(no: string, seen: SeenBy): void {
  openBox(say('seenTitle', { no: spaced(no) }), () => [
    el(
      'ul',
      { class: 'seen' },
      ...seen.rows.map((row) =>
        el(
          'li',
          { class: row.what === 'cannot' ? 'cannot' : '' },
          el('span', { class: 'seen-who' }, el('strong', { text: row.who }), el('span', { class: 'soft', text: row.office })),
          el('span', { class: 'seen-at', text: row.at === undefined ? '' : clock(row.at) }),
          el('span', { class: 'seen-what', text: say(words[row.what]) }),
        ),
      ),
    ),
    el('p', { class: 'soft', text: say('seenNote') }),
  ])
}

export function showEnd(eyes: () => void): void {
  openBox(say('endTitle'), (close) => [
    el('p', { text: say('endLead') }),
    el(
      'div',
      { class: 'end-ways' },
      button(say('endEyes'), 'outline', () => {
        close()
        eyes()
      }),
      button(say('endInstall'), 'outline', () => showInstall()),
      button(say('endNot'), 'outline', () => showNot()),
    ),
  ])
}

function showInstall(): void {
  openBox(say('installTitle'), () => [
    el('p', { text: say('installOne') }),
    el('p', { text: say('installTwo') }),
    el(
      'pre',
      { class: 'commands', set: { tabindex: '0' } },
      ['npm ci', 'npm run cunkou -- init', 'npm run cunkou -- check', 'npm start'].join('\n'),
    ),
    el('p', { text: say('installThree') }),
    el('p', { text: say('installFour') }),
  ])
}

function showNot(): void {
  const all = ['not1', 'not2', 'not3', 'not4', 'not5', 'not6', 'not7'] as const
  openBox(say('notTitle'), () => [el('ul', { class: 'not-list' }, ...all.map((key) => el('li', { text: say(key) })))])
}
