/** What the pages' routes are made of: the store, the web channel, the town and its words; and who is speaking. */
import type { Context } from 'hono'
import type { Values, Words } from '../../flows/words.ts'
import type { Store } from '../../store/store.ts'
import type { Lang } from '../../town/town.ts'
import type { House } from '../house.ts'
import type { Log } from '../log.ts'
import type { Web } from '../web.ts'

export interface Parts {
  readonly house: House
  readonly store: Store
  readonly web: Web
  readonly log: Log
  /** Epoch milliseconds, as this house sees the time. */
  readonly clock: () => number
  /** Random bytes, for session ids. */
  readonly random: (bytes: number) => Uint8Array
  readonly demo: boolean
  /** Who speaks: the person's id on the web channel, by session cookie (made where missing) or, in the demo, by persona. */
  readonly speaker: (c: Context) => string
}

/** Language of the page that asks (`?lang=en`). */
export const langOf = (c: Context): Lang => (c.req.query('lang') === 'en' ? 'en' : 'zh-CN')
export const wordsFor = ({ house }: Parts, c: Context): Words => house.words[langOf(c)]

type Refusal = 400 | 401 | 403 | 404 | 413 | 415 | 429

/** Refuses with words that are shown as they are. */
export const refuse = (c: Context, status: Refusal, say: string) => c.json({ say }, status)

/** Refuses with the page's own words, in its language. */
export const refuseIn =
  (parts: Parts) =>
  (c: Context, status: Refusal, key: string, values?: Values): Response =>
    refuse(c, status, wordsFor(parts, c).one(`page.${key}`, values))
