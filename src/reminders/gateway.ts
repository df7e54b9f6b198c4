/** Calls the town's SMS or phone gateway for each alarm and each step it climbs: number, step and time, nothing else. Nobody waits for it. */
import type { Alarm } from '../store/store.ts'

const patienceMs = 5_000

export interface Gateway {
  /** Begins a call for each unseen alarm and step that has not been called; one call for each at a time. One that failed is made again when asked again. */
  call(alarms: readonly Alarm[]): void
  /** Breaks off what is under way. */
  close(): Promise<void>
}

/** A restart may call once more, which harms nobody. @param failed told of a gateway that did not answer */
export function openGateway(address: string, failed: (error: unknown) => void): Gateway {
  const closing = new AbortController()
  const told = new Set<string>()
  const underWay = new Map<string, Promise<void>>()

  async function call(alarm: Alarm, key: string): Promise<void> {
    try {
      const answer = await fetch(address, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(patienceMs)]),
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ number: alarm.no, step: alarm.step, at: new Date(alarm.sentAt).toISOString() }),
      })
      await answer.body?.cancel()
      if (answer.ok) told.add(key)
      else failed(new Error(`gateway ${answer.status}`))
    } catch (error) {
      if (!closing.signal.aborted) failed(error)
    } finally {
      underWay.delete(key)
    }
  }

  return {
    call: (alarms) => {
      for (const alarm of alarms) {
        const key = `${alarm.id}:${alarm.step}`
        if (alarm.seenAt === undefined && !told.has(key) && !underWay.has(key)) underWay.set(key, call(alarm, key))
      }
    },
    close: async () => {
      closing.abort()
      await Promise.all(underWay.values())
    },
  }
}
