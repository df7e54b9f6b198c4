/** A world's clock: it begins at the hour of the story, runs as the real one, and can be moved forward; it never goes back, not over a power cut either. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './write-whole.ts'

export interface MovedClock {
  now(): number
  /** Moves on by so many minutes; on disk when it returns. */
  move(minutes: number): void
}

const form = z.object({ ahead: z.number() })

/** @param begins where a new world's clock stands at first, epoch ms */
export function openClock(folder: string, begins: number): MovedClock {
  const file = join(folder, 'clock.json')
  let ahead = read(file) ?? set(file, begins - Date.now())
  let last = 0
  return {
    now: () => {
      last = Math.max(last, Date.now() + ahead)
      return last
    },
    move: (minutes) => {
      ahead = set(file, ahead + Math.max(0, minutes) * 60_000)
    },
  }
}

function set(file: string, ahead: number): number {
  writeWhole(file, JSON.stringify({ ahead }))
  return ahead
}

function read(file: string): number | undefined {
  try {
    return form.parse(JSON.parse(readFileSync(file, 'utf8'))).ahead
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
