/** Faults that a test has asked for (CUNKOU_FAILPOINT, which config.ts refuses elsewhere): the process dies at a named place, a message cannot be worked. */
import type { Decide, Loaded } from '../store/store.ts'

/** Ends the process at each of these places of the store, as a power cut would. */
export const dieAt =
  (points: readonly string[]) =>
  (name: string): void => {
    if (points.includes(name)) process.kill(process.pid, 'SIGKILL')
  }

const spoilt = /^decide:(throws|loops|exits)=(.+)$/

/** `decide:throws=毒`: deciding a message with 毒 in it throws; `loops`: it never ends; `exits`: it takes the process with it. */
export function spoil<Rest extends readonly unknown[]>(
  points: readonly string[],
  decide: (loaded: Loaded, ...rest: Rest) => ReturnType<Decide>,
): typeof decide {
  const faults = points.flatMap((point) => {
    const [, how, text] = spoilt.exec(point) ?? []
    return text === undefined ? [] : [{ how, text }]
  })
  if (faults.length === 0) return decide
  return (loaded, ...rest) => {
    for (const { how, text } of faults) {
      if (!loaded.row.text.includes(text)) continue
      if (how === 'throws') throw new RangeError('asked for by a test')
      if (how === 'exits') process.exit(7)
      for (;;);
    }
    return decide(loaded, ...rest)
  }
}

/** `watchdog=1500`: how long the program may hang, ms. */
export const patienceIn = (points: readonly string[]): number | undefined =>
  points.flatMap((point) => /^watchdog=(\d+)$/.exec(point)?.slice(1).map(Number) ?? [])[0]
