/** What a channel is: it carries messages between a network and the bot, and nothing else (house.md §5). */

import type { Outgoing } from '../store/outgoing.ts'
import type { FileKind } from '../town/case.ts'

export type ChannelName = 'web' | 'telegram' | 'wechat'

/** A file as the network names it; the bytes are fetched after the message is stored. */
export interface FileRef {
  readonly kind: FileKind
  /** What the channel needs to fetch it. */
  readonly ref: string
  readonly name?: string
  readonly seconds?: number
  readonly size?: number
}

/** One thing that a person did on a network: said, pressed, edited. `ext` is unique per channel and account. */
export interface Incoming {
  readonly channel: ChannelName
  readonly account: string
  readonly ext: string
  /** The person's id on this network. */
  readonly from: string
  /** Set when said in a group. */
  readonly group?: string
  /** In a group: said to the bot, by @, by reply or by a keyword (anything else never gets here). */
  readonly text: string
  readonly files: readonly FileRef[]
  /** Set when a button was pressed: what the button carried (see Choice.press). */
  readonly press?: string
  /** The `ext` of the message whose words this one changes. */
  readonly edits?: string
  /** Outbox id of the last line of ours that the person had seen when saying this; where the network cannot know, undefined. */
  readonly seen?: number
  /** Village known from the way in (a group's link), by name. */
  readonly village?: string
  /** Epoch milliseconds on the network's clock. */
  readonly at: number
}

/** Where a message goes on a network: a person's private chat, or a group. */
export interface Address {
  readonly account: string
  readonly person?: string
  readonly group?: string
}

export interface Sent {
  readonly remote: string
}

/** Why a send failed: try again later, never again, or nobody knows whether it arrived. */
export class ChannelError extends Error {
  readonly kind: 'retry' | 'refused' | 'unknown'
  readonly retryAfterMs: number | undefined
  constructor(kind: 'retry' | 'refused' | 'unknown', code: string, retryAfterMs?: number) {
    super(code)
    this.name = 'ChannelError'
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}

export interface Channel {
  readonly name: ChannelName
  /** Starts listening; `receive` resolves once the messages are on disk. */
  start(receive: (messages: readonly Incoming[]) => Promise<void>): Promise<void>
  file(ref: FileRef): Promise<AsyncIterable<Uint8Array>>
  /** @throws ChannelError */
  send(to: Address, message: Outgoing, id: number): Promise<Sent>
  stop(): Promise<void>
}
