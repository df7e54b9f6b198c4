/** The answers a question offers, as buttons with their numbers; a human is always one of them. */
import type { Choice } from '../bot/page-types.ts'
import { el } from './dom.ts'
import { say } from './words.ts'

export interface Pressed {
  readonly text: string
  readonly press?: string
  /** It answers a line of the bot in a group. */
  readonly reply?: true
}

/** `human`: whether 0 is offered too (not in a group). */
export function choicesView(choices: readonly Choice[], human: boolean, pressed: (what: Pressed) => void): HTMLElement {
  const box = el('div', { class: choices.every((c) => wide(c.label) <= 8) ? 'choices brief' : 'choices' })
  choices.forEach((choice, i) => {
    const numbered = /^\d/.test(choice.label)
    box.append(
      el(
        'button',
        { class: 'choice', click: () => pressed({ text: choice.label, press: choice.press }) },
        numbered ? undefined : el('span', { class: 'choice-no', text: `${i + 1}` }),
        el('span', { text: choice.label, set: { dir: 'auto' } }),
      ),
    )
  })
  const has = choices.some((c) => /^0|转人工/.test(c.label))
  if (human && !has) {
    box.append(
      el(
        'button',
        { class: 'choice human', click: () => pressed({ text: '0' }) },
        el('span', { class: 'choice-no', text: '0' }),
        el('span', { text: say('human') }),
      ),
    )
  }
  return box
}

/** Width in half signs: a Chinese sign counts two. */
const wide = (text: string): number => [...text].reduce((sum, c) => sum + ((c.codePointAt(0) as number) > 0x2e7f ? 2 : 1), 0)
