/** What can be said at every question is obeyed at every question of a report: nothing is lost by it, and it is no miss. */
import { describe, expect, test } from 'vitest'
import { reportDispute } from '../../src/flows/report-dispute.ts'
import { answers as usual } from '../support/report.ts'
import { startTalking, type Talking } from '../support/talking.ts'

/** Of two kinds at once, so that it is asked which. */
const answers: Readonly<Record<string, string>> = { ...usual, what: '隔壁占了俺家地' }
const asked = reportDispute.steps.flatMap((step) => (step.do === 'ask' || step.do === 'open' ? [step.key] : []))
/** Only who was hurt at home is asked whether it is safe to talk. */
const questions = asked.filter((key) => key !== 'safe')
const before = (key: string): readonly string[] => questions.slice(0, questions.indexOf(key))
const after = (key: string): string | undefined => questions[questions.indexOf(key) + 1]
const mustBeKnown = ['what', 'danger', 'readBack']

/** A talk that has come to this question. */
function talkAt(key: string): Talking {
  const talking = startTalking()
  talking.hear('你好')
  for (const one of before(key)) talking.hear(answers[one] ?? '')
  expect(talking.talk?.table?.key).toBe(key)
  return talking
}

/** Answers what is asked until the talk is over. @returns all that is kept then: answers of the talk before it has a case, and those that went to the case */
function toTheEnd(talking: Talking): Readonly<Record<string, unknown>> {
  for (let turns = 0; talking.talk !== null && turns < 40; turns += 1) talking.hear(answers[talking.talk.table?.key ?? ''] ?? '继续')
  expect(talking.talk).toBeNull()
  return Object.fromEntries(talking.acts.flatMap((act) => (act.do === 'answer' && act.key !== 'guess' ? [[act.key, act.value]] : [])))
}

const whole = toTheEnd(talkAt('what'))

interface Obeyed {
  /** The question on the table afterwards, where it is another. */
  readonly asks?: string | undefined
  /** What is said. */
  readonly says?: RegExp
  /** What is kept at the end, where it differs. */
  readonly kept?: Readonly<Record<string, unknown>>
}

/** 返回: the question before; none before the second one, and what is registered is corrected by 修改. */
function back(key: string): Obeyed {
  const last = before(key).at(-1)
  if (last === undefined || last === 'what') return { says: /^这是头一句/ }
  return last === 'readBack' ? { says: /^这件登记过了/ } : { asks: last }
}

const skip = (key: string): Obeyed => (mustBeKnown.includes(key) ? { says: /^这一句得知道/ } : { asks: after(key), kept: { [key]: null } })
const fixThird = (key: string): Obeyed => (before(key).includes('village') ? { asks: 'village' } : { asks: 'fix?', says: /^要改哪一条/ })

const commands: readonly (readonly [said: readonly string[], obeyed: (key: string) => Obeyed])[] = [
  [['返回', '退一步', '说错了'], back],
  [['修改第3项', '修改第三项', '修改第３项'], fixThird],
  [['重复', '再说一遍'], () => ({})],
  [['继续'], () => ({})],
  [['跳过', '这个不说'], skip],
  [['等会儿再说'], () => ({ says: /^好，您先忙/ })],
  [['帮助'], () => ({ says: /^说件事，/ })],
]

describe.each(questions)('at the question %s', (key) => {
  test.each(commands.flatMap(([said, obeyed]) => said.map((one) => [one, obeyed] as const)))('%s', (said, obeyed) => {
    const talking = talkAt(key)
    const question = talking.said.at(-1)?.text ?? ''
    const told = talking.hear(said).map((one) => one.text)
    const { asks, says, kept = {}, ...rest } = { asks: key as string | undefined, ...obeyed(key) }
    expect(rest).toEqual({})
    expect(talking.talk?.table?.key).toBe(asks)
    expect(talking.talk?.table?.misses ?? 0).toBe(0)
    if (says !== undefined) expect(told[0]).toMatch(says)
    if (asks === key && says?.test('好，您先忙') !== true) expect(told.at(-1)).toBe(question)
    expect(talking.acts.filter((act) => act.do === 'more' || act.do === 'call-human')).toEqual([])
    expect(toTheEnd(talking)).toEqual({ ...whole, ...kept })
  })

  test.each(['0', '０', '我要找真人'])('%s', (said) => {
    const talking = talkAt(key)
    expect(talking.hear(said)[0]?.text).toMatch(/^好，我叫刘明来找您，编号483 216。/)
    expect(talking.acts.filter((act) => act.do === 'call-human')).toEqual([{ do: 'call-human', no: '483216' }])
    expect(talking.acts.filter((act) => act.do === 'begin-case')).toHaveLength(1)
    expect(talking.hear('继续').at(-1)?.text).toBe(talkAt(key).said.at(-1)?.text)
    expect(talking.talk?.table).toMatchObject({ key, misses: 0 })
    expect(toTheEnd(talking)).toEqual(whole)
  })
})
