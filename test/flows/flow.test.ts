/** Types follow the chain: a condition sees only answers to earlier questions. */
import { describe, expect, it } from 'vitest'
import { answered, carryOver, flow } from '../../src/flows/flow.ts'
import { choice, freeWords, yesNo } from '../../src/flows/questions.ts'

const kitchenSink = flow('kitchen-sink', 'what')
  .ask('what', freeWords())
  .ask('hurt', yesNo({ hurt: true }))
  .say('careful', (a) => a.hurt === 'yes')
  // @ts-expect-error a condition cannot see an answer that is asked later
  .ask('where', choice(['here', 'there']), { when: (a) => a.later === 'yes' })
  .ask('later', yesNo(), { was: 'afterwards' })
  .end()

describe('a flow', () => {
  it('names its questions in their order, so that a change of them can be told', () => {
    expect(kitchenSink.version).toBe('what hurt careful where later')
  })

  it('carries an answer over to the new name of its key, and prefers the new one', () => {
    expect(carryOver(kitchenSink, { afterwards: 'yes' })).toEqual({ later: 'yes' })
    expect(carryOver(kitchenSink, { afterwards: 'yes', later: 'no' })).toEqual({ afterwards: 'yes', later: 'no' })
  })

  it('knows which questions stand answered', () => {
    expect(answered(kitchenSink, { hurt: 'no', what: null }).map((s) => s.key)).toEqual(['what', 'hurt'])
  })
})
