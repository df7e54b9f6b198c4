/** The clock of the house: node-cron ticks, what is due is asked of each reminder; the only place that knows node-cron. */
import { schedule } from 'node-cron'
import { isOutage } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { firstWord } from './first-word.ts'
import { openGateway } from './gateway.ts'
import { halfWay } from './half-way.ts'
import { handOver } from './hand-over.ts'
import type { Due, Reminder, Watching } from './reminder.ts'
import { unheardVoice } from './unheard-voice.ts'
import { unseenAlarm } from './unseen-alarm.ts'

export const reminders: readonly Reminder[] = [unseenAlarm, unheardVoice, halfWay, firstWord, handOver]

export interface Reminding {
  readonly store: Store
  readonly house: Pick<Watching, 'town' | 'words' | 'zone' | 'calendar'>
  readonly clock: () => number
  /** Something may have to be sent. */
  readonly wake: () => void
  readonly failed: (error: unknown) => void
  /** Address of an SMS or phone gateway. */
  readonly webhook?: string
}

export interface Clock {
  /** Lets what is due now run; resolves when it is written. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/** Alarms climb by minutes, so five seconds are exact enough; the database remembers what was done, so a missed tick loses nothing. */
const every = '*/5 * * * * *'

export function startReminders({ store, house, clock, wake, failed, webhook }: Reminding): Clock {
  let running: Promise<void> | undefined
  const gateway = webhook === undefined ? undefined : openGateway(webhook, failed)

  async function settle(due: Due, now: number): Promise<void> {
    try {
      const { effects, still } = await due()
      if (effects.length > 0 && (await store.apply(effects, now, still))) wake()
    } catch (error) {
      // Away for one is away for all; what else fails, fails for this one only.
      if (isOutage(error)) throw error
      failed(error)
    }
  }

  async function round(): Promise<void> {
    for (const reminder of reminders) {
      const now = clock()
      try {
        for await (const due of reminder.due({ store, ...house, now, post: await store.post() })) await settle(due, now)
      } catch (error) {
        failed(error)
      }
    }
    if (gateway !== undefined) await store.post().then(({ alarms }) => gateway.call(alarms), failed)
  }

  const tick = (): Promise<void> => {
    running ??= round().finally(() => {
      running = undefined
    })
    return running
  }
  const task = schedule(every, () => void tick())
  return {
    tick,
    stop: async () => {
      await task.stop()
      await running
      await gateway?.close()
    },
  }
}
