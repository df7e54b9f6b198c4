/** Words that belong to a case already registered: danger, a wish for a human, an addition. Nothing is asked but whether it is safe to talk. */

import { flow } from './flow.ts'
import { safeToTalk } from './questions.ts'

export const besideCase = flow('beside-case', 'said')
  .alarm('violence', (a) => (a as { danger?: string }).danger === 'yes')
  .ask('safe', safeToTalk(), { when: (a) => a.urgent === 'domestic' })
  .end()
