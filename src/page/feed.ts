/** All lines that came over the wire in the demo, by room; the panels and the story read here and nowhere else. */
import type { DemoLine } from '../bot/page-types.ts'

export interface Feed {
  put(line: DemoLine): boolean
  in(room: string): readonly DemoLine[]
  all(): readonly DemoLine[]
  /** Whether a line with this id has come. */
  has(id: string): boolean
  /** Resolves at the next line, or after so many milliseconds. */
  next(within: number): Promise<void>
  onLine(heard: (line: DemoLine) => void): void
  clear(): void
}

/** The same line has the same key, however its cursor is written after a break. */
export function lineKey({ room, line }: DemoLine): string {
  return `${room} ${line.out === undefined ? `said ${line.ext ?? line.cursor}` : `out ${line.out}`}`
}

export function createFeed(): Feed {
  let lines: DemoLine[] = []
  let keys = new Set<string>()
  let ids = new Set<string>()
  let waiting: (() => void)[] = []
  const listeners: ((line: DemoLine) => void)[] = []
  return {
    put: (line) => {
      const key = lineKey(line)
      if (keys.has(key)) return false
      keys.add(key)
      lines.push(line)
      if (line.line.ext !== undefined) ids.add(line.line.ext)
      for (const listener of listeners) listener(line)
      for (const wake of waiting) wake()
      waiting = []
      return true
    },
    in: (room) => lines.filter((l) => l.room === room),
    all: () => lines,
    has: (id) => ids.has(id),
    next: (within) =>
      new Promise((resolve) => {
        waiting.push(resolve)
        setTimeout(resolve, within)
      }),
    onLine: (heard) => listeners.push(heard),
    clear: () => {
      lines = []
      keys = new Set()
      ids = new Set()
    },
  }
}
