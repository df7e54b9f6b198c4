/** Guesses at what opens somebody's talk: so many an hour by one browser, at one number, and by all together. */

export interface Tries {
  /** Whose or what's tries: when they were made, epoch ms. */
  readonly made: Map<string, readonly number[]>
}

/** So long a try counts, ms. */
export const tryHour = 3_600_000
/** For one browser and for one number (reliability §4). */
export const mostOfOne = 5
/** Of all together: with new browsers and ever other numbers nobody gets further than this. */
const mostOfAll = 200
const all = 'all'

export const noTries = (): Tries => ({ made: new Map() })

const lately = ({ made }: Tries, name: string, now: number): readonly number[] => (made.get(name) ?? []).filter((at) => now - at < tryHour)

/**
 * Takes a try before anybody knows whether it is right, so that many at once get no more than one after the other.
 * @param names the browser and the number
 * @param now epoch ms
 * @returns undefined when there have been too many; else how to give the try back when it was right
 */
export function takeTry(tries: Tries, names: readonly string[], now: number): { giveBack(): void } | undefined {
  const counted = [...names, all]
  const full = (name: string): boolean => lately(tries, name, now).length >= (name === all ? mostOfAll : mostOfOne)
  if (counted.some(full)) return undefined
  for (const name of tries.made.keys()) if (lately(tries, name, now).length === 0) tries.made.delete(name)
  for (const name of counted) tries.made.set(name, [...lately(tries, name, now), now])
  return {
    giveBack: () => {
      for (const name of counted) {
        const left = [...(tries.made.get(name) ?? [])]
        const mine = left.indexOf(now)
        if (mine >= 0) left.splice(mine, 1)
        tries.made.set(name, left)
      }
    },
  }
}
