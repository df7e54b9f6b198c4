/** Makes the elements of the pages; what anybody typed goes in as text, so it never becomes markup. */

type Child = Node | string | undefined | false

export interface Props {
  readonly class?: string
  readonly text?: string
  readonly label?: string
  readonly id?: string
  readonly title?: string
  readonly type?: string
  readonly href?: string
  readonly lang?: string
  /** Any other attribute; never style and never an event. */
  readonly set?: Readonly<Record<string, string>>
  readonly click?: (event: MouseEvent) => void
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (props.class !== undefined) made.className = props.class
  if (props.text !== undefined) made.textContent = props.text
  if (props.label !== undefined) made.setAttribute('aria-label', props.label)
  if (props.id !== undefined) made.id = props.id
  if (props.title !== undefined) made.title = props.title
  if (props.lang !== undefined) made.lang = props.lang
  if (props.href !== undefined) made.setAttribute('href', props.href)
  if (props.type !== undefined) made.setAttribute('type', props.type)
  else if (tag === 'button') made.setAttribute('type', 'button')
  for (const [name, value] of Object.entries(props.set ?? {})) made.setAttribute(name, value)
  if (props.click !== undefined) made.addEventListener('click', props.click as EventListener)
  for (const child of children) if (child !== undefined && child !== false) made.append(child)
  return made
}

export function button(text: string, kind: string, click: (event: MouseEvent) => void): HTMLButtonElement {
  return el('button', { class: `button ${kind}`, text, click })
}

/** The element with this id, which the page's own HTML holds. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no #${id}`)
  return found as T
}

/** Text that a screen reader says and the eye does not see. */
export const unseen = (text: string): HTMLElement => el('span', { class: 'unseen', text })

/** A phone link; spaces and dashes are not dialled. */
export const callLink = (phone: string, text: string, kind: string): HTMLAnchorElement =>
  el('a', { class: `button ${kind}`, text, href: `tel:${phone.replace(/[^\d+]/g, '')}` })

/** Only a web address becomes a link; anything else that was sent as one is left out. */
export function safeAddress(link: string): string | undefined {
  try {
    const url = new URL(link, location.href)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Scrolls, smoothly only where that is welcome. */
export function scrollTo(box: HTMLElement, top: number, smooth: boolean): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  box.scrollTo({ top, behavior: smooth && !calm ? 'smooth' : 'instant' })
}
