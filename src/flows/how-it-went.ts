/** At the end of a case the person says how it went; nobody may talk them out of it. What the bot says is in how-it-went.zh-CN.yaml. */
import { readComplaint } from '../town/meaning/complaint.ts'
import { flow, type Question } from './flow.ts'
import { choice } from './questions.ts'

const settled = choice(['yes', 'no', 'unsure'])

/** 又来闹了 is no as much as 没办好 is. */
const read: Question<string>['read'] = (heard, ...known) =>
  readComplaint(heard.text) === undefined ? settled.read(heard, ...known) : { is: 'answer', value: 'no' }

export const howItWent = flow('how-it-went', 'said')
  .ask('settled', { ...settled, read, values: (a) => ({ office: String(a['office'] ?? '') }) })
  .ask('pleased', choice(['good', 'fair', 'bad']), { when: (a) => a.settled === 'yes' })
  .end()
