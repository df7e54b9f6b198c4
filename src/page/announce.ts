/** Tells screen readers what must not be missed: warnings at once, states when it suits. */
import { el } from './dom.ts'

function region(level: 'polite' | 'assertive'): HTMLElement {
  const made = el('div', { class: 'unseen', set: { 'aria-live': level, role: level === 'assertive' ? 'alert' : 'status' } })
  document.body.append(made)
  return made
}

let loud: HTMLElement | undefined
let quiet: HTMLElement | undefined

/** Called once at the start: a region that is made together with its text is not read out. */
export function prepareAnnouncements(): void {
  loud = region('assertive')
  quiet = region('polite')
}

export function alertTo(text: string): void {
  if (loud !== undefined) loud.textContent = text
}

export function mention(text: string): void {
  if (quiet !== undefined) quiet.textContent = text
}
