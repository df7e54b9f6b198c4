/** Takes messages from the inbox, has them decided, and writes all that follows in one transaction. */
import { count } from './counts.ts'
import type { Effect } from './effect.ts'
import { isTry, mustWait, oneMore } from './enrolment.ts'
import { countAttempt, type HeadRow, heads, headsAlone, markDead, markDone, setCodeMisses, takeAlone } from './hot/inbox.ts'
import { putRun } from './hot/town.ts'
import { type Inside, inTransaction } from './inside.ts'
import { loadHeads, type Ready } from './load.ts'
import type { Decide, StepReport } from './store.ts'
import { writeEffects } from './write.ts'

/** Tries of a message taken alone before it is given up. */
const mostTries = 3

type Readable = Extract<Ready, { loaded: unknown }>
type Dead = StepReport['dead'][number]

/** The kind of an error for the report, and never its words, which may quote what was said. */
const kindOfError = (error: unknown): string => {
  const name = error instanceof Error ? error.name : ''
  return /^\w{1,40}$/.test(name) ? name : 'Error'
}

async function writeDecided(s: Inside, decided: readonly { ready: Readable; effects: readonly Effect[] }[], now: number): Promise<void> {
  if (decided.length === 0) return
  await writeEffects(
    s,
    decided.flatMap((d) => d.effects),
    now,
    { 'inbox.done': decided.length },
  )
  const missed = decided.filter(
    ({ ready: { head, loaded } }) => loaded.code === undefined && head.grp === null && isTry(loaded.row.text) && !mustWait(head, now),
  )
  await s.engine.writer.each(
    setCodeMisses,
    missed.map(({ ready: { head } }) => ({ id: head.person, ...oneMore(head, now) })),
  )
  await s.engine.writer.run(markDone, { ids: decided.map(({ ready }) => ready.head.id) })
}

/** Messages that touch the same case or code are decided one step after the other. */
function pickApart(ready: readonly Ready[]): readonly Ready[] {
  const touched = new Set<string>()
  return ready.filter((r) => {
    if ('error' in r) return true
    if (r.touches.some((t) => touched.has(t))) return false
    for (const t of r.touches) touched.add(t)
    return true
  })
}

/** A lane that comes again while others have come once begins a new round. */
function turnsTaken(served: Set<number>, lanes: readonly number[]): void {
  const again = lanes.filter((lane) => served.has(lane))
  if (again.length > 0) served.clear()
  for (const lane of again.length > 0 ? again : lanes) served.add(lane)
}

/** Takes the heads of many lanes together; returns how many were done. What fails is marked to be taken alone, without a trace else. */
async function takeTogether(s: Inside, limit: number, decide: Decide, now: number): Promise<number> {
  let inHand: readonly number[] = []
  let done = 0
  try {
    await inTransaction(s, async () => {
      const found = await s.engine.writer.all(heads, { limit, served: [...s.served] })
      if (found.length === 0) return
      inHand = found.map((head) => head.id)
      const picked = pickApart(await loadHeads(s, found, now))
      const blamed: number[] = []
      const decided: { ready: Readable; effects: readonly Effect[] }[] = []
      for (const ready of picked) {
        try {
          if ('error' in ready) throw ready.error
          decided.push({ ready, effects: decide(ready.loaded) })
        } catch {
          blamed.push(ready.head.id)
        }
      }
      await writeDecided(s, decided, now)
      if (blamed.length > 0) await s.engine.writer.run(takeAlone, { ids: blamed })
      s.afterCommit.push(() => {
        done = decided.length
        turnsTaken(
          s.served,
          picked.map((r) => r.head.person),
        )
        if (blamed.length > 0) s.alone = true
      })
      s.failpoint('step:before-commit')
    })
  } catch (error) {
    if (s.engine.outage(error) !== undefined || inHand.length === 0) throw error
    // What was loaded or written together failed, and nobody can say for whose sake.
    await inTransaction(s, async () => void (await s.engine.writer.run(takeAlone, { ids: inHand })))
    s.alone = true
    return 0
  }
  if (inHand.length > 0) s.failpoint('step:after-commit')
  return done
}

async function bury(s: Inside, head: HeadRow, code: string): Promise<Dead> {
  await inTransaction(s, async () => {
    await s.engine.writer.run(markDead, { id: head.id, code })
    await count(s, { 'inbox.dead': 1 })
  })
  s.failpoint('bury:after-commit')
  return { id: head.id, person: head.person, code }
}

/** Takes one message by itself. Its attempt is on disk before the work begins: should the work end the process, it is counted. */
async function takeOne(s: Inside, head: HeadRow, decide: Decide, now: number): Promise<Dead | undefined> {
  if (head.attempts >= mostTries) return bury(s, head, 'stopped')
  if (!s.excused.delete(head.id)) await inTransaction(s, async () => void (await s.engine.writer.run(countAttempt, { id: head.id })))
  try {
    await inTransaction(s, async () => {
      const [ready] = await loadHeads(s, [head], now)
      if (ready === undefined || 'error' in ready) throw ready?.error
      await writeDecided(s, [{ ready, effects: decide(ready.loaded) }], now)
      s.failpoint('step:before-commit')
    })
  } catch (error) {
    if (s.engine.outage(error) !== undefined) {
      s.excused.add(head.id)
      throw error
    }
    return head.attempts + 1 >= mostTries ? bury(s, head, kindOfError(error)) : undefined
  }
  s.failpoint('step:after-commit')
  return undefined
}

/** Takes the oldest new message of up to `limit` lanes; call it on the queue. */
export async function step(s: Inside, limit: number, decide: Decide, now: number): Promise<StepReport> {
  const dead: Dead[] = []
  const tried = new Set<number>()
  const takeEachAlone = async () => {
    const waiting = await inTransaction(s, async () => s.engine.writer.all(headsAlone, { limit }))
    const found = waiting.filter((head) => !tried.has(head.id))
    if (found.length === 0 && tried.size === 0) s.alone = false
    for (const head of found) {
      tried.add(head.id)
      const given = await takeOne(s, head, decide, now)
      if (given !== undefined) dead.push(given)
    }
  }
  if (limit > s.hand) {
    await inTransaction(s, async () => void (await s.engine.writer.each(putRun, [{ id: 1, clean: 0, hand: limit }])))
    s.hand = limit
  }
  if (s.alone) await takeEachAlone()
  const together = await takeTogether(s, limit, decide, now)
  if (s.alone) await takeEachAlone()
  return { done: together + tried.size, dead }
}
