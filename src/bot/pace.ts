/** How fast one person may be answered: beyond it everything is still kept, only not answered line by line. Per person, never per group or address. */

export interface Pace {
  readonly buckets: Map<number, { left: number; at: number }>
}

/** Steps a minute (reliability §4), and at most so many at once. */
const aMinute = 30

export const makePace = (): Pace => ({ buckets: new Map() })

/** Takes one step of this person's pace. @param now epoch ms @returns whether they are too fast */
export function isTooFast({ buckets }: Pace, person: number, now: number): boolean {
  const bucket = buckets.get(person) ?? { left: aMinute, at: now }
  bucket.left = Math.min(aMinute, bucket.left + (Math.max(0, now - bucket.at) * aMinute) / 60_000)
  bucket.at = now
  buckets.set(person, bucket)
  // Whoever has been quiet for a minute has a full bucket again and need not be remembered.
  if (buckets.size > 10_000) for (const [id, b] of buckets) if (now - b.at > 60_000) buckets.delete(id)
  if (bucket.left < 1) return true
  bucket.left -= 1
  return false
}
