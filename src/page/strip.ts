/** The line below the bar: what is the matter just now (cut off, back again, cleared). */
import { byId } from './dom.ts'
import { say } from './words.ts'

let timer: ReturnType<typeof setTimeout> | undefined

/** @param forMs how long it stays; until the next one if left out. No text: nothing is the matter. */
export function tell(text: string | undefined, forMs?: number): void {
  const strip = byId('strip')
  clearTimeout(timer)
  strip.hidden = text === undefined
  strip.textContent = text ?? ''
  if (forMs !== undefined) timer = setTimeout(() => tell(undefined), forMs)
}

/** Says that the line is broken, once that has lasted a while, and that it is back. @param back called at each return */
export function tellConnection(back: () => void): (open: boolean) => void {
  let told = false
  let open = false
  let slow: ReturnType<typeof setTimeout> | undefined
  const broken = (): void => {
    told = true
    tell(say('offline'))
  }
  const whole = (): void => {
    if (told) tell(say('backOnline'), 2500)
    told = false
    back()
  }
  // The browser may know sooner than the line, and a line may live through it.
  addEventListener('offline', broken)
  addEventListener('online', () => open && whole())
  return (now) => {
    open = now
    clearTimeout(slow)
    if (open) whole()
    else slow = setTimeout(broken, 2500)
  }
}
