/** Every text exists in both languages, is short, and keeps the manners of face.md §3. */
import { describe, expect, it } from 'vitest'
import { book } from '../../src/flows/book.ts'
import type { Words } from '../../src/flows/words.ts'
import { countSigns } from '../../src/town/meaning/text.ts'
import { words } from '../support/words.ts'

const zh = words('zh-CN')
const en = words('en')
const placeholders = (w: Words, key: string): readonly string[] =>
  [...new Set([...w.raw(key).matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? ''))].sort()
const messages = (w: Words, key: string): readonly string[] => w.raw(key).split(/\s+\/\s+/)

describe('the words of the bot', () => {
  it('exist in both languages under the same keys', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  })

  it('fill in the same values, or fewer in one language where grammar wants it so', () => {
    for (const key of zh.keys()) for (const name of placeholders(en, key)) expect([key, ...placeholders(zh, key)]).toContain(name)
  })

  it('are at most 60 signs a message in Chinese (100 in English words)', () => {
    for (const key of zh.keys())
      for (const text of messages(zh, key))
        expect([key, countSigns(text.replace(/\{\w+\}/g, '清河湾镇')) <= 60 ? 'short' : text]).toEqual([key, 'short'])
    for (const key of en.keys())
      for (const text of messages(en, key)) expect([key, text.split(/\s+/).length <= 60 ? 'short' : text]).toEqual([key, 'short'])
  })

  it('have full-width signs in Chinese', () => {
    for (const key of zh.keys()) {
      const text = zh.raw(key).replace(/\{\w+\}/g, '0')
      expect([key, /[\u4e00-\u9fff][,.?!:;]|[,?!;:](?=[\u4e00-\u9fff])/.test(text) ? text : 'full-width']).toEqual([key, 'full-width'])
    }
  })

  it('never use words of offices, and never 「0 找人」', () => {
    for (const key of zh.keys())
      expect([key, /提交|受理|诉求|系统|管控|重点人员|上访户|0\s*找人/.test(zh.raw(key)) ? zh.raw(key) : 'plain']).toEqual([key, 'plain'])
  })

  it('never offer more than five choices', () => {
    for (const key of zh.keys()) {
      const parent = key.slice(0, key.lastIndexOf('.'))
      if (!parent.endsWith('.choices')) continue
      expect(zh.keys().filter((k) => k.startsWith(`${parent}.`)).length).toBeLessThanOrEqual(5)
    }
  })

  it('cover every question of every flow', () => {
    for (const flow of Object.values(book)) {
      for (const step of flow.steps) {
        if (step.do === 'alarm') expect(zh.has(`danger.${step.sign}`)).toBe(true)
        else if (step.do === 'say') expect([flow.name, step.key, zh.has(`${flow.name}.${step.key}`)]).toEqual([flow.name, step.key, true])
        else expect([flow.name, step.key, zh.has(`${flow.name}.${step.key}.ask`)]).toEqual([flow.name, step.key, true])
      }
      if (flow.name !== 'more-words') expect(zh.has(`${flow.name}.end`)).toBe(true)
    }
  })
})
