/** At the end of a case the person says how it went; nobody may talk them out of it. What the bot says is in how-it-went.zh-CN.yaml. */
import { readComplaint } from '../town/meaning/complaint.ts'
import { staffNames } from '../town/town.ts'
import { flow, type Question } from './flow.ts'
import { choice } from './questions.ts'

const settled = choice(['yes', 'no', 'unsure'])

/** 又来闹了 is no as much as 没办好 is. */
const read: Question<string>['read'] = (heard, about, ...known) =>
  readComplaint(heard.text, staffNames(about.town)) === undefined ? settled.read(heard, about, ...known) : { is: 'answer', value: 'no' }

export const howItWent = flow('how-it-went', 'said')
  .ask('settled', { ...settled, read, values: (a) => ({ office: String(a['office'] ?? '') }) })
  .ask('pleased', choice(['good', 'fair', 'bad']), { when: (a) => a.settled === 'yes' })
  .end()
