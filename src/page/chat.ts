/** A talk on the screen: lines that are settled, lines on their way, and the answers the newest question offers. */
import { alertTo } from './announce.ts'
import { type BubbleOptions, bubble, type Shown } from './bubble.ts'
import { choicesView, type Pressed } from './choices.ts'
import { button, el, scrollTo } from './dom.ts'
import type { SendState } from './queue.ts'
import { receiptView } from './receipt.ts'
import { moment, say } from './words.ts'

export interface ChatOptions extends BubbleOptions {
  /** Whether a question's answers can be pressed here, and 0 for a human. */
  readonly answers: boolean
  readonly pressed: (what: Pressed) => void
  readonly resend: () => void
  readonly now: () => number
  /** Shown while nothing has been said. */
  readonly nothing?: string
  /** Another look for some lines (staff cards); '' leaves a line out. */
  readonly view?: (line: Shown) => HTMLElement | undefined | ''
}

export interface Chat {
  put(line: Shown): void
  /** A line on its way, or what became of it. */
  sending(line: Shown, state: SendState, why?: string): void
  /** `out` of the newest line of the bot on the screen. */
  seen(): number | undefined
  lines(): readonly Shown[]
  /** `out` of every line of the bot as often as it is on the screen; a card whose case has a newer one counts as there. */
  shown(): readonly number[]
  clear(): void
  toEnd(): void
}

const quietGap = 10 * 60_000

export function createChat(log: HTMLElement, options: ChatOptions): Chat {
  const settled = el('div', { class: 'settled' })
  const pending = el('div', { class: 'pending' })
  const offer = el('div', { class: 'offer' })
  const below = button(say('newBelow'), 'below', () => scrollTo(log, log.scrollHeight, true))
  below.hidden = true
  const nothing = el('p', { class: 'nothing', text: options.nothing ?? '' })
  nothing.hidden = options.nothing === undefined
  log.replaceChildren(nothing, settled, pending, below)

  let lines: Shown[] = []
  let known = new Set<string>()
  const drawnOf = new Map<string, HTMLElement>()
  const onTheWay = new Map<string, { element: HTMLElement; state: HTMLElement }>()
  // Old lines that are loaded at the start are not read out one by one.
  let caughtUp = false
  let settle: ReturnType<typeof setTimeout> | undefined
  log.setAttribute('aria-live', 'off')
  // Scrolled with a keyboard too.
  log.tabIndex = 0

  // The page follows the talk until the person scrolls up, and again once they are back at the end.
  let follow = true
  const hidden = (): number => log.scrollHeight - log.scrollTop - log.clientHeight
  const stopFollowing = (): void => {
    follow = hidden() < 80
  }
  for (const hand of ['wheel', 'touchmove', 'keyup', 'pointerup'])
    log.addEventListener(hand, () => setTimeout(stopFollowing, 50), { passive: true })
  log.addEventListener('scroll', () => {
    if (hidden() >= 80) return
    follow = true
    below.hidden = true
  })
  /** A number just given stays in sight until the person has spoken again. */
  let pinned: HTMLElement | undefined
  const keepUp = (smooth: boolean): void => {
    const end = log.scrollHeight - log.clientHeight
    const to = pinned === undefined ? end : Math.min(end, pinned.offsetTop - 12)
    if (follow) scrollTo(log, to, smooth)
    if (!follow || to < end - 80) below.hidden = false
  }
  // A keyboard that opens, or a longer line above, takes nothing of the last words.
  new ResizeObserver(() => follow && keepUp(false)).observe(log)
  const added = (): void => {
    keepUp(caughtUp)
    clearTimeout(settle)
    settle = setTimeout(() => {
      caughtUp = true
      log.setAttribute('aria-live', 'polite')
    }, 700)
  }

  /** The question that still waits: the newest with answers, unless the person has spoken since. */
  const offerAnswers = (): void => {
    offer.remove()
    offer.replaceChildren()
    if (!options.answers || onTheWay.size > 0) return
    for (let i = lines.length - 1; i >= 0; i -= 1) {
      const line = lines[i] as Shown
      if (line.side === 'me') return
      const { choices } = line.message
      if (choices === undefined || choices.length === 0) continue
      offer.append(
        choicesView(choices, true, (what) => {
          offer.remove()
          options.pressed(what)
        }),
      )
      // Below its own question, whatever has been said since.
      drawnOf.get(line.key)?.after(offer)
      return
    }
  }

  const draw = (line: Shown): HTMLElement | undefined => {
    const other = options.view?.(line)
    if (other === '') return undefined
    if (other !== undefined) return other
    if (line.message.number !== undefined && line.side === 'bot') return receiptView(line, () => textsAfter(line))
    return bubble(line, options)
  }
  const textsAfter = (line: Shown): string[] => {
    const texts: string[] = []
    for (const next of lines.slice(lines.indexOf(line) + 1, lines.indexOf(line) + 3)) {
      if (next.side !== 'bot' || next.message.choices !== undefined) break
      texts.push(next.message.text)
    }
    return texts
  }

  return {
    put: (line) => {
      if (known.has(line.key)) return
      known.add(line.key)
      nothing.hidden = true
      if (line.ext !== undefined) {
        onTheWay.get(line.ext)?.element.remove()
        onTheWay.delete(line.ext)
      }
      const before = lines[lines.length - 1]
      lines.push(line)
      const drawn = draw(line)
      if (line.side === 'me') [pinned, follow] = [undefined, true]
      else if (line.message.number !== undefined) pinned = drawn
      if (drawn !== undefined) {
        drawnOf.set(line.key, drawn)
        if (line.out !== undefined) drawn.dataset['out'] = String(line.out)
        const plain = drawn.classList.contains('card') === false
        if (plain && before !== undefined && line.at - before.at > quietGap)
          settled.append(el('p', { class: 'when', text: moment(line.at, options.now()) }))
        if (caughtUp) drawn.classList.add('new')
        settled.append(drawn)
      }
      if (line.message.urgent === true && caughtUp) alertTo(line.message.text)
      offerAnswers()
      added()
    },
    sending: (line, state, why) => {
      const id = line.ext ?? line.key
      if (known.has(line.key) || lines.some((l) => l.ext === id)) return
      let here = onTheWay.get(id)
      if (here === undefined) {
        const mark = el('div', { class: 'state' })
        const element = bubble(line, options)
        element.append(mark)
        pending.append(element)
        nothing.hidden = true
        here = { element, state: mark }
        onTheWay.set(id, here)
        pinned = undefined
        follow = true
        offerAnswers()
        added()
      }
      here.element.dataset['state'] = state
      if (state === 'sending' && here.state.textContent !== say('notSent')) here.state.textContent = say('sending')
      else if (state === 'sent') here.state.textContent = ''
      else if (state === 'refused') here.state.textContent = why === undefined || why === '' ? say('refusedPlain') : say('refused', { why })
      else if (state === 'waiting' && here.state.querySelector('.again') === null)
        // Only once: whoever has come to it by keyboard stays on it while the page tries by itself.
        here.state.replaceChildren(button(say('notSent'), 'again', options.resend))
      if (state === 'refused') {
        // It stays where it was said.
        settled.append(here.element)
        onTheWay.delete(id)
        offerAnswers()
      }
    },
    seen: () => lines.reduce<number | undefined>((newest, l) => (l.out !== undefined && l.out > (newest ?? 0) ? l.out : newest), undefined),
    lines: () => lines,
    shown: () => [
      ...[...settled.querySelectorAll<HTMLElement>('[data-out]')].map((drawn) => Number(drawn.dataset['out'])),
      ...lines.flatMap((line) => (line.message.card === undefined || drawnOf.get(line.key)?.isConnected === true ? [] : (line.out ?? []))),
    ],
    clear: () => {
      lines = []
      known = new Set()
      onTheWay.clear()
      drawnOf.clear()
      caughtUp = false
      pinned = undefined
      follow = true
      log.setAttribute('aria-live', 'off')
      for (const part of [settled, pending]) part.replaceChildren()
      below.hidden = true
      nothing.hidden = options.nothing === undefined
    },
    toEnd: () => scrollTo(log, log.scrollHeight, false),
  }
}
