/** How fast each network may be spoken to: a bucket for the whole account and one for each chat (channels.md §5). */
import type { OutboxRow } from '../store/store.ts'

export interface Pace {
  /** Messages per second over all chats of an account; at most this many at once. */
  readonly all: number
  /** Messages per minute to one person's chat. */
  readonly person: number
  /** Messages per minute to one group. */
  readonly group: number
}

interface Bucket {
  left: number
  at: number
}

export interface Buckets {
  readonly pace: Readonly<Record<string, Pace>>
  readonly filled: Map<string, Bucket>
}

/** The town's own page knows no limit of a network. */
export const defaultPace: Readonly<Record<string, Pace>> = {
  web: { all: 500, person: 6000, group: 6000 },
  telegram: { all: 25, person: 60, group: 18 },
  wechat: { all: 0.3, person: 20, group: 20 },
}

export const makeBuckets = (pace: Readonly<Record<string, Pace>> = defaultPace): Buckets => ({ pace, filled: new Map() })

/**
 * Takes a token for this message.
 * @returns 0 when it may go now, else the milliseconds until it may
 */
export function mayTake({ pace, filled }: Buckets, row: Pick<OutboxRow, 'channel' | 'account' | 'to'>, now: number): number {
  const limits = pace[row.channel]
  if (limits === undefined) return 0
  const chat = row.to.group ?? row.to.person ?? ''
  const perMinute = row.to.group === undefined ? limits.person : limits.group
  const all = fill(filled, `${row.channel} ${row.account}`, limits.all / 1000, Math.max(1, limits.all), now)
  const one = fill(filled, `${row.channel} ${row.account} ${chat}`, perMinute / 60_000, Math.max(1, perMinute / 10), now)
  const wait = Math.max(missing(all, limits.all / 1000), missing(one, perMinute / 60_000))
  if (wait > 0) return wait
  all.left -= 1
  one.left -= 1
  return 0
}

function fill(filled: Map<string, Bucket>, key: string, perMs: number, most: number, now: number): Bucket {
  const bucket = filled.get(key) ?? { left: most, at: now }
  bucket.left = Math.min(most, bucket.left + Math.max(0, now - bucket.at) * perMs)
  bucket.at = now
  filled.set(key, bucket)
  // A bucket that has been full for long says nothing; forget it so that memory stays bounded.
  if (filled.size > 20_000) for (const [k, b] of filled) if (now - b.at > 600_000) filled.delete(k)
  return bucket
}

const missing = (bucket: Bucket, perMs: number): number => (bucket.left >= 1 ? 0 : Math.ceil((1 - bucket.left) / perMs))
