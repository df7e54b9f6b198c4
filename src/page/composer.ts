/** The row below a talk: voice, photo, field, send. */
import type { FileKind } from '../bot/page-types.ts'
import { mention } from './announce.ts'
import { el, unseen } from './dom.ts'
import { type Recording, voiceButton } from './voice.ts'
import { say } from './words.ts'

export interface FileToSend {
  readonly kind: FileKind
  readonly blob: Blob
  readonly type: string
  readonly seconds?: number
}

export interface ComposerOptions {
  readonly voice: boolean
  readonly photo: boolean
  readonly placeholder: string
  /** What was written and not sent, from before. */
  readonly draft?: string
  readonly written?: (draft: string) => void
  readonly text: (text: string) => void
  readonly file?: (file: FileToSend) => void
  readonly largestFile?: () => number
  /** Something before the field (who speaks, in the demo). */
  readonly first?: HTMLElement
  readonly label: string
}

export interface Composer {
  readonly element: HTMLElement
  readonly field: HTMLTextAreaElement
  /** Writes into the field. */
  put(text: string): void
  hint(text: string): void
}

export function createComposer(options: ComposerOptions): Composer {
  const field = el('textarea', {
    class: 'field',
    label: options.label,
    set: { rows: '1', placeholder: options.placeholder, enterkeyhint: 'send', autocomplete: 'off', maxlength: '20000' },
  })
  field.value = options.draft ?? ''
  const status = el('div', { class: 'talking', set: { 'aria-hidden': 'true' } })
  status.hidden = true
  const hintLine = el('p', { class: 'hint' })
  hintLine.hidden = true
  let hide: ReturnType<typeof setTimeout> | undefined
  const hint = (text: string): void => {
    hintLine.textContent = text
    hintLine.hidden = false
    mention(text)
    clearTimeout(hide)
    hide = setTimeout(() => (hintLine.hidden = true), 5000)
  }

  /** As high as what is written, up to four lines. */
  const fit = (): void => {
    field.rows = 1
    form.classList.toggle('has-text', field.value !== '')
    while (field.value !== '' && field.rows < 4 && field.scrollHeight > field.clientHeight + 2) field.rows += 1
  }
  const send = (): void => {
    const text = field.value.trim()
    if (text === '') return field.focus()
    field.value = ''
    options.written?.('')
    fit()
    options.text(text)
    field.focus()
  }
  field.addEventListener('input', () => {
    fit()
    options.written?.(field.value)
  })
  field.addEventListener('keydown', (event) => {
    // While a Chinese input method is open, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  })

  const take = (file: FileToSend): void => {
    const most = options.largestFile?.() ?? Number.POSITIVE_INFINITY
    if (file.blob.size > most) return hint(say('tooLarge', { n: Math.floor(most / 1048576) }))
    options.file?.(file)
  }
  const recorded = ({ blob, seconds }: Recording): void => take({ kind: 'voice', blob, type: blob.type || 'audio/webm', seconds })
  const form = el(
    'form',
    { class: 'composer' },
    options.first,
    options.voice &&
      voiceButton({
        recorded,
        hint,
        status: (text, dropping) => {
          status.hidden = text === undefined
          status.textContent = text ?? ''
          status.classList.toggle('dropping', dropping)
        },
      }),
    options.photo && photoButton(take),
    el('div', { class: 'field-box' }, field),
    el('button', { class: 'button solid go', text: say('send'), type: 'submit' }),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  queueMicrotask(fit)
  return {
    element: el('div', { class: 'composer-box' }, hintLine, status, form),
    field,
    put: (text) => {
      field.value = text
      fit()
    },
    hint,
  }
}

function photoButton(take: (file: FileToSend) => void): HTMLElement {
  const picker = el('input', { type: 'file', class: 'pick', set: { accept: 'image/*,video/*' } })
  picker.addEventListener('change', () => {
    const file = picker.files?.[0]
    picker.value = ''
    if (file === undefined) return
    take({ kind: file.type.startsWith('video/') ? 'video' : 'photo', blob: file, type: file.type || 'application/octet-stream' })
  })
  return el(
    'label',
    { class: 'button quiet photo-pick' },
    picker,
    el('span', { text: say('photo'), set: { 'aria-hidden': 'true' } }),
    unseen(say('photo')),
  )
}
