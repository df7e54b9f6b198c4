/** What may come in a day from one address, and from all strangers together: counted while it comes, so that many at once get no more. */

/** Bytes of all, and how many files. */
export interface Share {
  readonly bytes: number
  readonly files: number
}

export interface Allowance {
  /** The day that is counted; with a new one all begins anew. */
  day: string
  readonly used: Map<string, { bytes: number; files: number }>
}

/** One file on its way. */
export interface Taken {
  /** More of it has come. @returns false when that is too much */
  add(bytes: number): boolean
  /** It was not kept. */
  giveBack(): void
}

export const freshAllowance = (): Allowance => ({ day: '', used: new Map() })

/**
 * Takes the place of one file.
 * @param of who counts it, and what each may have in a day
 * @param day the town's date
 * @returns undefined when one of them has no place left
 */
export function takeFile(allowance: Allowance, of: ReadonlyMap<string, Share>, day: string): Taken | undefined {
  if (allowance.day !== day) allowance.used.clear()
  allowance.day = day
  const counted = [...of].map(([name, most]) => ({ most, used: allowance.used.get(name) ?? { bytes: 0, files: 0 }, name }))
  if (counted.some(({ most, used }) => used.files >= most.files || used.bytes >= most.bytes)) return undefined
  for (const { name, used } of counted) {
    used.files += 1
    allowance.used.set(name, used)
  }
  let mine = 0
  return {
    add: (bytes) => {
      mine += bytes
      for (const { used } of counted) used.bytes += bytes
      return counted.every(({ most, used }) => used.bytes <= most.bytes)
    },
    giveBack: () => {
      for (const { used } of counted) {
        used.files -= 1
        used.bytes -= mine
      }
    },
  }
}
