/** Case numbers: always valid, and no slip of the pen goes unseen. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitsFor, findCaseNumbers, isCaseNumber, likeCaseNumbers, numberFrom, sayNumber } from '../../src/town/case-number.ts'

const anyNumber = fc.tuple(fc.bigInt(), fc.constantFrom(6 as const, 8 as const)).map(([seed, digits]) => numberFrom(seed, digits))

test('a number from any seed is valid, as long as asked, and found again as it is said', () => {
  fc.assert(
    fc.property(anyNumber, (no) => {
      expect(no).toMatch(/^[1-9](\d{5}|\d{7})$/)
      expect(isCaseNumber(no)).toBe(true)
      expect(findCaseNumbers(`查 ${sayNumber(no)}。`)).toEqual([no])
    }),
  )
})

test('every wrong digit and every swap of neighbours is caught', () => {
  fc.assert(
    fc.property(anyNumber, (no) => {
      for (let i = 0; i < no.length; i++) {
        for (const d of '0123456789') if (d !== no[i]) expect(isCaseNumber(no.slice(0, i) + d + no.slice(i + 1))).toBe(false)
        const swapped = no.slice(0, i) + (no[i + 1] ?? '') + (no[i] ?? '') + no.slice(i + 2)
        if (i + 1 < no.length && swapped !== no) expect(isCaseNumber(swapped)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
})

test('the numbers in the pictures hold', () => {
  expect(['483216', '519074', '483217', '48321', '083216', '483 216', ''].map(isCaseNumber)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
  expect(sayNumber('483216')).toBe('483 216')
  expect(sayNumber('48321650')).toBe('4832 1650')
  expect([digitsFor(0), digitsFor(19_999), digitsFor(20_000)]).toEqual([6, 6, 8])
})

test.each([
  ['查483216', '483216'],
  ['查 483 216 到哪了', '483216'],
  ['４８３－２１６', '483216'],
  ['No.483216', '483216'],
  ['483216，519074', '483216,519074'],
  ['483216 519074 483216', '483216,519074'],
  ['赔了483216元', ''],
  ['483216.5', ''],
  ['1,483,216', ''],
  ['138 0048 3216', ''],
  ['sf483216', ''],
  ['483217', ''],
])('%s holds %s', (text, numbers) => {
  expect(findCaseNumbers(text).join()).toBe(numbers)
})

test('a number with a wrong check digit is still seen as one that was meant', () => {
  expect(likeCaseNumbers('查 483 217')).toEqual(['483217'])
})
