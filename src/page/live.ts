/** The line from the server to the page: comes back by itself after any break, exactly where it stopped. */

export interface LiveOptions<T> {
  /** Address for the first call and after a break, when `after` names the last line seen. */
  readonly url: (after: string | undefined) => string
  readonly line: (data: T) => void
  /** Called on each change: whether lines can come just now. */
  readonly state: (open: boolean) => void
}

export interface Live {
  /** Tries now rather than at the end of the pause. */
  wake(): void
  close(): void
}

/** The server beats every 15 s; twice that and a little means the line is dead though it looks open. */
const deafAfter = 35_000
const pauses = [250, 500, 1000, 2000, 4000, 8000]

export function openLive<T>(options: LiveOptions<T>): Live {
  let source: EventSource | undefined
  let after: string | undefined
  let misses = 0
  let open: boolean | undefined
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let deaf: ReturnType<typeof setTimeout> | undefined

  const tell = (now: boolean): void => {
    if (now === open) return
    open = now
    options.state(now)
  }
  const heard = (): void => {
    misses = 0
    tell(true)
    clearTimeout(deaf)
    deaf = setTimeout(again, deafAfter)
  }
  // The browser's own retry waits three seconds or gives up for good; ours does neither.
  const again = (): void => {
    source?.close()
    clearTimeout(deaf)
    clearTimeout(retry)
    if (closed) return
    tell(false)
    retry = setTimeout(connect, pauses[Math.min(misses, pauses.length - 1)])
    misses += 1
  }
  const connect = (): void => {
    if (closed) return
    const mine = new EventSource(options.url(after))
    source = mine
    deaf = setTimeout(again, deafAfter)
    mine.addEventListener('open', heard)
    mine.addEventListener('beat', heard)
    mine.addEventListener('error', () => mine === source && again())
    mine.addEventListener('line', (event: MessageEvent<string>) => {
      if (mine !== source || closed) return
      heard()
      if (event.lastEventId !== '') after = event.lastEventId
      options.line(JSON.parse(event.data) as T)
    })
  }
  const wake = (): void => {
    if (open === true || closed) return
    misses = 0
    again()
  }
  addEventListener('online', wake)
  connect()
  return {
    wake,
    close: () => {
      closed = true
      source?.close()
      clearTimeout(retry)
      clearTimeout(deaf)
      removeEventListener('online', wake)
    },
  }
}
