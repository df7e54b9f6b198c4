/** Calls the town's SMS or phone gateway for each alarm and each step it climbs: number, step and time, nothing else. */
import type { Alarm } from '../store/store.ts'

const patienceMs = 5_000

/**
 * @param told which alarm and step has been called already in this process; a restart may call once more, which harms nobody
 * @param failed told of a gateway that did not answer; it is called again at the next tick
 */
export async function callGateway(
  address: string,
  alarms: readonly Alarm[],
  told: Set<string>,
  failed: (error: unknown) => void,
): Promise<void> {
  for (const alarm of alarms.filter((a) => a.seenAt === undefined)) {
    const key = `${alarm.id}:${alarm.step}`
    if (told.has(key)) continue
    try {
      const answer = await fetch(address, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ number: alarm.no, step: alarm.step, at: new Date(alarm.sentAt).toISOString() }),
      })
      await answer.body?.cancel()
      if (answer.ok) told.add(key)
      else failed(new Error(`gateway ${answer.status}`))
    } catch (error) {
      failed(error)
    }
  }
}
