/** Whom a message that was given up is told to, and in which words, where not all is as usual. */
import { describe, expect, it } from 'vitest'
import { tellOfDead } from '../../src/bot/dead.ts'
import type { House } from '../../src/bot/house.ts'
import type { Effect } from '../../src/store/effect.ts'
import type { Dead } from '../../src/store/store.ts'
import { holidays, workCalendar } from '../../src/town/calendar.ts'
import { happen, newCase } from '../../src/town/case.ts'
import { listened } from '../../src/town/discreet.ts'
import { town } from '../support/talking.ts'
import { words } from '../support/words.ts'

const house: House = {
  town,
  words: { 'zh-CN': words('zh-CN'), en: words('en') },
  calendar: workCalendar(holidays, () => {}),
  zone: 'Asia/Shanghai',
  invite: () => undefined,
}
const staffGroup = { id: 3, channel: 'web', account: 'page', ext: 'g', kind: 'staff', name: '值班群' } as const
const dead: Dead = {
  row: { id: 9, text: '他拿刀要砍我', files: [] },
  person: { id: 1, lang: 'zh-CN' },
  talk: null,
  cases: [],
  number: '483216',
  post: { duty: 'liuming', people: new Map([['liuming', 7]]), tongues: new Map(), alarms: [], staffGroup },
  code: 'stopped',
}
const sends = (effects: readonly Effect[]): readonly (readonly [unknown, string])[] =>
  effects.flatMap((e) => (e.do === 'send' ? [[e.to, e.message.text] as const] : []))
const told = (more: Partial<Dead>) => sends(tellOfDead(house, { ...dead, ...more }, 1))
const open = happen(newCase({ no: '603705', person: 1, openedAt: 0, reach: 'chat' }), { at: 1, event: { is: 'reported' } })

describe('a message given up', () => {
  it('that ended the program is not looked at again, the duty is called all the same', () => {
    const effects = tellOfDead(house, dead, 1)
    expect(effects.some((e) => e.do === 'alarm')).toBe(false)
    expect(sends(effects)).toContainEqual([{ officer: 'liuming' }, expect.stringContaining('483 216有句话我看不了')])
    expect(effects.filter((e) => e.do === 'send' && 'officer' in e.to)).toMatchObject([{ class: 'alarm' }])
  })

  it('whose words cannot be opened: nobody is promised that it is kept', () => {
    const effects = tellOfDead(house, { ...dead, row: { id: 9, text: '', files: [] }, lost: 'words' }, 1)
    expect(sends(effects).map(([, text]) => text)).toEqual([
      expect.stringContaining('请您再说一遍'),
      expect.stringContaining('还没分类'),
      expect.stringContaining('打不开'),
    ])
    expect(effects.filter((e) => e.do === 'happened').map((e) => e.event)).toEqual([{ is: 'begun', why: 'unreadable' }, { is: 'shown' }])
  })

  it('of somebody for whom nothing can be written: only the duty is told', () => {
    expect(told({ lost: 'person' })).toEqual([[{ officer: 'liuming' }, expect.stringContaining('回不了本人')]])
    const { duty: _, ...nobody } = dead.post
    expect(told({ lost: 'person', post: nobody })).toEqual([[{ group: 3 }, expect.stringContaining('回不了本人')]])
  })

  it('beside a discreet case: only who may open that is told, and no group', () => {
    const officials = happen(open, { at: 2, event: listened(town)({ is: 'answer', key: 'kind', value: 'village_affairs' }) })
    expect(told({ cases: [officials] }).map(([to]) => to)).toEqual([
      { person: 1 },
      ...(town.named.officials ?? []).map((officer) => ({ officer })),
    ])
  })

  it('beside a case that is over: a new one', () => {
    const over = happen(open, { at: 2, event: { is: 'closed', text: '' } })
    expect(tellOfDead(house, { ...dead, cases: [over] }, 1)).toContainEqual({ do: 'open-case', no: '483216', person: 1, reach: 'chat' })
  })

  it('of somebody who is not free to speak: only neutral words', () => {
    const talk = { flow: 'report-dispute', version: '', begun: '1', answers: {}, told: [], no: '603705', hush: true }
    expect(told({ talk, cases: [open] })[0]).toEqual([{ person: 1 }, '好的。'])
  })

  it('with danger in it, of somebody who is not free to speak: the duty is alarmed, and nothing on their screen betrays it', () => {
    const talk = { flow: 'report-dispute', version: '', begun: '1', answers: {}, told: [], no: '603705' }
    const said = happen(open, { at: 2, event: listened(town)({ is: 'answer', key: 'safe', value: 'no' }) })
    for (const more of [
      { talk: { ...talk, hush: true }, cases: [open] },
      { talk: null, cases: [said] },
    ]) {
      const effects = tellOfDead(house, { ...dead, ...more, code: 'RangeError' }, 1)
      expect(effects.some((e) => e.do === 'alarm')).toBe(true)
      expect(sends(effects).filter(([to]) => 'person' in (to as object))).toEqual([[{ person: 1 }, '好的。']])
    }
  })

  it('with danger in it: the line that saves lives stands out, the others do not', () => {
    const effects = tellOfDead(house, { ...dead, code: 'RangeError' }, 1)
    const lines = effects.flatMap((e) => (e.do === 'send' && 'person' in e.to ? [e.message.urgent === true] : []))
    expect(lines).toEqual([true, false, false])
  })

  it('with danger in it, heard in a village group: nothing is said there', () => {
    const group = { id: 5, channel: 'web', account: 'page', ext: 'v', kind: 'village', name: '柳树湾村民群', village: '柳树湾' } as const
    const effects = tellOfDead(house, { ...dead, code: 'RangeError', group, row: { ...dead.row, group: 'v' } }, 1)
    expect(effects.some((e) => e.do === 'alarm')).toBe(true)
    expect(sends(effects).map(([to]) => to)).toEqual([{ group: 3 }, { officer: 'liuming' }])
  })

  it('of somebody unknown in the staff group: told in private, no case', () => {
    const effects = tellOfDead(house, { ...dead, group: staffGroup, row: { ...dead.row, group: 'g' } }, 1)
    expect(effects).toMatchObject([{ do: 'send', to: { person: 1 } }])
  })
})
