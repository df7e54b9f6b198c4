/** All conversations that the bot can have, by name. */
import { besideCase } from './beside-case.ts'
import type { Flow } from './flow.ts'
import { howItWent } from './how-it-went.ts'
import { moreWords } from './more-words.ts'
import { openAgain } from './open-again.ts'
import { reportDispute } from './report-dispute.ts'

export const book: Readonly<Record<string, Flow>> = Object.fromEntries(
  [reportDispute, moreWords, openAgain, besideCase, howItWent].map((f) => [f.name, f]),
)
