/** One line of a talk as it looks: words, recordings, pictures, warnings. */
import type { FileKind, Outgoing } from '../bot/page-types.ts'
import { button, callLink, el, safeAddress, unseen } from './dom.ts'
import { say } from './words.ts'

export interface Shown {
  readonly key: string
  readonly side: 'me' | 'bot' | 'other'
  /** Who says it, above the bubble; only where several speak. */
  readonly name?: string
  readonly at: number
  readonly message: Outgoing
  readonly out?: number
  readonly ext?: string
  readonly files?: readonly ShownFile[]
}

export interface ShownFile {
  readonly id: string
  readonly kind: FileKind
  readonly seconds?: number
  /** A file still in this browser. */
  readonly local?: string
}

export interface BubbleOptions {
  readonly fileUrl: (id: string) => string
  /** A way into private that leads nowhere else than this page. */
  readonly follow?: () => void
  /** Answers a line of the bot; only in a group, where others hear too. */
  readonly reply?: () => void
}

// No look-behind: Safari before 16.4 would not load the page at all.
const emergency = /(?:^|\D)(110|119|120|122|96110|12\d{3}|0\d{2,3}-\d{7,8})(?!\d)/g

export function bubble(line: Shown, options: BubbleOptions): HTMLElement {
  const { message } = line
  const box = el('div', { class: message.urgent === true ? 'bubble warn' : 'bubble' })
  if (message.urgent === true) box.append(el('strong', { class: 'warn-word', text: say('urgent') }))
  if (message.text !== '') box.append(saidView(message.text))
  const files = [...(line.files ?? []), ...(message.file === undefined ? [] : [message.file])]
  for (const file of files) box.append(fileView(file, options))
  if (message.urgent === true) {
    const numbers = [...new Set([...message.text.matchAll(emergency)].map((m) => m[1] ?? ''))].slice(0, 3)
    if (numbers.length > 0) box.append(el('div', { class: 'calls' }, ...numbers.map((no) => callLink(no, say('call', { no }), 'danger'))))
  }
  const way = message.link === undefined ? undefined : safeAddress(message.link)
  const reply = line.side === 'bot' && options.reply !== undefined ? button(say('reply'), 'quiet', options.reply) : undefined
  if (way !== undefined || reply !== undefined)
    box.append(el('div', { class: 'way-row' }, way !== undefined && wayIn(way, options.follow), reply))
  return el(
    'div',
    { class: `line ${line.side}` },
    line.name === undefined
      ? unseen(`${line.side === 'me' ? say('me') : say('bot')}：`)
      : el('div', { class: 'who', text: line.name, set: { dir: 'auto' } }),
    box,
  )
}

/** The words as they were said; numbers to note or to dial are not broken over two lines. */
export function saidView(text: string): HTMLElement {
  const parts = text.split(/(\d{3,4} \d{3,4}|\d[\d-]{5,}\d)/)
  return el(
    'p',
    { class: 'said', set: { dir: 'auto' } },
    ...parts.map((part, i) => (i % 2 === 1 ? el('span', { class: 'nowrap', text: part }) : part)),
  )
}

function wayIn(address: string, follow: (() => void) | undefined): HTMLElement {
  const link = el('a', { class: 'button quiet way', text: say('privately'), href: address })
  if (follow !== undefined) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      follow()
    })
  }
  return link
}

function fileView(file: ShownFile, options: BubbleOptions): HTMLElement {
  const address = file.local ?? options.fileUrl(file.id)
  if (file.kind === 'voice') return voiceView(address, file.seconds)
  if (file.kind === 'photo') return el('img', { class: 'photo', set: { src: address, alt: say('photoSent'), loading: 'lazy' } })
  return el('a', { class: 'button quiet', text: say('fileSent'), href: address, set: { download: '' } })
}

let playing: HTMLAudioElement | undefined

/** A recording: one button, longer for longer ones. */
function voiceView(address: string, seconds: number | undefined): HTMLElement {
  const word = el('span', { class: 'voice-do', text: say('hear') })
  const length = seconds === undefined ? say('recordingPlain') : `${Math.round(seconds)}″`
  const width = seconds === undefined || seconds < 10 ? 'short' : seconds < 30 ? 'middle' : 'long'
  const label = seconds === undefined ? say('recordingPlain') : say('recordingOf', { n: Math.round(seconds) })
  const bars = el('span', { class: 'voice-bars', set: { 'aria-hidden': 'true' } }, ...Array.from({ length: 5 }, () => el('i')))
  const press = el(
    'button',
    { class: `voice ${width}` },
    word,
    bars,
    el('span', { class: 'voice-long', text: length, set: { 'aria-hidden': 'true' } }),
    unseen(label),
  )
  let audio: HTMLAudioElement | undefined
  const show = (on: boolean): void => {
    press.classList.toggle('on', on)
    word.textContent = say(on ? 'stopHearing' : 'hear')
  }
  press.addEventListener('click', () => {
    if (audio === undefined) {
      audio = new Audio(address)
      for (const end of ['pause', 'ended', 'error']) audio.addEventListener(end, () => show(false))
    }
    if (!audio.paused) return audio.pause()
    playing?.pause()
    playing = audio
    show(true)
    audio.play().catch(() => show(false))
  })
  return press
}
