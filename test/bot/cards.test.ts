/** Who gets the card of a case: the staff group; without one the duty, in private; for discreet matters nobody but the officers named. */
import { describe, expect, it } from 'vitest'
import type { House } from '../../src/bot/house.ts'
import { cardOf, cardText, tellStaff } from '../../src/bot/staff/cards.ts'
import type { Post } from '../../src/store/store.ts'
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
const one = happen(newCase({ no: '483216', person: 1, openedAt: 0, reach: 'chat' }), { at: 1, event: { is: 'reported' } })
const post: Post = { duty: 'liuming', people: new Map([['liuming', 7]]), tongues: new Map(), alarms: [] }
const receivers = (p: Post, c = one): readonly unknown[] =>
  tellStaff(house, p, undefined, c, '1', 2).flatMap((e) => (e.do === 'send' ? [e.to] : []))

describe('the card of a case', () => {
  it('goes to the staff group', () => {
    expect(receivers({ ...post, staffGroup: { id: 3, channel: 'web', account: 'page', ext: 'g', kind: 'staff', name: '值班群' } })).toEqual(
      [{ group: 3 }],
    )
  })

  it('goes to the duty where there is no staff group, and nowhere where nobody is on duty', () => {
    expect(receivers(post)).toEqual([{ officer: 'liuming' }])
    const { duty: _, ...nobody } = post
    expect(receivers(nobody)).toEqual([])
  })

  it('says since when, once it is no news, and how the person can be reached, whoever has it', () => {
    const held = happen(one, { at: 2, by: 'liuming', event: { is: 'claimed' } })
    const at = (hours: number): string =>
      cardText(house, house.words['zh-CN'], cardOf(house, house.words['zh-CN'], held), hours * 3_600_000)
    expect(at(0.5)).not.toContain('来的')
    expect(at(2)).toMatch(/刘明在办，1月1日08:00来的，.*能在聊天里回$/)
  })

  it('never shows a discreet matter to a group: the officers named are told', () => {
    const hurt = happen(one, { at: 2, event: listened(town)({ is: 'urgent', sign: 'domestic' }) })
    const group = { id: 3, channel: 'web', account: 'page', ext: 'g', kind: 'staff', name: '值班群' } as const
    expect(receivers({ ...post, staffGroup: group }, hurt)).toEqual((town.named.domestic ?? []).map((officer) => ({ officer })))
  })
  it.each([
    ['chat', '能在聊天里回'],
    ['phone', '只能打电话'],
  ] as const)('says since when, and for one reached by %s: %s', (reach, said) => {
    const reported = { at: Date.UTC(2026, 10, 23, 6, 5), event: { is: 'reported' } } as const
    const openedAt = Date.UTC(2026, 10, 23, 6)
    const card = cardOf(house, house.words['zh-CN'], happen(newCase({ no: '483216', person: 1, openedAt, reach }), reported))
    expect(card).toMatchObject({ since: openedAt, reach })
    const text = cardText(house, house.words['zh-CN'], card, openedAt)
    expect(text.endsWith(`，${said}`)).toBe(true)
    expect(['能在聊天里回', '只能打电话'].filter((one) => text.includes(one))).toEqual([said])
  })
})
