/** What may follow from a message or a reminder; the store writes it, in one transaction and in order. */
import type { Talk } from '../flows/talk.ts'
import type { CaseEvent } from '../town/case.ts'
import type { Lang } from '../town/town.ts'
import type { Outgoing } from './outgoing.ts'

export type Role = 'officer' | 'admin'
/** reply and alarm always go; notice and reminder wait for the hour that suits. */
export type MessageClass = 'reply' | 'alarm' | 'notice' | 'reminder'

export type To = { readonly person: number } | { readonly officer: string } | { readonly group: number }

/** Everything that may follow from a message or a reminder. Written in one transaction, in order. */
export type Effect =
  /** The talk is fresh again: its time is now, its nudges are forgotten. `quiet`: no sign of life of the person; both stay. */
  | { readonly do: 'talk'; readonly person: number; readonly talk: Talk | null; readonly quiet?: boolean }
  /** The same for somebody else: an open talk of theirs is not disturbed, unless it makes way (talk.ts makesWay). */
  | { readonly do: 'talk-if-none'; readonly person: number; readonly talk: Talk }
  | {
      readonly do: 'send'
      readonly to: To
      readonly message: Outgoing
      readonly class: MessageClass
      /** Unique for ever: the same message is never written twice. */
      readonly once: string
      /** Not before this moment (epoch ms). */
      readonly notBefore?: number
      /** Case the message belongs to. */
      readonly no?: string
    }
  /** Takes back messages with this once-key that have not been tried yet. */
  | { readonly do: 'unsend'; readonly once: string }
  | { readonly do: 'open-case'; readonly no: string; readonly person: number; readonly reach: 'chat' | 'phone' }
  | { readonly do: 'happened'; readonly no: string; readonly event: CaseEvent; readonly by?: string }
  | { readonly do: 'alarm'; readonly no: string; readonly person: number; readonly sign: string }
  | { readonly do: 'alarm-step'; readonly id: number; readonly step: 0 | 1 | 2 }
  | { readonly do: 'alarm-seen'; readonly id: number; readonly by: string }
  | { readonly do: 'alarm-called'; readonly id: number; readonly by: string }
  | { readonly do: 'duty'; readonly officer: string }
  | { readonly do: 'person'; readonly person: number; readonly lang?: Lang; readonly village?: string }
  | { readonly do: 'notice-shown'; readonly person: number; readonly version: string }
  | { readonly do: 'group-spoken'; readonly group: number }
  /** `actor`: officer id, 'cli', or `person:<id>` of somebody who is no officer. `object`: case number, officer id, or the order's name; never free text. */
  | { readonly do: 'audit'; readonly actor: string; readonly act: string; readonly object: string }
  /** Binds a person to an officer of town.yaml and uses up the code ('' where none was needed: demo, first admin). One officer is one person: a newer binding ends the older. */
  | { readonly do: 'enrol'; readonly person: number; readonly officer: string; readonly role: Role; readonly code: string }
  /** A reminder of this kind has been sent for the open talk; forgotten when the talk becomes fresh. */
  | { readonly do: 'nudged'; readonly person: number; readonly kind: string }
  /** The watch has been told that nobody listens to the voices of this case: 0 the duty, 1 the deputy, 2 the leader. @param before those that came later and were not told before wait for their own time (epoch ms) */
  | { readonly do: 'voices-told'; readonly no: string; readonly step: number; readonly before: number }
