/** Signs of danger: the tables' figures, and that any text is read quickly and without throwing. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hearUrgent } from '../../src/town/danger/hear.ts'
import { mattersIn } from '../../src/town/discreet.ts'

interface Row {
  readonly say: string
  readonly sign: readonly string[]
}
const table = (name: string): readonly Row[] => parse(readFileSync(new URL(`./tables/${name}`, import.meta.url), 'utf8')) as Row[]
const isDanger = (row: Row): boolean => row.sign.length > 0
const percent = (part: number, whole: number): number => (100 * part) / whole

/** The tone was learned from the first table; the second was written by two hands that saw neither the program nor the first. `npm run urgent` prints the figures. */
describe.each([
  { name: 'danger-own.yaml', recall: 99, alarms: 1 },
  { name: 'danger-independent.yaml', recall: 95, alarms: 5 },
])('signs of danger in $name', ({ name, recall, alarms }) => {
  const rows = table(name)

  it(`are heard in at least ${recall} of 100 sentences`, () => {
    const dangers = rows.filter(isDanger)
    expect(percent(dangers.filter((row) => hearUrgent(row.say)?.sure === true).length, dangers.length)).toBeGreaterThanOrEqual(recall)
  })

  it(`raise an alarm in at most ${alarms} of 100 ordinary ones`, () => {
    const ordinary = rows.filter((row) => !isDanger(row))
    expect(percent(ordinary.filter((row) => hearUrgent(row.say)?.sure === true).length, ordinary.length)).toBeLessThanOrEqual(alarms)
  })
})

describe('hearing danger', () => {
  it('takes back what is denied, asked about, an idiom or far off', () => {
    const harmless = ['雨水进屋了', '房子漏雨', '没打起来', '打110有用吗', '气死我了', '要打官司', '判决书下来了，还有30天', '想去县里信访']
    expect(harmless.filter((say) => hearUrgent(say) !== undefined)).toEqual([])
  })

  it('puts a life before money', () => {
    expect(hearUrgent('他要转账三万给骗子，我不想活了')).toMatchObject({ sign: 'self-harm' })
    expect(hearUrgent('明天就到期了，他拿刀砍人了')).toMatchObject({ sign: 'weapon' })
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void hearUrgent(text)))
  })

  it('takes time in proportion to the text: 64 KiB are no trap', () => {
    const text = '他拿锄头出来了吗邻居把水沟堵了，'.repeat(2000)
    const started = performance.now()
    hearUrgent(text)
    // Generous: a quadratic reader would take minutes.
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('hears a blow at home as that, so that no group gets a card of it', () => {
    expect(hearUrgent('他又打我了，孩子吓得直哭')).toMatchObject({ sign: 'domestic', sure: true })
    expect(hearUrgent('他拿锄头出来了')).toMatchObject({ sign: 'violence' })
    expect(mattersIn('他拿锄头出来了')).toEqual([])
  })

  it('hears the discreet matter beside a stronger sign, only likely, told of long ago, and a complaint about officials', () => {
    expect(hearUrgent('孩子走丢了找不到，他爸前几天打过他')).toMatchObject({ sign: 'missing' })
    expect(mattersIn('孩子走丢了找不到，他爸前几天打过他')).toEqual(['domestic'])
    expect(hearUrgent('前年我男人打过我，现在要分家产')).toBeUndefined()
    expect(mattersIn('前年我男人打过我，现在要分家产')).toEqual(['domestic'])
    expect(mattersIn('邻居占地，村支书偏向他')).toEqual(['officials'])
    expect(mattersIn('村支书贪了低保钱')).toEqual(['officials'])
    expect(mattersIn('村长不给开证明，找谁')).toEqual(['officials'])
    expect(mattersIn('得罪了村长，啥都不给俺办')).toEqual(['officials'])
    expect(mattersIn('隔壁半夜放音响，吵得睡不着')).toEqual([])
    expect(mattersIn('有人叫我转账，说我涉案')).toEqual([])
    expect(mattersIn('')).toEqual([])
  })

  it.each([
    '书记',
    '刚才',
    '老赵',
    '媳妇',
    '都说了',
    '李大娘，咋没人管',
    '俺闺女帮俺打的字',
    '我都说了啊',
    '老人',
    '孩子',
    '村长',
    '书记让俺来问问',
    '找过村干部两回',
    '村支书给调解过一回，没成',
    '干部来看过了，说再等等',
    '村委会几点上班',
    '奶奶的社保卡丢了',
    '俺是村里的老人了，腿脚不好',
    '孩子们在路上玩，车太快',
    '打孩子预防针的地方搬哪了',
    '喝药期间能打疫苗不',
    '村里修路，书记带头干的',
    '快点来',
  ])('makes no discreet matter of %s', (said) => expect(mattersIn(said)).toEqual([]))
})
