/** The sender: takes what waits in the outbox, keeps to the network's pace and the hour that suits, and notes what became of it. */
import type { MessageClass } from '../store/effect.ts'
import type { OutboxRow, SendResult, Store } from '../store/store.ts'
import { type Buckets, mayTake } from './buckets.ts'
import { type Channel, ChannelError } from './channel.ts'

export interface Outbox {
  wake(): void
  stop(): Promise<void>
  idle(): Promise<void>
  /** Whether nothing has come to an end for a minute: a send hangs, or the database fails again and again. */
  stands(): boolean
}

export interface Sending {
  readonly store: Store
  readonly channels: ReadonlyMap<string, Channel>
  readonly clock: () => number
  /** Quiet hours: whether a message of this class may go to such a receiver now. */
  readonly mayGo: (cls: MessageClass, to: 'person' | 'group' | 'staff', now: number) => boolean
  readonly buckets: Buckets
  /** 0 to 1; spreads retries. */
  readonly random: () => number
  readonly failed: (error: unknown) => void
  /** These have arrived. */
  readonly sent: (rows: readonly OutboxRow[]) => void
  /** A send was refused for good or its outcome is not known. */
  readonly lost: (row: OutboxRow, result: SendResult) => void
  readonly batch?: number
}

const firstRetryMs = 1000
const longestRetryMs = 5 * 60_000
/** A held reply, a quiet hour's end or a moved clock is noticed within this time at the latest. */
const lookAgainMs = 1000
/** Looks without an end of anything until the sender is said to stand still. It reads no clock: a clock that is moved is no standstill. */
const patience = 60

/** Waits longer with each attempt: 1 s, 2 s, 4 s … 5 min, spread by up to a quarter. */
export const backOff = (attempts: number, random: number): number =>
  Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts, 12)) * (1 + random / 4)

export function startOutbox(sending: Sending): Outbox {
  const { store, clock, failed, batch = 100 } = sending
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let looks = 0
  /** Sent, and not yet written down: that comes before anything else is taken, for until then its lane waits and would say it again. */
  let unmarked: { readonly rows: readonly OutboxRow[]; readonly results: readonly SendResult[] } | undefined
  const timer = setInterval(() => {
    looks += 1
    wake()
  }, lookAgainMs)

  async function mark(): Promise<void> {
    if (unmarked === undefined) return
    const { rows, results } = unmarked
    await store.markOut(results, clock())
    unmarked = undefined
    sending.sent(rows.filter((_, i) => results[i]?.is === 'sent'))
    results.forEach((result, i) => {
      if (result.is === 'refused' || result.is === 'unknown') sending.lost(rows[i] as OutboxRow, result)
    })
  }

  async function round(): Promise<boolean> {
    await mark()
    const now = clock()
    const rows = await store.takeOut(batch, now, (cls, to) => sending.mayGo(cls, to, now))
    if (rows.length > 0) {
      unmarked = { rows, results: await Promise.all(rows.map((row) => sendOne(sending, row))) }
      await mark()
    }
    looks = 0
    return rows.length > 0
  }

  async function run(): Promise<void> {
    do {
      again = false
      try {
        if (await round()) again = true
      } catch (error) {
        failed(error)
        return
      }
    } while (again && !stopped)
  }

  function wake(): void {
    again = true
    if (stopped || running !== undefined) return
    running = run().finally(() => {
      running = undefined
    })
  }

  return {
    wake,
    idle: async () => {
      while (running !== undefined) await running
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
      await mark().catch(failed)
    },
    stands: () => looks > patience,
  }
}

async function sendOne({ channels, clock, buckets, random }: Sending, row: OutboxRow): Promise<SendResult> {
  const channel = channels.get(row.channel)
  const now = clock()
  if (channel === undefined) return { id: row.id, is: 'later', notBefore: now + backOff(row.attempts, random()) }
  const wait = mayTake(buckets, row, now)
  if (wait > 0) return { id: row.id, is: 'later', notBefore: now + wait }
  try {
    const sent = await channel.send({ account: row.account, ...row.to }, row.message, row.id)
    return { id: row.id, is: 'sent', remote: sent.remote }
  } catch (error) {
    if (!(error instanceof ChannelError)) return { id: row.id, is: 'unknown' }
    if (error.kind === 'refused') return { id: row.id, is: 'refused', code: error.message }
    if (error.kind === 'unknown') return { id: row.id, is: 'unknown' }
    return { id: row.id, is: 'later', notBefore: clock() + (error.retryAfterMs ?? backOff(row.attempts, random())) }
  }
}
