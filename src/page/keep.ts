/** What this browser remembers between two loads of a page; every failure is silent, for the page works without it. */

const prefix = 'cunkou.'

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value))
  } catch {
    // Full or forbidden: then a reload forgets, and nothing else breaks.
  }
}

export function kept<T>(key: string, otherwise: T): T {
  try {
    const found = localStorage.getItem(prefix + key)
    return found === null ? otherwise : (JSON.parse(found) as T)
  } catch {
    return otherwise
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // As above.
  }
}

/** Forgets everything of ours but the looks (letter size, language). */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && key !== `${prefix}look`) localStorage.removeItem(key)
    sessionStorage.clear()
  } catch {
    // As above.
  }
}

/** Every trace, the looks too. */
export function forgetEverything(): void {
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // As above.
  }
}

/** Gives up a request after so many milliseconds (older phones lack AbortSignal.timeout). */
export function within(ms: number): AbortSignal {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), ms)
  return stop.signal
}

/** An id nobody else has: for a line, made once and kept through every retry. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
