/** A message of ours as it is kept and sent: text, choices, and what a network may show larger (a card, a number, an alarm, a file). */

import type { CaseState, FileKind } from '../town/case.ts'

export interface Choice {
  readonly label: string
  /** What comes back in Incoming.press: the question's nonce and the value, at most 64 bytes. */
  readonly press: string
}

/** A staff card: number, kind, village, clock; never a name or what was said. */
export interface Card {
  readonly no: string
  readonly kind: string
  readonly village: string
  readonly urgent: boolean
  /** Epoch milliseconds. */
  readonly since: number
  readonly state: CaseState
  readonly holder?: string
  readonly reach: 'chat' | 'phone'
  /** End of the promised day of first contact, epoch ms; not there once somebody has answered. */
  readonly due?: number
  /** Voice messages that nobody has listened to. */
  readonly unheard: number
}

export interface Outgoing {
  readonly text: string
  readonly choices?: readonly Choice[]
  readonly card?: Card
  /** Set on the receipt, so that a page can show the number large. */
  readonly number?: string
  /** A warning of danger: shown in red where the network can. */
  readonly urgent?: boolean
  /** An alarm told to staff: case number and state, so that a page can count seconds since it was sent (epoch ms). */
  readonly alarm?: { readonly no: string; readonly state: 'sent' | 'seen' | 'called'; readonly since: number }
  /** A stored file to play or show to this person. */
  readonly file?: { readonly id: string; readonly kind: FileKind; readonly seconds?: number }
  /** A way into private (web, Telegram). */
  readonly link?: string
}
