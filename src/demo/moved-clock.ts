/** A world's clock: the real one and as much as it was moved forward; it never goes back, not over a power cut either. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './write-whole.ts'

export interface MovedClock {
  now(): number
  /** Moves on by so many minutes; on disk when it returns. */
  move(minutes: number): void
}

const form = z.object({ ahead: z.number().nonnegative() })

export function openClock(folder: string): MovedClock {
  const file = join(folder, 'clock.json')
  let ahead = read(file)
  let last = 0
  return {
    now: () => {
      last = Math.max(last, Date.now() + ahead)
      return last
    },
    move: (minutes) => {
      const further = ahead + Math.max(0, minutes) * 60_000
      writeWhole(file, JSON.stringify({ ahead: further }))
      ahead = further
    },
  }
}

function read(file: string): number {
  try {
    return form.parse(JSON.parse(readFileSync(file, 'utf8'))).ahead
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}
