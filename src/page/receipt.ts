/** The number she is given: large, and as a picture to keep. */

import { mention } from './announce.ts'
import { type Shown, saidView } from './bubble.ts'
import { button, el } from './dom.ts'
import { drawReceipt } from './receipt-image.ts'
import { say, spaced } from './words.ts'

/** `after` gives the lines of the bot that follow the number (who calls, by when), at the moment of saving. */
export function receiptView(line: Shown, after: () => readonly string[]): HTMLElement {
  const no = line.message.number ?? ''
  const done = el('span', { class: 'saved', set: { role: 'status' } })
  const save = button(say('saveImage'), 'quiet', () => {
    drawReceipt(spaced(no), [line.message.text, ...after()], (picture) => {
      const address = URL.createObjectURL(picture)
      const link = el('a', { href: address, set: { download: say('imageFile', { no }) } })
      document.body.append(link)
      link.click()
      link.remove()
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      done.textContent = say('imageSaved')
      mention(say('imageSaved'))
    })
  })
  return el(
    'div',
    { class: 'line bot receipt' },
    el('p', { class: 'receipt-label', text: say('yourNumber') }),
    el('p', { class: 'receipt-no', text: spaced(no) }),
    saidView(line.message.text),
    el('div', { class: 'receipt-foot' }, save, done),
  )
}
