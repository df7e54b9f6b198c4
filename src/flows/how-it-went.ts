/** At the end of a case the person says how it went; nobody may talk them out of it. What the bot says is in how-it-went.zh-CN.yaml. */
import { flow } from './flow.ts'
import { choice } from './questions.ts'

export const howItWent = flow('how-it-went', 'said')
  .ask('settled', { ...choice(['yes', 'no', 'unsure']), values: (a) => ({ office: String(a['office'] ?? '') }) })
  .ask('pleased', choice(['good', 'fair', 'bad']), { when: (a) => a.settled === 'yes' })
  .end()
