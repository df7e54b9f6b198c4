/** The walk: over the stored answers to the first gap, telling on the way what has not been told, and the number where the flow opens its case. */
import { sayNumber } from '../town/case-number.ts'
import { raise } from './danger.ts'
import { finish } from './finish.ts'
import type { Flow, Step } from './flow.ts'
import { ask, caseOfTalk, change, give, type Stage, tell, tellNoted } from './stage.ts'
import type { About, Json, Talk } from './talk.ts'

/** A question that waits for its answer. */
export type Gap = Step & { do: 'ask' | 'open' }

/** What is known without asking; an answer that was taken back is asked, whatever was known. */
export const knownOf = (step: Step & { do: 'ask' }, talk: Talk, about: About): Json | undefined =>
  talk.told.includes(`anew-${step.key}`) ? undefined : step.known(talk.answers, about)

/** The question that a talk waits for, without telling or asking anything. */
export function gapOf(flow: Flow, talk: Talk, about: About): Gap | undefined {
  return flow.steps.find((step): step is Gap => {
    if (step.do === 'ask') return !(step.key in talk.answers) && step.when(talk.answers) && knownOf(step, talk, about) === undefined
    return step.do === 'open' && !('readBack' in talk.answers) && step.when(talk.answers)
  })
}

/** Walks on and asks the next question, or ends the talk. */
export function walk(stage: Stage, flow: Flow): void {
  for (const step of flow.steps) {
    const talk = stage.talk
    if (talk === null || talk.hush === true) return
    if (step.do === 'say') tellOnce(stage, flow, step, talk)
    else if (step.do === 'alarm') {
      if (step.when(talk.answers) && !talk.told.includes(step.key)) {
        markTold(stage, step.key)
        raise(stage, step.sign)
      }
    } else if (step.do === 'ask') {
      if (step.key in talk.answers || !step.when(talk.answers)) continue
      const known = knownOf(step, talk, stage.about)
      if (known === undefined) return askStep(stage, flow, step)
      give(stage, step.key, known)
      const ofGroup = step.key === 'village' && (known as { village?: string }).village === stage.about.village
      if (!readsBack(flow, talk) && !ofGroup) tellNoted(stage, step.key, known)
    } else if (!talk.told.includes('registered')) {
      if (!('readBack' in talk.answers) && step.when(talk.answers)) return askStep(stage, flow, step)
      register(stage)
    }
  }
  const next = finish(stage, flow)
  if (next !== undefined) walk(stage, next)
}

const readsBack = (flow: Flow, { answers }: Talk): boolean => flow.steps.some((step) => step.do === 'open' && step.when(answers))

/** Asks the question of a step; the first question carries the notice. */
export function askStep(
  stage: Stage,
  flow: Flow,
  step: Gap,
  how: 'ask' | 'again' | 'between' = 'ask',
  more: { readonly offered?: readonly Json[]; readonly misses?: number } = {},
): void {
  const path = `${flow.name}.${step.key}`
  // The notice has been read; asking what happened once more does not repeat it.
  const anew = how === 'ask' && stage.talk?.earlier !== undefined ? 'anew' : how
  const words = stage.about.words.has(`${path}.${anew}`) ? `${path}.${anew}` : `${path}.ask`
  ask(stage, { key: step.key, words, question: step.question, ...more })
  if (step.key === flow.storyKey && stage.about.words.has(`${flow.name}.notice`)) {
    if (stage.talk?.told.includes('notice') === false) showNotice(stage)
    markTold(stage, 'notice')
  }
}

function tellOnce(stage: Stage, flow: Flow, step: Step & { do: 'say' }, talk: Talk): void {
  if (!step.when(talk.answers) || talk.told.includes(step.key)) return
  tell(stage, `${flow.name}.${step.key}`)
  markTold(stage, step.key)
  if (step.key === 'notice') showNotice(stage)
}

const markTold = (stage: Stage, key: string): void => change(stage, { told: [...(stage.talk?.told ?? []).filter((k) => k !== key), key] })

/** Which wording of the notice was shown, and when, is kept as shown, not as consent (domain §8). */
const showNotice = (stage: Stage): void =>
  void stage.acts.push({ do: 'notice-shown', version: stage.about.words.one('common.privacyVersion') })

/** Gives the number, and says who calls and by when. */
export function register(stage: Stage): void {
  const { about } = stage
  give(stage, 'readBack', 'right')
  markTold(stage, 'registered')
  const no = caseOfTalk(stage, 'report')
  const answers = stage.talk?.answers ?? {}
  const promise = about.promise(answers, no)
  stage.acts.push({ do: 'report', no, ...(promise === undefined ? {} : { due: promise.due }) })
  tell(stage, 'receipt.number', { no: sayNumber(no) }, { number: no })
  const phone = answers['phone']
  if (answers['urgent'] !== undefined) tell(stage, about.duty === undefined ? 'receipt.urgentNobody' : 'receipt.urgent')
  else if (promise === undefined) tell(stage, 'receipt.nobody')
  else if (typeof phone === 'string' && phone !== '')
    tell(stage, 'receipt.call', { day: promise.day, office: promise.office, who: promise.name, tel: promise.phone })
  else
    tell(stage, about.reach === 'chat' ? 'receipt.here' : 'receipt.ring', {
      day: promise.day,
      office: promise.office,
      who: promise.name,
      tel: promise.phone,
    })
  if (answers['urgent'] === undefined) tell(stage, 'receipt.routes')
}
