/** How fast one person may be answered: beyond it everything is still kept, only not answered line by line. Per person, never per group or address. */

export interface Pace {
  readonly buckets: Map<number, { left: number; at: number; floodAt?: number }>
}

/** Steps a minute (reliability §4), and at most so many at once. */
const aMinute = 30

export const makePace = (): Pace => ({ buckets: new Map() })

/** So long a flood is one, whatever pauses it makes: the person is told once. */
const floodMs = 3_600_000

/**
 * Takes one step of this person's pace.
 * @param now epoch ms
 * @returns undefined where they may be answered; else when the flood began of which this is part (epoch ms)
 */
export function floodOf({ buckets }: Pace, person: number, now: number): number | undefined {
  const bucket: { left: number; at: number; floodAt?: number } = buckets.get(person) ?? { left: aMinute, at: now }
  bucket.left = Math.min(aMinute, bucket.left + (Math.max(0, now - bucket.at) * aMinute) / 60_000)
  bucket.at = now
  buckets.set(person, bucket)
  // Whoever has been quiet for a minute has a full bucket again; of a flood they need be remembered for its hour.
  if (buckets.size > 10_000)
    for (const [id, b] of buckets) if (now - b.at > (b.floodAt === undefined ? 60_000 : floodMs)) buckets.delete(id)
  if (bucket.left >= 1) {
    bucket.left -= 1
    return undefined
  }
  if (bucket.floodAt === undefined || now - bucket.floodAt >= floodMs) bucket.floodAt = now
  return bucket.floodAt
}
