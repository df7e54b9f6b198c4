/** The way out: the head of each lane is marked before it is sent, and marked again when one knows what became of it. */
import { count } from './counts.ts'
import type { MessageClass } from './effect.ts'
import {
  holdOut,
  markAgain,
  markLater,
  markRefused,
  markSending,
  markSent,
  markUnknown,
  type OutHead,
  outHeads,
  refuseDamaged,
} from './hot/outbox.ts'
import { type Inside, inTransaction } from './inside.ts'
import { theTown } from './keyring.ts'
import type { Outgoing } from './outgoing.ts'
import type { OutboxRow, SendResult } from './store.ts'

type MayGo = (cls: MessageClass, to: 'person' | 'group' | 'staff') => boolean

const classes: readonly MessageClass[] = ['reply', 'alarm', 'notice', 'reminder']
const dests = ['person', 'group', 'staff'] as const

function rowOf(s: Inside, head: OutHead): OutboxRow | undefined {
  const row = {
    id: head.id,
    message: s.ring.unsealJson(head.body, ['outbox', 'body', head.id], head.data_key, head.lane > 0 ? head.lane : theTown) as Outgoing,
    class: head.class as MessageClass,
    attempts: head.attempts,
    createdAt: head.created_at,
  }
  if (head.lane < 0) {
    if (head.grp_channel === null || head.grp_account === null || head.grp_ext === null) return undefined
    return { ...row, channel: head.grp_channel, account: head.grp_account, to: { group: head.grp_ext } }
  }
  if (head.link === null || head.link_channel === null || head.link_account === null || head.link_ext === null) return undefined
  const ext = s.exts.get(head.link) ?? s.ring.unseal(head.link_ext, ['link', 'ext', head.link])
  s.exts.set(head.link, ext)
  return { ...row, channel: head.link_channel, account: head.link_account, to: { person: ext } }
}

/** Marks as `sending` and returns what may go now; call it on the queue. */
export async function takeOut(s: Inside, limit: number, now: number, mayGo: MayGo): Promise<readonly OutboxRow[]> {
  const allowed = classes.flatMap((c) => dests.filter((d) => mayGo(c, d)).map((d) => `${c}:${d}`))
  const taken = await inTransaction(s, async () => {
    const heads = await s.engine.writer.all(outHeads, { now, limit, allowed })
    const rows: OutboxRow[] = []
    const nowhere: number[] = []
    const damaged: number[] = []
    for (const head of heads) {
      try {
        const row = rowOf(s, head)
        if (row === undefined) nowhere.push(head.id)
        else rows.push(row)
      } catch {
        damaged.push(head.id)
      }
    }
    if (nowhere.length > 0) await s.engine.writer.run(holdOut, { ids: nowhere })
    if (damaged.length > 0) await s.engine.writer.run(refuseDamaged, { ids: damaged })
    if (rows.length > 0) await s.engine.writer.run(markSending, { ids: rows.map((row) => row.id), now })
    return rows
  })
  if (taken.length > 0) s.failpoint('out:after-mark-sending')
  return taken
}

/** Writes down what became of messages; call it on the queue. */
export async function markOut(
  s: Inside,
  batches: readonly { readonly results: readonly SendResult[]; readonly now: number }[],
): Promise<void> {
  const all = new Map(batches.flatMap(({ results, now }) => results.map((result) => [result.id, { result, now }] as const)))
  if (all.size === 0) return
  const is = <K extends SendResult['is']>(kind: K) =>
    [...all.values()].flatMap(({ result, now }) => (result.is === kind ? [{ ...(result as Extract<SendResult, { is: K }>), now }] : []))
  await inTransaction(s, async () => {
    const { writer } = s.engine
    const sent = await writer.each(
      markSent,
      is('sent').map(({ id, remote, now }) => ({ id, at: now, sent_no: s.ids.next('sent'), remote })),
    )
    await writer.each(
      markLater,
      is('later').map(({ id, notBefore }) => ({ id, not_before: notBefore })),
    )
    await writer.each(
      markRefused,
      is('refused').map(({ id, code }) => ({ id, code })),
    )
    const ids = is('unknown').map((u) => u.id)
    const again = ids.length === 0 ? 0 : await writer.run(markAgain, { ids, now: is('unknown')[0]?.now ?? 0 })
    if (ids.length > 0) await writer.run(markUnknown, { ids })
    await count(s, { 'outbox.sent': sent, 'outbox.repeat': again })
    s.failpoint('out:before-mark-sent')
  })
}
