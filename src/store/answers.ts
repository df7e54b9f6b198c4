/** What staff have answered residents, and whether it can still be taken back: the state of the row that goes out decides, no clock. */
import type { Asker } from './hot/hot.ts'
import { answersOf } from './hot/outbox.ts'

/** An officer's answer to a resident. waits: it can be taken back; back: it was; gone: it has left or is leaving. */
export interface Answered {
  readonly once: string
  readonly no: string
  readonly is: 'waits' | 'back' | 'gone'
}

/** The once-key of the answer that an officer's message is. @param message its id in the inbox */
export const onceOfAnswer = (message: number): string => `reply:${message}`

/** The answers among the last fifty messages of this officer, newest first; true as long as the transaction in hand lasts. */
export async function answersBy(asker: Asker, person: number): Promise<readonly Answered[]> {
  const rows = await asker.all(answersOf, { person })
  return rows.map(({ once, no, state, first_try_at }) => {
    const waits = first_try_at === null && (state === 'pending' || state === 'held')
    return { once, no: no ?? '', is: waits ? 'waits' : state === 'unsent' ? 'back' : 'gone' }
  })
}
