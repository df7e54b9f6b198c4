/** How many files go out at once: each lies in memory until it is gone, so the others wait their turn. */

export interface Gate {
  readonly ofOne: number
  readonly ofAll: number
  /** Of one person; whoever asks for more is refused. */
  readonly waiting: number
}

/** Waits for a place. @returns how to give it back, or undefined when too many of this person wait already */
export type Enter = (who: number) => Promise<(() => void) | undefined>

export function openGate({ ofOne, ofAll, waiting }: Gate): Enter {
  const inside = new Map<number, number>()
  const queue: { readonly who: number; readonly go: () => void }[] = []
  let all = 0
  const hasPlace = (who: number): boolean => all < ofAll && (inside.get(who) ?? 0) < ofOne
  const move = (who: number, by: 1 | -1): void => {
    all += by
    const now = (inside.get(who) ?? 0) + by
    if (now === 0) inside.delete(who)
    else inside.set(who, now)
  }
  const leave = (who: number) => {
    let left = false
    return (): void => {
      if (left) return
      left = true
      move(who, -1)
      const next = queue.findIndex((one) => hasPlace(one.who))
      if (next >= 0) queue.splice(next, 1)[0]?.go()
    }
  }
  return async (who) => {
    if (!hasPlace(who)) {
      if (queue.filter((one) => one.who === who).length >= waiting) return undefined
      await new Promise<void>((resolve) => {
        queue.push({
          who,
          go: () => {
            move(who, 1)
            resolve()
          },
        })
      })
      return leave(who)
    }
    move(who, 1)
    return leave(who)
  }
}

const pieceBytes = 64 * 1024

/**
 * The bytes piece by piece, as fast as they are fetched.
 * @param done called once: when all is fetched, when nobody wants more, or when nothing was fetched for `patienceMs`
 */
export function outgoing(bytes: Uint8Array, patienceMs: number, done: () => void): ReadableStream<Uint8Array> {
  let at = 0
  let stalled: ReturnType<typeof setTimeout> | undefined
  const end = (): void => {
    clearTimeout(stalled)
    done()
  }
  const wait = (stream: ReadableStreamDefaultController<Uint8Array>): void => {
    clearTimeout(stalled)
    stalled = setTimeout(() => {
      stream.error(new Error('nobody fetches it'))
      done()
    }, patienceMs)
  }
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      pull: (stream) => {
        if (at >= bytes.length) {
          stream.close()
          return end()
        }
        stream.enqueue(bytes.subarray(at, at + pieceBytes))
        at += pieceBytes
        wait(stream)
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
