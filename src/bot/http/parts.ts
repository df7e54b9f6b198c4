/** What the pages' routes are made of: the store, the web channel, the town and its words; and who is speaking. */
import type { Context } from 'hono'
import type { Values, Words } from '../../flows/words.ts'
import type { Store } from '../../store/store.ts'
import type { House } from '../house.ts'
import type { Log } from '../log.ts'
import { type Web, webAccount } from '../web.ts'

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

/** The words for this id on the web channel, in the language they have chosen. */
export async function wordsOf({ store, house }: Parts, from: string): Promise<Words> {
  const id = await store.personOf('web', webAccount, from)
  const person = id === undefined ? undefined : await store.person(id)
  return house.words[person?.lang ?? 'zh-CN']
}

type Refusal = 400 | 401 | 403 | 404 | 413 | 415 | 429

/** Refuses with words that are shown as they are. */
export const refuse = (c: Context, status: Refusal, say: string) => c.json({ say }, status)

/** Refuses with the page's own words, in the language of whoever speaks. */
export const refuseIn =
  (parts: Parts) =>
  async (c: Context, status: Refusal, key: string, values?: Values): Promise<Response> =>
    refuse(c, status, (await wordsOf(parts, parts.speaker(c))).one(`page.${key}`, values))
