/** A person's or a group's lines as a page shows them: what was said in private and what was sent, merged by time. */
import { ask } from './hot/hot.ts'
import { filesBy } from './hot/inbox.ts'
import { saidLines, sentLines } from './hot/outbox.ts'
import type { Inside } from './inside.ts'
import { theTown } from './keyring.ts'
import { learnKeys } from './learn.ts'
import { type InboxBody, storedFileOf } from './load.ts'
import type { Outgoing } from './outgoing.ts'
import type { FeedLine } from './store.ts'

const floorOf = ask<{ id: number }, { feed_in: number; feed_out: number }>(`SELECT feed_in, feed_out FROM person WHERE id = :id`)
const setFloor = ask<{ id: number; said: number; sent: number }>(`UPDATE person SET feed_in = :said, feed_out = :sent WHERE id = :id`)
const newestLines = ask<{ id: number }, { said: number; sent: number }>(`
  SELECT coalesce((SELECT max(id) FROM inbox WHERE person = :id), 0) AS said,
         coalesce((SELECT max(sent_no) FROM outbox WHERE lane = :id AND sent_no IS NOT NULL), 0) AS sent`)

const readCursor = (cursor: string | undefined): { said: number; sent: number } => {
  const [, said = '0', sent = '0'] = cursor?.match(/^(\d{1,15})\.(\d{1,15})$/) ?? []
  return { said: Number(said), sent: Number(sent) }
}

/**
 * Lines after the cursor, oldest first, at most `limit`. Each line's cursor means: this line and all before it are known. The second
 * number counts in the order of sending, so a message that was written early and sent late is not missed. A line that was damaged is left out.
 */
export async function feed(
  s: Inside,
  of: { person: number } | { group: number },
  after: string | undefined,
  limit: number,
): Promise<readonly FeedLine[]> {
  const asker = s.engine.reader
  const from = readCursor(after)
  if ('person' in of) {
    const [floor] = await asker.all(floorOf, { id: of.person })
    if (floor === undefined) return []
    from.said = Math.max(from.said, floor.feed_in)
    from.sent = Math.max(from.sent, floor.feed_out)
    await learnKeys(asker, s.ring, [of.person])
  }
  const owner = 'person' in of ? of.person : theTown
  const said = 'person' in of ? await asker.all(saidLines, { person: of.person, after: from.said, limit }) : []
  const sent = await asker.all(sentLines, { lane: 'person' in of ? of.person : -of.group, after: from.sent, limit })
  const bodies = new Map(
    said.map((row) => [row.id, s.ring.tryJson(row.body, ['inbox', 'body', row.id], undefined, owner) as InboxBody | undefined]),
  )
  const ids = [...bodies.values()].flatMap((b) => b?.files ?? [])
  const files = new Map((ids.length === 0 ? [] : await asker.all(filesBy, { ids })).map((row) => [row.id, storedFileOf(row)]))

  const lines: FeedLine[] = []
  for (let i = 0, o = 0; lines.length < limit; ) {
    const [mine, bots] = [said[i], sent[o]]
    if (mine !== undefined && (bots === undefined || mine.received_at <= bots.sent_at)) {
      i++
      from.said = mine.id
      const body = bodies.get(mine.id)
      if (body === undefined) continue
      const kept = body.files.flatMap((id) => files.get(id) ?? [])
      lines.push({
        cursor: `${from.said}.${from.sent}`,
        at: mine.received_at,
        from: 'me',
        ext: body.ext,
        message: { text: body.text },
        ...(kept.length === 0
          ? {}
          : { files: kept.map(({ id, kind, seconds }) => ({ id, kind, ...(seconds === undefined ? {} : { seconds }) })) }),
      })
    } else if (bots !== undefined) {
      o++
      from.sent = bots.sent_no
      const message = s.ring.tryJson(bots.body, ['outbox', 'body', bots.id], undefined, owner) as Outgoing | undefined
      if (message === undefined) continue
      lines.push({ cursor: `${from.said}.${from.sent}`, at: bots.sent_at, from: 'bot', out: bots.id, message })
    } else break
  }
  return lines
}

/** Feeds of this person begin at their beginning again. */
export const showFeed = async (s: Inside, person: number): Promise<void> =>
  void (await s.engine.writer.run(setFloor, { id: person, said: 0, sent: 0 }))

/** Later feeds of this person begin after what is there now; call it in a transaction on the queue. */
export async function hideFeed(s: Inside, person: number): Promise<void> {
  const [newest] = await s.engine.writer.all(newestLines, { id: person })
  if (newest !== undefined) await s.engine.writer.run(setFloor, { id: person, ...newest })
}
