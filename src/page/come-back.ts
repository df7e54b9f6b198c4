/** Coming back with the number and the last four digits of the phone, from any browser. */
import type { AboutTown, BackBody, Refusal } from '../bot/page-types.ts'
import { button, el } from './dom.ts'
import { within } from './keep.ts'
import { lang } from './look.ts'
import { clearLine } from './resident-start.ts'
import { say } from './words.ts'

export interface ComeBackOptions {
  readonly about: AboutTown
  readonly back: () => void
  /** Asks the bot how far the things said from this browser are. */
  readonly here: () => void
  /** The case is this browser's now. */
  readonly found: (no: string) => void
  readonly clear: () => void
}

/** Full-width digits and blanks are what people type. */
const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

export function comeBackForm(root: HTMLElement, options: ComeBackOptions): void {
  const number = field('back-no', say('lookNumber'), '483 216', 12)
  const tail = field('back-tail', say('lookTail'), '0216', 6)
  const wrong = el('p', { class: 'wrong', id: 'back-wrong', set: { role: 'alert' } })
  const form = el(
    'form',
    { class: 'look-form', set: { novalidate: '' } },
    ...number.parts,
    ...tail.parts,
    wrong,
    el('button', { class: 'button solid tall', type: 'submit', text: say('lookGo') }),
  )
  const refuse = (text: string, at?: HTMLInputElement): void => {
    wrong.textContent = text
    for (const input of [number.input, tail.input]) {
      input.removeAttribute('aria-invalid')
      input.removeAttribute('aria-describedby')
    }
    at?.setAttribute('aria-invalid', 'true')
    at?.setAttribute('aria-describedby', 'back-wrong')
    at?.focus()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const body: BackBody = { no: digits(number.input.value), lastFour: digits(tail.input.value) }
    if (body.no.length !== 6 && body.no.length !== 8) return refuse(say('lookBadNo'), number.input)
    if (body.lastFour.length !== 4) return refuse(say('lookBadTail'), tail.input)
    refuse('')
    void ask(body).then((why) => (why === undefined ? options.found(body.no) : refuse(why)))
  })
  root.replaceChildren(
    el('h1', { class: 'look-title', text: say('lookTitle') }),
    form,
    el('p', { class: 'soft', text: say('lookHint', { phone: options.about.phone }) }),
    el('div', { class: 'look-more' }, button(say('lookHere'), 'quiet tall', options.here), button(say('back'), 'quiet tall', options.back)),
    clearLine(options.clear),
  )
}

function field(id: string, text: string, example: string, most: number): { parts: HTMLElement[]; input: HTMLInputElement } {
  const input = el('input', {
    class: 'field big-field',
    id,
    type: 'text',
    set: { inputmode: 'numeric', autocomplete: 'off', maxlength: String(most), placeholder: example },
  })
  return { parts: [el('label', { class: 'label', text, set: { for: id } }), input], input }
}

/** @returns why not, or undefined when it fits */
async function ask(body: BackBody): Promise<string | undefined> {
  try {
    const answer = await fetch(`/back?lang=${lang()}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: within(10_000),
    })
    if (answer.ok) return undefined
    const said = (await answer.json().catch(() => undefined)) as Refusal | undefined
    return said?.say ?? say(answer.status === 429 ? 'lookMany' : answer.status === 400 ? 'lookNot' : 'restartFailed')
  } catch {
    return say('restartFailed')
  }
}
