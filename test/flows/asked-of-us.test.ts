/** Questions to the bot at every question of the bot: answered, then asked on; never a miss, an answer or a report. */
import { describe, expect, test } from 'vitest'
import type { Lang } from '../../src/town/town.ts'
import { startTalking, type Talking } from '../support/talking.ts'
import { words } from '../support/words.ts'

const before = ['村里路灯坏了', '没有', '柳树湾', '跳过', '跳过', '1', '昨天', '跳过', '跳过', '跳过', '跳过', '先别']
const table = (talking: Talking): string | undefined => talking.talk?.table?.key
const first = (lang: Lang, key: string): string => words(lang).say(key, { town: '清河湾镇', phone: '0000-5550110' })[0] ?? ''

const asked: readonly (readonly [string, string])[] = [
  ['是不是老李说的', 'common.whoTold'],
  ['告诉我那人电话', 'common.whoTold'],
  ['他报了没有', 'common.whoTold'],
  ['你们是公家的吗', 'common.truthTown'],
  ['收费不', 'common.truthTown'],
  ['会不会让别人知道', 'common.privacy'],
  ['你是干嘛的', 'common.help'],
]

describe.each(asked)('%s', (text, key) => {
  test('outside a talk: answered, and nothing begins', () => {
    const talking = startTalking()
    expect(talking.hear(text)[0]?.text).toBe(first('zh-CN', key))
    expect(talking.talk).toBeNull()
    expect(talking.acts).toEqual([])
  })

  test.each(before.map((_, i) => i + 1))('after %i answers', (n) => {
    const talking = startTalking()
    for (const line of before.slice(0, n)) talking.hear(line)
    const [open, acts, answers] = [table(talking), talking.acts.length, talking.talk?.answers]
    const lines = talking.hear(text)
    const mine = key === 'common.truthTown' && n > 2 ? /^我们不要钱/ : first('zh-CN', key)
    expect(lines[0]?.text).toMatch(mine)
    expect(lines.length).toBeGreaterThan(1)
    expect([table(talking), talking.talk?.table?.misses, talking.acts.length, talking.talk?.answers]).toEqual([open, 0, acts, answers])
  })
})

test.each(['你好', '有人吗', '在吗', '喂'])('%s at every question: it is asked once more', (text) => {
  for (let n = 0; n <= before.length; n++) {
    const talking = startTalking()
    if (n === 0) talking.hear('你好')
    for (const line of before.slice(0, n)) talking.hear(line)
    const [open, answers] = [table(talking), talking.talk?.answers]
    expect(talking.hear(text).length).toBe(1)
    expect([table(talking), talking.talk?.table?.misses, talking.talk?.answers]).toEqual([open, 0, answers])
  }
})

test('whatever the truth: who was reported and who was not hear the same', () => {
  const nobody = startTalking().hear('谁举报的我')
  const somebody = startTalking({ village: '柳树湾' }).hear('是不是老李举报的我')
  expect(somebody).toEqual(nobody)
})

test('a story beside the question is not lost', () => {
  const talking = startTalking()
  talking.hear('他占我家地，别告诉别人')
  expect(talking.talk?.answers['what']).toEqual({ pieces: [{ text: '他占我家地，别告诉别人' }] })
  talking.hear('没有')
  talking.hear('收费吗，他家还骂人')
  expect(talking.talk?.answers['what']).toEqual({ pieces: [{ text: '他占我家地，别告诉别人' }, { text: '收费吗，他家还骂人' }] })
  expect(table(talking)).toBe('village')
})

test('free to speak, said in words: it goes on; a weapon named beside “not free” is kept for staff', () => {
  const free = startTalking()
  free.hear('我男人又打我了')
  free.hear('他出去了')
  expect([free.talk?.answers['safe'], table(free)]).toEqual(['yes', 'village'])
  const watched = startTalking()
  watched.hear('我男人又打我了')
  expect(watched.hear('别发消息了，他拿着刀坐在跟前').map((s) => s.text)).toEqual(['好的。'])
  expect(watched.talk?.hush).toBe(true)
  expect(JSON.stringify(watched.acts)).toContain('他拿着刀坐在跟前')
})

test('who calls out after an alarm hears that somebody is there, and is asked once more', () => {
  const talking = startTalking()
  talking.hear('我不想活了')
  expect(talking.hear('有人吗').map((s) => s.text)).toEqual([
    '我在，您接着说。刘明会来找您。想说说话打12356。',
    '这事在哪个村？打村名就行。',
  ])
  expect(talking.talk?.table?.misses).toBe(0)
})

test('an item to correct is known by its name in English too', () => {
  const talking = startTalking({}, 'en')
  for (const line of ['the street lamp is broken', 'no', '柳树湾', 'Anna', 'skip', '2', 'name']) talking.hear(line)
  expect(table(talking)).toBe('name')
})
