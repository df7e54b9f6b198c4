/** One room of the demo on the screen: its lines, and the row to speak in as somebody. */
import type { DemoLine } from '../bot/page-types.ts'
import type { Shown } from './bubble.ts'
import { type Chat, createChat } from './chat.ts'
import type { Pressed } from './choices.ts'
import { type Composer, createComposer, type FileToSend } from './composer.ts'
import { button, el } from './dom.ts'
import { lineKey } from './feed.ts'
import { type SendState, shownUnsent, type Unsent } from './queue.ts'
import { say } from './words.ts'

export interface Speaker {
  readonly id: string
  readonly name: string
}

export interface RoomOptions {
  readonly room: string
  /** In a group several speak and nobody's answers are pressed. */
  readonly group: boolean
  readonly label: string
  /** Who may be spoken as here; the first to begin with. */
  readonly speakers: readonly Speaker[]
  readonly nameOf: (id: string) => string
  readonly placeholder: (name: string) => string
  readonly now: () => number
  readonly send: (as: string, what: Pressed, file?: FileToSend) => void
  readonly resend: () => void
  readonly follow: () => void
  /** Whether a line of the bot can be answered by itself. */
  readonly replies?: boolean
  readonly nothing?: string
  readonly view?: (line: Shown) => HTMLElement | undefined | ''
}

export interface RoomView {
  readonly element: HTMLElement
  readonly room: string
  readonly composer: Composer
  put(line: DemoLine): void
  sending(line: Unsent, state: SendState, why?: string): void
  toEnd(): void
  /** `out` of every line of the bot on the screen. */
  shown(): readonly number[]
  /** Writes into the field as a hand would, so that the eye can follow; leaves it alone where somebody is writing. */
  write(text: string): Promise<void>
  speakAs(id: string): void
}

export function createRoomView(options: RoomOptions): RoomView {
  let speaker = options.speakers[0] as Speaker
  const log = el('div', { class: 'log', label: options.label, set: { role: 'log' } })
  const chat: Chat = createChat(log, {
    answers: !options.group,
    now: options.now,
    fileUrl: (id) => `/files/${encodeURIComponent(id)}?${new URLSearchParams({ as: speaker.id })}`,
    follow: options.follow,
    pressed: (what) => options.send(speaker.id, what),
    ...(options.replies === true ? { reply: () => answerBot(true) } : {}),
    resend: options.resend,
    ...(options.nothing === undefined ? {} : { nothing: options.nothing }),
    ...(options.view === undefined ? {} : { view: options.view }),
  })

  const who = button('', 'quiet who-speaks', () => {
    const next = options.speakers[(options.speakers.findIndex((s) => s.id === speaker.id) + 1) % options.speakers.length]
    if (next !== undefined) speakAs(next.id)
    composer.field.focus()
  })
  const composer = createComposer({
    voice: !options.group,
    photo: false,
    placeholder: options.placeholder(speaker.name),
    label: options.placeholder(speaker.name),
    ...(options.speakers.length > 1 ? { first: who } : {}),
    text: (text) => {
      options.send(speaker.id, replying.hidden ? { text } : { text, reply: true })
      answerBot(false)
    },
    file: (file) => {
      options.send(speaker.id, { text: '' }, file)
    },
  })
  const replying = button(say('replying'), 'quiet replying', () => answerBot(false))
  replying.hidden = true
  const answerBot = (on: boolean): void => {
    replying.hidden = !on
    if (on) composer.field.focus()
  }
  const speakAs = (id: string): void => {
    speaker = options.speakers.find((s) => s.id === id) ?? speaker
    who.textContent = speaker.name
    who.setAttribute('aria-label', say('speakAs', { name: speaker.name }))
    composer.field.placeholder = options.placeholder(speaker.name)
    composer.field.setAttribute('aria-label', options.placeholder(speaker.name))
  }
  speakAs(speaker.id)

  const side = (from: string, bot: boolean): Shown['side'] => (bot ? 'bot' : options.group || from !== speaker.id ? 'other' : 'me')
  return {
    room: options.room,
    composer,
    element: el('div', { class: 'room' }, log, replying, composer.element),
    put: (come) => {
      const { from, name, at, line } = come
      const bot = from === 'bot' || line.from === 'bot'
      if (!bot && line.message.text.startsWith('/lang ')) return
      const { cursor: _c, from: _f, ...rest } = line
      chat.put({ ...rest, key: lineKey(come), at, side: side(from, bot), ...(options.group ? { name: bot ? say('bot') : name } : {}) })
    },
    sending: (line, state, why) => {
      const as = line.as ?? ''
      if (line.body.text.startsWith('/lang ')) return
      chat.sending({ ...shownUnsent(line, side(as, false)), ...(options.group ? { name: options.nameOf(as) } : {}) }, state, why)
    },
    toEnd: chat.toEnd,
    shown: chat.shown,
    speakAs,
    write: async (text) => {
      const { field } = composer
      if (field.value !== '' || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) return
      const pause = Math.min(70, 1600 / text.length)
      let written = ''
      for (const sign of text) {
        if (field.value !== written) return
        written += sign
        composer.put(written)
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
      if (field.value === text) composer.put('')
    },
  }
}
