/** Counts kept while writing, and what waits counted when asked. */
import type { Asker } from './hot/hot.ts'
import { addTally, tallies, waiting } from './hot/town.ts'
import type { Inside } from './inside.ts'

/** Adds to the counts, in the transaction in hand. */
export async function count(s: Inside, more: Readonly<Record<string, number>>): Promise<void> {
  const rows = Object.entries(more).flatMap(([name, n]) => (n === 0 ? [] : [{ name, n }]))
  await s.engine.writer.each(addTally, rows)
}

/** `inbox.stored`, `inbox.repeated`, `inbox.done`, `inbox.dead`, `outbox.written`, `outbox.sent`, `outbox.repeat`, `case.opened`, `alarm.raised`, `person.known` since the beginning; the others are what waits now. */
export async function readCounts(asker: Asker): Promise<Readonly<Record<string, number>>> {
  const none = ['inbox.new', 'outbox.pending', 'outbox.sending', 'outbox.held', 'outbox.unknown', 'outbox.refused', 'outbox.unsent']
  const kept = [
    'inbox.stored',
    'inbox.repeated',
    'inbox.done',
    'inbox.dead',
    'outbox.written',
    'outbox.sent',
    'outbox.repeat',
    'case.opened',
    'alarm.raised',
    'person.known',
  ]
  const rows = [...(await asker.all(tallies, {})), ...(await asker.all(waiting, {}))]
  return Object.fromEntries([...[...kept, ...none].map((name) => [name, 0]), ...rows.map(({ name, n }) => [name, n])])
}
