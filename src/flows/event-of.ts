/** What an act of a turn means for its case. */
import type { CaseEvent } from '../town/case.ts'
import type { Act } from './talk.ts'

/** @returns the event and the number of the case it happens to; undefined for an act that leaves no mark on a case */
export function eventOf(act: Act): { readonly no: string; readonly event: CaseEvent } | undefined {
  switch (act.do) {
    case 'begin-case':
      return act.why === 'report' ? undefined : { no: act.no, event: { is: 'begun', why: act.why } }
    case 'report':
      return { no: act.no, event: { is: 'reported', ...(act.due === undefined ? {} : { due: act.due }) } }
    case 'answer':
      return { no: act.no, event: { is: 'answer', key: act.key, value: act.value } }
    case 'more': {
      const edit = act.edit === true ? { edit: true } : {}
      return { no: act.no, event: { is: 'more', text: act.text, files: act.files, ...edit } }
    }
    case 'forbid':
      return { no: act.no, event: { is: 'answer', key: act.key, value: 'no' } }
    case 'withdraw':
      return { no: act.no, event: { is: 'withdrawn' } }
    case 'reopen':
      return { no: act.no, event: { is: 'reopened' } }
    case 'alarm':
      return { no: act.no, event: { is: 'urgent', sign: act.sign } }
    default:
      return undefined
  }
}
