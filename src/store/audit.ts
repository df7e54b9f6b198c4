/** The chain of hashes over the audit: a row that was changed, dropped or slipped in breaks it from there on. */
import { createHash } from 'node:crypto'
import type { Asker } from './hot/hot.ts'
import { type AuditRow, auditAfter } from './hot/town.ts'

export const beforeTheFirst = { seq: 0, hash: '0'.repeat(64) }

type Said = { readonly seq: number; readonly at: number; readonly actor: string; readonly act: string; readonly object: string }

/** Canonical: an array, so that no order of keys can matter. */
const hashOf = (prev: string, { seq, at, actor, act, object }: Said): string =>
  createHash('sha256')
    .update(JSON.stringify([seq, at, actor, act, object, prev]))
    .digest('hex')

/** The next row of the chain after `head`. */
export function nextLink(head: { readonly seq: number; readonly hash: string }, what: Omit<Said, 'seq'>): AuditRow {
  const said = { seq: head.seq + 1, ...what }
  return {
    seq: said.seq,
    at: said.at,
    actor: said.actor,
    act: said.act,
    object: said.object,
    prev_hash: head.hash,
    hash: hashOf(head.hash, said),
  }
}

/** Walks the whole chain; the seq of the first row that does not fit, or undefined. */
export async function findBreak(asker: Asker): Promise<number | undefined> {
  let head = beforeTheFirst
  for (;;) {
    const rows = await asker.all(auditAfter, { seq: head.seq, limit: 2000 })
    if (rows.length === 0) return undefined
    for (const row of rows) {
      if (row.seq !== head.seq + 1 || row.prev_hash !== head.hash || row.hash !== hashOf(head.hash, row)) return row.seq
      head = row
    }
    // Others want the event loop too; the chain may be years long.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
