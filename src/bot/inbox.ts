/** The way in: what a network brings is on disk before the network is told that we have it. */
import type { Arrival, Store } from '../store/store.ts'
import type { Incoming } from './channel.ts'

/** Makes the `receive` that channels are started with; `wake` is called once the messages are stored. */
export const receiveInto =
  (store: Store, clock: () => number, wake: () => void) =>
  async (messages: readonly Incoming[]): Promise<void> => {
    await store.accept(messages.map(arrivalOf), clock())
    wake()
  }

const arrivalOf = ({ files, channel, account, ext, from, text, at, ...maybe }: Incoming): Arrival => ({
  channel,
  account,
  ext,
  from,
  text,
  files: files.map((f) => f.ref),
  at,
  ...maybe,
})
