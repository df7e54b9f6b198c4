/** Text as such: folded, cut, counted. */
import { describe, expect, test } from 'vitest'
import { bare, countSigns, firstWords, fold } from '../../src/town/meaning/text.ts'

describe('text', () => {
  test('is folded into one shape', () => {
    expect(fold('　ＡＢＣ　１２３  ①\n好 ')).toBe('abc 123 1 好')
    expect(fold('鄰居')).toBe('鄰居')
    expect(fold('1️⃣')).toBe('1')
  })
  test('is cut into what stands between signs', () => {
    expect(bare('对，没错！👌')).toBe('对 没错')
  })
  test('is counted as people see it', () => {
    expect(countSigns('俺👨‍👩‍👧é')).toBe(3)
  })
  test.each([
    ['邻居把墙垒到俺家地里了', 20, '邻居把墙垒到俺家地里了'],
    ['邻居把墙垒到俺家地里了，说了几回都不听', 14, '邻居把墙垒到俺家地里了'],
    ['邻居把墙垒到俺家地里了', 6, '邻居把墙垒到'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2, '👨‍👩‍👧👨‍👩‍👧'],
    ['', 5, ''],
  ])('begins: %s at most %i', (text, max, expected) => {
    expect(firstWords(text, max)).toBe(expected)
  })
})
