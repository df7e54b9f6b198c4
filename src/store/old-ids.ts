/** Ids of messages that an older version left in the clear: hashed, and sealed with the words, at the first start of this one. */
import { idsInClear, putIds } from './hot/inbox.ts'
import { type Inside, inTransaction } from './inside.ts'
import type { InboxBody } from './load.ts'

const atOnce = 500

/** Comes to an end however often it is broken off: what is done is not in the clear any more. */
export async function hideOldIds(s: Inside): Promise<void> {
  for (;;) {
    const rows = await s.engine.writer.all(idsInClear, { limit: atOnce })
    if (rows.length === 0) return
    const hidden = rows.map(({ id, channel, account, ext, body, data_key }) => {
      const place = ['inbox', 'body', id] as const
      const said = s.ring.tryJson(body, place, data_key) as InboxBody | undefined
      return {
        id,
        ext: s.ring.messageHash(channel, account, ext),
        body: said === undefined ? body : s.ring.sealJson(s.ring.ownerOf(body), { ...said, ext }, place),
      }
    })
    await inTransaction(s, async () => void (await s.engine.writer.each(putIds, hidden)))
  }
}
