/** Every text exists in both languages, is short, and keeps the manners of face.md §3. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { book } from '../../src/flows/book.ts'
import { messagesIn, unmannered, valuesIn } from '../../src/flows/wording.ts'
import { readWords, type Words, wordsOf } from '../../src/flows/words.ts'
import { en as enPage } from '../../src/page/words.en.ts'
import { zh as zhPage } from '../../src/page/words.zh-CN.ts'
import type { Lang } from '../../src/town/town.ts'
import { words } from '../support/words.ts'

const folder = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))
/** All that people read: the bot's words, the sheet on the wall, the demo, the pages. */
const textsOf = (lang: Lang, page: Readonly<Record<string, string>>): Words => {
  const beside = readWords(lang, [folder('cli'), folder('demo')])
  const texts = [words(lang), beside].flatMap((w) => w.keys().map((key) => [key, w.raw(key)] as const))
  return wordsOf(lang, new Map([...texts, ...Object.entries(page).map(([key, text]) => [`pages.${key}`, text] as const)]))
}
const zh = textsOf('zh-CN', zhPage)
const en = textsOf('en', enPage)
/** Names of the other language, and orders as staff type them. */
const chineseInEnglish = ['otherLang', 'otherLangLong', 'fieldStaff', 'claimWords', 'listenWords'].map((key) => `pages.${key}`)
const placeholders = (w: Words, key: string): readonly string[] => valuesIn(w.raw(key))
const messages = (w: Words, key: string): readonly string[] => messagesIn(w.raw(key))

/** As long as they come in the made-up town. */
const values: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    day: '周四11月26日',
    office: '自然资源所',
    no: '483 216',
    phone: '0000-5550110',
    tel: '0000-5550148',
    tail: '0110',
    first: '他家盖房把俺家的路堵上了，走不成',
  },
  en: {
    day: 'Thursday 26 November',
    office: '自然资源所',
    no: '483 216',
    phone: '0000-5550110',
    tel: '0000-5550148',
    tail: '0110',
    first: 'the neighbour built a wall across the path to my yard and I',
    hurt: en.raw('report-dispute.readBack.unhurt'),
    reach: en.raw('report-dispute.readBack.tail').replace('{tail}', '0110'),
  },
}
const filled = (text: string, lang: Lang): string => text.replace(/\{(\w+)\}/g, (_, name: string) => values[lang][name] ?? '清河湾镇')

describe('the words of the bot', () => {
  it('exist in both languages under the same keys', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  })

  it('fill in the same values, or fewer in one language where grammar wants it so', () => {
    for (const key of zh.keys()) for (const name of placeholders(en, key)) expect([key, ...placeholders(zh, key)]).toContain(name)
  })

  it('are as short as face.md §3 says, filled in (60 signs in Chinese, in English what one text message holds), and in Chinese have full-width signs', () => {
    for (const w of [zh, en]) for (const key of w.keys()) expect([key, unmannered(w.lang, filled(w.raw(key), w.lang))]).toEqual([key, []])
  })

  it('ask one question a message', () => {
    for (const w of [zh, en])
      for (const key of w.keys())
        for (const text of messages(w, key)) expect([key, (text.match(/[？?]/g) ?? []).length <= 1 ? 'one' : text]).toEqual([key, 'one'])
  })

  it('say nothing Chinese in English, but for what the town calls itself and its own', () => {
    for (const key of en.keys().filter((k) => !chineseInEnglish.includes(k)))
      expect([key, /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u.test(en.raw(key)) ? en.raw(key) : 'English']).toEqual([key, 'English'])
  })

  it('never use words of offices, and never 「0 找人」', () => {
    for (const key of zh.keys())
      expect([
        key,
        /提交|受理|诉求|系统|管控|重点人员|上访户|办理|反馈|予以|工单|事项|请输入|请选择|点击|相关|进行|及时|告知|如需|是否|0\s*找人/.test(
          zh.raw(key),
        )
          ? zh.raw(key)
          : 'plain',
      ]).toEqual([key, 'plain'])
  })

  it('greet on the page as anywhere', () => {
    expect(zh.raw('pages.greeting')).toBe(zh.raw('common.greeting'))
    expect(en.raw('pages.greeting').replace(/[“”]/g, '"')).toBe(en.raw('common.greeting'))
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
      if (flow.name !== 'more-words' && flow.name !== 'open-again') expect(zh.has(`${flow.name}.end`)).toBe(true)
    }
  })
})
