/** One writer at a time, and many small writes in one commit. */

export interface Queue {
  /** Runs `work` when everything queued before it has ended. @throws what close() was given, once closed */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Takes nothing more; resolves when what was queued has ended. */
  close(reason: Error): Promise<void>
}

// Kept here, so that tests that play with timers do not stop the store.
const atTheEndOfTheTurn = setImmediate

/** SQLite works without ever waiting; between two pieces of work the sockets and timers of the process get their turn. */
const breathe = () => new Promise<void>((resolve) => atTheEndOfTheTurn(resolve))

export function makeQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve()
  let closed: Error | undefined
  return {
    alone(work) {
      if (closed !== undefined) return Promise.reject(closed)
      const result = tail.then(work)
      tail = result.catch(() => {}).then(breathe)
      return result
    },
    async close(reason) {
      closed ??= reason
      await tail
    },
  }
}

/**
 * Gathers what is asked for at about the same time and does it in one go on the queue. Should that fail, each is tried by itself,
 * so that nobody fails for the sake of another.
 */
export function gather<T>(queue: Queue, doAll: (items: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: { item: T; done: () => void; failed: (error: unknown) => void }[] = []
  const take = () => {
    const batch = waiting
    waiting = []
    return batch
  }
  const doWaiting = async () => {
    const batch = take()
    try {
      await doAll(batch.map((w) => w.item))
      for (const w of batch) w.done()
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error)
      else for (const w of batch) await doAll([w.item]).then(w.done, w.failed)
    }
  }
  const refuse = (error: unknown) => {
    for (const w of take()) w.failed(error)
  }
  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      // When every socket that has something to say in this turn of the event loop has been read.
      if (waiting.length === 1) atTheEndOfTheTurn(() => queue.alone(doWaiting).catch(refuse))
    })
}
