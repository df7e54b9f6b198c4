/** What must hold for any talk, whatever people type, in any order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { besideCase } from '../../src/flows/beside-case.ts'
import { startTalking } from '../support/talking.ts'

const ordinary = fc.constantFrom(
  '邻居把俺家水沟堵了',
  '昨晚开始的，雨水都进屋了，你们可得管管',
  '没有',
  '有',
  '1',
  '2',
  '3',
  '９',
  '一',
  '柳树湾',
  '芦花',
  '俺是东芦花的',
  '李大娘',
  '19900000216',
  '跳过',
  '对',
  '不对',
  '先别',
  '就这些',
  '谢谢',
  '在吗',
  '另一件事',
)
const steering = fc.constantFrom(
  '返回',
  '修改第2项',
  '修改',
  '取消',
  '继续',
  '等会儿再说',
  '重复',
  '帮助',
  '0',
  '查',
  '真假',
  '隐私',
  '谁告的我',
)
const danger = fc.constantFrom('他拿锄头出来了', '我不想活了', '他又打我，孩子吓哭了', '可能要打起来', '打110有用吗')
const line = fc.oneof(
  { weight: 8, arbitrary: ordinary },
  { weight: 3, arbitrary: steering },
  { weight: 1, arbitrary: danger },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
const message = fc.oneof(
  { weight: 8, arbitrary: line.map((text) => ({ text, early: false })) },
  { weight: 1, arbitrary: line.map((text) => ({ text, early: true })) },
  { weight: 1, arbitrary: fc.constantFrom('1', '2', 'skip', 'enough', 'human').map((value) => ({ text: '', press: value, early: false })) },
  { weight: 1, arbitrary: fc.constantFrom('voice', 'photo').map((kind) => ({ text: '', file: kind as 'voice' | 'photo', early: false })) },
)
type Message = { text: string; early: boolean; press?: string; file?: 'voice' | 'photo' }

function say(talking: ReturnType<typeof startTalking>, m: Message, i: number) {
  const nonce = talking.talk?.table?.nonce ?? 'none'
  return talking.hear(m.text, {
    early: m.early,
    ...(m.press === undefined ? {} : { press: `${nonce}:${m.press}` }),
    ...(m.file === undefined ? {} : { files: [{ id: `file${i}`, kind: m.file }] }),
  })
}

describe('any talk', () => {
  it('never throws, never offers more than five choices, and says the same for the same words', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 25 }), (messages) => {
        const [one, two] = [startTalking(), startTalking()]
        messages.forEach((m, i) => {
          const said = say(one, m, i)
          expect(say(two, m, i)).toEqual(said)
          for (const s of said) expect(s.choices?.length ?? 0).toBeLessThanOrEqual(5)
        })
        expect(two.talk).toEqual(one.talk)
      }),
      { numRuns: 300 },
    )
  })

  it('loses no word: what is no command stands in an answer, in what happened, or goes to the case', () => {
    const matters = ['邻居占道', '水沟堵了', '墙裂了', '鸡丢了', '地界挪了']
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...matters), ordinary), { minLength: 1, maxLength: 12 }), (texts) => {
        const talking = startTalking()
        const kept = new Set<string>()
        for (const text of texts) {
          talking.hear(text)
          if (matters.includes(text)) kept.add(text)
          const all = JSON.stringify([talking.talk?.answers, talking.acts])
          // Stopped by their own word, or corrected: only then may words go.
          for (const mark of kept) expect(all).toContain(mark)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('opens at most one case a talk, and alarms only on a case that is there', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 25 }), (messages) => {
        const talking = startTalking()
        messages.forEach((m, i) => {
          const before = talking.acts.length
          const open = talking.talk?.no
          say(talking, m, i)
          const fresh = talking.acts.slice(before)
          expect(fresh.filter((a) => a.do === 'begin-case').length).toBeLessThanOrEqual(1)
          if (open !== undefined) expect(fresh.some((a) => a.do === 'begin-case')).toBe(false)
          const alarm = fresh.findIndex((a) => a.do === 'alarm')
          if (alarm >= 0 && open === undefined) expect(fresh.slice(0, alarm).some((a) => a.do === 'begin-case')).toBe(true)
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a question that the talk comes to by other ways', () => {
  it('typed words after a voice message bring the question about danger, and what follows is its answer', () => {
    const talking = startTalking()
    talking.hear('', { files: [{ id: 'v', kind: 'voice', seconds: 9 }] })
    const asked = talking.hear('俺家的低保去年就停了，问了好几回也没个准话')
    expect(asked.at(-1)?.text).toContain('有没有人受伤')
    talking.hear('没有')
    expect(talking.talk?.answers['danger']).toBe('no')
  })

  it('what is asked of the bot is answered also before its own question has arrived', () => {
    const talking = startTalking()
    talking.hear('邻居把俺家水沟堵了')
    for (const text of ['查', '真假', '隐私', '帮助']) expect(talking.hear(text, { early: true }).length).toBeGreaterThan(0)
    expect(talking.hear('没有', { early: true })).toEqual([])
    expect(talking.talk?.answers['danger']).toBeUndefined()
  })

  it('an answer that ends a talk gets a word, also where danger was heard in it', () => {
    const talking = startTalking()
    talking.hear('水沟堵了')
    talking.talk = { flow: 'beside-case', version: besideCase.version, begun: '1', answers: { urgent: 'domestic' }, told: [], no: '483216' }
    talking.hear('继续')
    expect(talking.hear('方便')[0]?.text).toContain('记到')
    expect(talking.talk).toBeNull()
  })

  it('who wants to stop is heard at any time', () => {
    const talking = startTalking()
    talking.hear('邻居把俺家水沟堵了')
    expect(talking.hear('取消', { early: true })[0]?.text).toContain('真不说了')
  })
})
