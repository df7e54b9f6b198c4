/** Leaves at once, and clears: nothing on the screen, nothing in this browser, and the way back does not lead here. */
import { forget, forgetEverything, keep, kept } from './keep.ts'
import { dropAllBlobs } from './keep-files.ts'

export function leave(): void {
  document.body.replaceChildren()
  document.title = '天气和农时'
  forgetEverything()
  dropAllBlobs()
  // The server forgets this browser too: whoever opens the page next must not see the talk.
  navigator.sendBeacon('/clear')
  // Nothing tells whether that arrived: done once more before the page is next shown.
  keep('clearing', true)
  location.replace('/away')
}

/** Makes the server forget this browser, where that is still to be done; nothing old is shown before it is. */
export async function clearThere(): Promise<void> {
  for (let wait = 500; kept('clearing', false); wait = Math.min(wait * 2, 10_000)) {
    const done = await fetch('/clear', { method: 'POST', credentials: 'same-origin', keepalive: true }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (done) return forget('clearing')
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
