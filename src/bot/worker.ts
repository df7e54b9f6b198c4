/** The worker: takes what has arrived, lets the front door decide, and writes it; wakes when something comes, never overlaps itself. */
import type { Effect } from '../store/effect.ts'
import type { Dead, Loaded, StepReport, Store } from '../store/store.ts'

export interface Worker {
  /** Something has arrived: look as soon as the step in hand is done. */
  wake(): void
  /** Finishes the step in hand and stops. */
  stop(): Promise<void>
  /** Resolves when nothing is waiting (tests, shutdown). */
  idle(): Promise<void>
}

export interface Working {
  readonly store: Store
  readonly decide: (loaded: Loaded, now: number) => readonly Effect[]
  /** What is told of a message that was given up. */
  readonly tell: (dead: Dead, now: number) => readonly Effect[]
  readonly clock: () => number
  /** Called after each step: there may be something to send, or a message that was given up. */
  readonly after: (report: StepReport) => void
  /** A step failed as a whole (database away); it is tried again. */
  readonly failed: (error: unknown) => void
  /** Lanes taken into one transaction. */
  readonly batch?: number
}

const retryMs = 500

export function startWorker({ store, decide, tell, clock, after, failed, batch = 50 }: Working): Worker {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  /** Nobody may have been told of some that were given up: the program died before, or a step failed. */
  let untold = true
  let timer: NodeJS.Timeout | undefined

  async function run(): Promise<void> {
    do {
      again = false
      try {
        const now = clock()
        const report = await store.step(batch, (loaded) => decide(loaded, now), now)
        untold ||= report.dead.length > 0
        if (untold) untold = (await store.tellDead((dead) => tell(dead, now), now)) > 0
        if (report.done > 0 || report.dead.length > 0 || untold) {
          again = true
          after(report)
        }
      } catch (error) {
        untold = true
        failed(error)
        if (!stopped) timer = setTimeout(wake, retryMs)
        return
      }
    } while (again && !stopped)
  }

  function wake(): void {
    again = true
    if (stopped || running !== undefined) return
    running = run().finally(() => {
      running = undefined
      if (again && !stopped && timer === undefined) wake()
    })
  }

  return {
    wake: () => {
      clearTimeout(timer)
      timer = undefined
      wake()
    },
    idle: async () => {
      while (running !== undefined) await running
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
