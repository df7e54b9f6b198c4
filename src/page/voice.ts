/** Hold to talk: press and speak, let go and it is sent, slide off and it is dropped. With a keyboard: press, press again. */
import { button, el } from './dom.ts'
import { say } from './words.ts'

export interface Recording {
  readonly blob: Blob
  readonly seconds: number
}

export interface VoiceOptions {
  readonly recorded: (recording: Recording) => void
  /** What is going on, to be shown where the field is; undefined: nothing. */
  readonly status: (text: string | undefined, dropping: boolean) => void
  readonly hint: (text: string) => void
}

const shortest = 0.8
const longest = 180

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']
const canRecord = (): boolean => typeof MediaRecorder === 'function' && navigator.mediaDevices?.getUserMedia !== undefined

export function voiceButton(options: VoiceOptions): HTMLElement {
  const press = button(say('voice'), 'solid talk', () => {})
  if (!canRecord()) return withFile(press, options)
  press.title = say('hold')

  let recorder: MediaRecorder | undefined
  let held = false
  let dropping = false
  let byKey = false
  let since = 0
  let tick: ReturnType<typeof setTimeout> | undefined

  const show = (): void => {
    const n = Math.floor((Date.now() - since) / 1000)
    options.status(say(dropping ? 'letGo' : byKey ? 'recordingKey' : 'recording', { n }), dropping)
    if (n >= longest) stop()
  }
  const start = async (): Promise<void> => {
    held = true
    dropping = false
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    } catch {
      held = false
      options.hint(say('noMic'))
      press.replaceWith(
        withFile(
          button(say('voice'), 'solid talk', () => {}),
          options,
        ),
      )
      return
    }
    // The question whether the microphone may be used took longer than the press.
    if (!held) {
      for (const track of stream.getTracks()) track.stop()
      return options.hint(say('hold'))
    }
    const type = kinds.find((k) => MediaRecorder.isTypeSupported(k))
    const mine = new MediaRecorder(stream, type === undefined ? {} : { mimeType: type })
    const parts: Blob[] = []
    recorder = mine
    since = Date.now()
    mine.ondataavailable = (event) => parts.push(event.data)
    mine.onstop = () => {
      for (const track of stream.getTracks()) track.stop()
      const seconds = (Date.now() - since) / 1000
      if (dropping) return
      if (seconds < shortest) return options.hint(say('tooShort'))
      options.recorded({ blob: new Blob(parts, { type: mine.mimeType.split(';')[0] as string }), seconds: Math.round(seconds) })
    }
    mine.start()
    press.classList.add('on')
    press.setAttribute('aria-pressed', 'true')
    tick = setInterval(show, 250)
    show()
  }
  const stop = (): void => {
    held = false
    clearInterval(tick)
    press.classList.remove('on')
    press.removeAttribute('aria-pressed')
    options.status(undefined, false)
    if (recorder?.state === 'recording') recorder.stop()
    recorder = undefined
    byKey = false
  }
  const drop = (): void => {
    dropping = true
    stop()
  }

  press.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || held) return
    press.setPointerCapture(event.pointerId)
    void start()
  })
  press.addEventListener('pointermove', (event) => {
    if (!held || byKey) return
    const box = press.getBoundingClientRect()
    dropping =
      event.clientX < box.left - 24 || event.clientX > box.right + 24 || event.clientY < box.top - 24 || event.clientY > box.bottom + 24
    if (recorder !== undefined) show()
  })
  press.addEventListener('pointerup', () => held && !byKey && stop())
  press.addEventListener('pointercancel', () => held && !byKey && drop())
  press.addEventListener('contextmenu', (event) => event.preventDefault())
  // A click without a pointer comes from a keyboard or a screen reader.
  press.addEventListener('click', (event) => {
    if (event.detail !== 0) return
    if (held) return stop()
    byKey = true
    void start()
  })
  press.addEventListener('keydown', (event) => event.key === 'Escape' && held && drop())
  return press
}

/** Where the page may not record, the phone's own recorder does it. */
function withFile(press: HTMLButtonElement, options: VoiceOptions): HTMLElement {
  const picker = el('input', {
    type: 'file',
    class: 'unseen',
    set: { accept: 'audio/*', capture: 'user', tabindex: '-1', 'aria-hidden': 'true' },
  })
  picker.addEventListener('change', () => {
    const file = picker.files?.[0]
    picker.value = ''
    if (file === undefined) return
    const heard = new Audio(URL.createObjectURL(file))
    const done = (seconds: number): void => {
      URL.revokeObjectURL(heard.src)
      options.recorded({ blob: file, seconds })
    }
    heard.addEventListener('loadedmetadata', () => done(Number.isFinite(heard.duration) ? Math.round(heard.duration) : 0))
    heard.addEventListener('error', () => done(0))
  })
  press.addEventListener('click', () => picker.click())
  return el('span', { class: 'talk-file' }, press, picker)
}
