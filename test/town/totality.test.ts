/** Whatever anybody types, no reader throws, and each keeps its word. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCaseNumbers, isCaseNumber } from '../../src/town/case-number.ts'
import { addressed } from '../../src/town/in-group.ts'
import { guessKind } from '../../src/town/kinds.ts'
import { readCommand } from '../../src/town/meaning/command.ts'
import { isCourtesy } from '../../src/town/meaning/courtesy.ts'
import { isGreeting } from '../../src/town/meaning/greeting.ts'
import { readName } from '../../src/town/meaning/name.ts'
import { readNumber } from '../../src/town/meaning/number.ts'
import { readPhone } from '../../src/town/meaning/phone.ts'
import { bare, countSigns, firstWords, fold } from '../../src/town/meaning/text.ts'
import { readHurt, readYesNo } from '../../src/town/meaning/yes-no.ts'
import { findPrivate } from '../../src/town/private-marks.ts'
import { readTown, TownFileError } from '../../src/town/town-file.ts'
import { findVillage } from '../../src/town/villages.ts'
import { aTown } from './a-town.ts'

/** Any code units at all (lone halves of signs too), and heaps of the words that readers look for. */
const words = [
  '返回',
  '不',
  '没',
  '有',
  '说错了',
  '1',
  '３',
  '①',
  '第',
  '个',
  '查',
  '483216',
  '13800138000',
  '@村口',
  '俺是',
  '柳树湾',
  '姓李',
  '叫',
  '吧',
  '，',
  ' ',
  '\n',
  '👍',
  '0',
  '/',
  'no',
  'yes',
  '370826',
  '幺',
  '\u2005',
  '…',
]
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((w) => w.join('')),
)
const every = (check: (text: string) => void): void => {
  fc.assert(fc.property(anything, check), { numRuns: 400 })
}

describe('any text', () => {
  test('is folded once and for all', () => {
    every((t) => {
      expect(fold(fold(t))).toBe(fold(t))
      expect(bare(bare(t))).toBe(bare(t))
    })
  })
  test('begins with at most so many signs', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 30 }), (t, max) => {
        expect(countSigns(firstWords(t, max))).toBeLessThanOrEqual(max)
      }),
    )
  })
  test('is a number in its range or none', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 9 }), (t, of) => {
        const n = readNumber(t, of)
        if (n !== undefined) expect(Number.isInteger(n) && n >= 1 && n <= of).toBe(true)
      }),
    )
  })
  test('is yes, no or neither', () => {
    every((t) => {
      for (const read of [readYesNo, readHurt]) expect(['yes', 'no', undefined]).toContain(read(t))
    })
  })
  test('holds a phone that can be dialled, a name that fits, or none', () => {
    every((t) => {
      const phone = readPhone(t)
      if (phone !== undefined && phone !== 'skip') expect(phone).toMatch(/^(1[3-9]\d{9}|0\d{2,3}-\d{7,8})$/)
      const name = readName(t)
      if (name !== undefined) expect(countSigns(name)).toBeLessThanOrEqual(/\p{Script=Han}/u.test(name) ? 12 : 30)
    })
  })
  test('is a command, courtesy, a greeting, or none, without a fall', () => {
    every((t) => {
      const command = readCommand(t)
      if (command?.item !== undefined) expect(command.item).toBeGreaterThanOrEqual(1)
      expect(typeof isCourtesy(t)).toBe('boolean')
      expect(typeof isGreeting(t)).toBe('boolean')
      expect(typeof addressed(t, ['村口', t]).is).toBe('boolean')
    })
  })
  test('names a village of the town or none', () => {
    every((t) => {
      const found = findVillage(t, aTown)
      const names = aTown.villages.map((v) => v.name)
      if (found.is === 'one') expect(names).toContain(found.village)
      if (found.is === 'two') for (const v of found.villages) expect(names).toContain(v)
    })
  })
  test('is of a kind or none, holds private things or none, and only valid case numbers', () => {
    every((t) => {
      expect(guessKind(t).close.length).toBeLessThanOrEqual(4)
      expect(findPrivate(t, { names: [t, ''] }).length).toBeLessThanOrEqual(3)
      for (const no of findCaseNumbers(t)) expect(isCaseNumber(no)).toBe(true)
    })
  })
  test('is no town, but is told so', () => {
    every((t) => {
      expect(() => readTown(t, 'x.yaml')).toThrow(TownFileError)
    })
  })
})

test('a very long text is read in no time', () => {
  const long = '我们家跟隔壁为了地边子吵了好几回了没办法一三八1 2-3 '.repeat(4000)
  const start = performance.now()
  readNumber(long, 3)
  readYesNo(long)
  readHurt(long)
  readPhone(long)
  readName(long)
  readCommand(long)
  isCourtesy(long)
  isGreeting(long)
  findVillage(long, aTown)
  guessKind(long)
  addressed(long, ['村口'])
  findPrivate(long, { names: ['李秀英'] })
  findCaseNumbers(long)
  expect(performance.now() - start).toBeLessThan(3000)
})
