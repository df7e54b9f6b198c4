/** Somebody takes their matter back, or wants their words deleted, in words of their own; and sentences that only look like it. */
import { expect, test } from 'vitest'
import { readCommand } from '../../src/town/meaning/command.ts'

test.each([
  '不告了',
  '不办了',
  '我不想办了',
  '和好了，不用办了',
  '撤了吧',
  '这事撤了吧',
  '我想撤诉',
  '我要撤案',
  '不追究了',
  '不用管了',
  '不用你们管了',
  '甭办了',
  '俺们和好了，别办了',
  '把登记的撤了',
  '不想追究他了',
  'withdraw my report',
  "I don't want to go on",
])('%s: taken back', (text) => expect(readCommand(text)?.command).toBe('cancel'))

test.each([
  '把我说的都删了',
  '删了我说的话',
  '我的信息能删吗',
  '我想删除我的信息',
  '都删了吧',
  '删除',
  '把俺的电话删了',
  '把我发的照片都删掉',
  'delete my data',
  'delete everything I said',
])('%s: deleted', (text) => expect(readCommand(text)?.command).toBe('delete'))

test.each([
  '他不办了',
  '村里不给办了',
  '他把我微信删了',
  '老李把我电话删了',
  '厂子撤了',
  '他们撤诉了',
  '合同让他撤了',
  '不用办证也能开',
  '我不想办酒席',
  '说好不告了他又来要钱',
  '和好了',
  '不想处理',
  '他删了我的地',
  '派出所说不用报警了他们会处理',
  '我把监控删了',
  'he deleted my number',
])('%s: neither', (text) => expect(['cancel', 'delete']).not.toContain(readCommand(text)?.command))
