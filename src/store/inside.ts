/** What every part of the store works with: the engine, the keys, the queue, the next ids and what is remembered between transactions. */
import type { Case } from '../town/case.ts'
import type { Engine } from './hot/hot.ts'
import { highest } from './hot/town.ts'
import type { Keyring } from './keyring.ts'
import { type Memo, makeMemo } from './memo.ts'
import type { Watch } from './post.ts'
import type { Queue } from './queue.ts'

export type Failpoint =
  | 'accept:before-commit'
  | 'accept:after-commit'
  | 'step:before-commit'
  | 'step:after-commit'
  | 'bury:after-commit'
  | 'tell:before-commit'
  | 'tell:after-commit'
  | 'out:after-mark-sending'
  | 'out:before-mark-sent'
  | 'file:before-row'

export interface Ids {
  next(table: string): number
}

export interface Inside {
  readonly engine: Engine
  readonly ring: Keyring
  readonly queue: Queue
  readonly ids: Ids
  readonly dataDir: string
  readonly failpoint: (name: Failpoint) => void
  /** Channel, account and id of a link -> link and person. Links are never taken back. */
  readonly links: Memo<string, { readonly id: number; readonly person: number }>
  /** Link -> the person's id on the network. */
  readonly exts: Memo<number, string>
  /** Person -> home link. */
  readonly homes: Memo<number, number>
  /** Cases as they stand, so that a long one is not opened again for each of its messages. */
  readonly cases: Memo<string, Case>
  /** Cells that did not open since the start. */
  readonly damaged: ReadonlySet<string>
  /** Who keeps watch; undefined: has to be loaded. */
  watch: Watch | undefined
  audit: { readonly seq: number; readonly hash: string }
  /** Case numbers given out so far. */
  opened: number
  /** Most lanes ever taken at once (run.hand). */
  hand: number
  /** Lanes that have had their turn in this round. However many are flooded, each gets one turn before any gets two. */
  readonly served: Set<number>
  /** Some messages wait to be taken alone. */
  alone: boolean
  /** Messages whose attempt was counted, but where the database failed and not they. */
  readonly excused: Set<number>
  /** Done once the transaction in hand is on disk. */
  afterCommit: (() => void)[]
}

export async function makeIds(engine: Engine): Promise<Ids> {
  const [row] = await engine.writer.all(highest, {})
  const last = new Map(Object.entries(row ?? {}))
  return {
    // A number given to a transaction that failed is not given again: once-keys are made of them.
    next(table) {
      const id = (last.get(table) ?? 0) + 1
      last.set(table, id)
      return id
    },
  }
}

export const makeMemories = () => ({
  links: makeMemo<string, { readonly id: number; readonly person: number }>(20_000),
  exts: makeMemo<number, string>(20_000),
  homes: makeMemo<number, number>(20_000),
  cases: makeMemo<string, Case>(2_000),
})

/** One transaction; call it on the queue. What it has changed in memory is undone with it. */
export async function inTransaction<T>(s: Inside, work: () => Promise<T>): Promise<T> {
  const { audit } = s
  s.afterCommit = []
  let result: T
  try {
    await s.engine.begin()
    try {
      result = await work()
      await s.engine.commit()
    } catch (error) {
      await s.engine.rollback()
      throw error
    }
  } catch (error) {
    s.audit = audit
    s.watch = undefined
    throw s.engine.outage(error) ?? error
  }
  for (const done of s.afterCommit) done()
  return result
}
