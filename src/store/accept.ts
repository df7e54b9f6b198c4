/** The way in: what arrived is on disk, each message once, before anybody is told that we have it. */
import { count } from './counts.ts'
import { sameId, writeSealed } from './files.ts'
import { putFile, putInbox } from './hot/inbox.ts'
import { type Inside, inTransaction } from './inside.ts'
import { learnKeys } from './learn.ts'
import { type FoundLink, findLinks, linkKey, settleHomes } from './links.ts'
import type { InboxBody } from './load.ts'
import type { Arrival } from './store.ts'
import { clean, cutText } from './text.ts'

export interface Prepared {
  readonly arrival: Arrival
  /** What did not fit into the message. */
  readonly rest?: { readonly id: string; readonly bytes: Uint8Array }
}

const cleanIf = <K extends string>(name: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [name]: clean(value) } as { [P in K]?: string })

/** Makes an arrival storable. The same message gives the same id to what does not fit, so coming twice it leaves one file. */
export function prepare(given: Arrival): Prepared {
  const [text, rest] = cutText(clean(given.text))
  const { press, edits, group, village, ...plain } = given
  const arrival: Arrival = {
    ...plain,
    channel: clean(given.channel),
    account: clean(given.account),
    ext: clean(given.ext),
    from: clean(given.from),
    text,
    ...cleanIf('press', press),
    ...cleanIf('edits', edits),
    ...cleanIf('group', group),
    ...cleanIf('village', village),
  }
  if (rest === '') return { arrival }
  const id = sameId('rest', arrival.channel, arrival.account, arrival.ext)
  return { arrival: { ...arrival, files: [...arrival.files, id] }, rest: { id, bytes: Buffer.from(rest) } }
}

const linkOf = (a: Arrival) => ({ channel: a.channel, account: a.account, ext: a.from })

const bodyOf = (a: Arrival): InboxBody => ({
  ext: a.ext,
  text: a.text,
  files: a.files,
  ...(a.press === undefined ? {} : { press: a.press }),
  ...(a.edits === undefined ? {} : { edits: a.edits }),
  ...(a.seen === undefined ? {} : { seen: a.seen }),
  ...(a.village === undefined ? {} : { village: a.village }),
})

/** Keeps what did not fit as sealed files, before the messages that name them. */
async function keepRests(s: Inside, prepared: readonly Prepared[], personOf: (a: Arrival) => number, now: number): Promise<void> {
  const rows = []
  for (const { arrival, rest } of prepared) {
    if (rest === undefined) continue
    const person = personOf(arrival)
    await writeSealed(s.dataDir, rest.id, s.ring.sealingOf(person, rest.id), [rest.bytes])
    rows.push({ id: rest.id, person, kind: 'file', type: 'text/plain', bytes: rest.bytes.length, seconds: null, name: null, at: now })
  }
  await s.engine.writer.each(putFile, rows)
}

/** Writes many arrivals in one transaction; call it on the queue. */
export async function acceptAll(
  s: Inside,
  batches: readonly { readonly prepared: readonly Prepared[]; readonly now: number }[],
): Promise<void> {
  const now = batches[0]?.now ?? 0
  const all = batches.flatMap((b) => b.prepared.map((p) => ({ ...p, now: b.now })))
  if (all.length === 0) return
  await inTransaction(s, async () => {
    const links = await findLinks(
      s,
      all.map(({ arrival }) => linkOf(arrival)),
      now,
    )
    await learnKeys(
      s.engine.writer,
      s.ring,
      [...links.values()].map((l) => l.person),
    )
    const linkFor = (a: Arrival): FoundLink => {
      const link = links.get(linkKey(linkOf(a)))
      if (link === undefined) throw new Error('link not made')
      return link
    }
    await keepRests(s, all, (a) => linkFor(a).person, now)
    const rows = all.map(({ arrival: a, now: receivedAt }) => {
      const id = s.ids.next('inbox')
      const link = linkFor(a)
      const body = s.ring.sealJson(link.person, bodyOf(a), ['inbox', 'body', id])
      return {
        id,
        channel: a.channel,
        account: a.account,
        ext: s.ring.messageHash(a.channel, a.account, a.ext),
        person: link.person,
        link: link.id,
        grp: a.group ?? null,
        body,
        at: a.at,
        received_at: receivedAt,
      }
    })
    const stored = await s.engine.writer.each(putInbox, rows)
    await settleHomes(
      s,
      all.filter(({ arrival }) => arrival.group === undefined).map(({ arrival }) => linkFor(arrival)),
      now,
    )
    await count(s, { 'inbox.stored': stored, 'inbox.repeated': rows.length - stored })
    s.failpoint('accept:before-commit')
  })
  s.failpoint('accept:after-commit')
}
