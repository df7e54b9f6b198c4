/** Words that steer the talk, and the same words as a part of a story. */
import { describe, expect, test } from 'vitest'
import { readCommand } from '../../src/town/meaning/command.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  back: ['返回', '反回', '说错了', '退一步', '上一个', '上一题', 'back', 'go back please'],
  fix: ['修改', '改', '改一下', '改电话', '电话错了', 'change', 'edit'],
  cancel: ['取消', '不说了', '我不想说了', '算了', '算了，不说了', '不告了', 'cancel', 'never mind'],
  continue: ['继续', '接着说', 'continue'],
  later: ['等会儿再说', '明天再讲', '回头再说', '一会儿', 'later', 'not now'],
  skip: ['跳过', '这个不说', '下一个', 'skip please'],
  repeat: ['重复', '再说一遍', '能不能再说一遍？', '没听清', '啥意思', 'repeat', 'say that again'],
  help: ['帮助', '咋用', '？', 'help', '/help@cunkou_bot', '村口，帮助'],
  human: [
    '0',
    '叫你们领导来接',
    '０',
    '转人工',
    '0 转人工',
    '找人',
    '我要真人',
    '你好，转人工',
    '请帮我转人工，谢谢',
    'human',
    'I want to talk to a human',
  ],
  status: ['查', '查进度', '我的事咋样了', '你好，帮我查一下进度', 'status', '/status'],
  truth: ['真假', '你是骗子吧', 'is this a scam?'],
  privacy: ['隐私', '他会知道吗', '谁能看见我说的', '保密吗', '谁能看见', 'privacy'],
  'who-told': ['谁告的我', '谁举报的我', 'who reported me?'],
}

describe('commands alone', () => {
  for (const [command, texts] of Object.entries(said))
    test.each(texts)(`%s -> ${command}`, (text) => {
      expect(readCommand(text)).toEqual({ command, alone: true })
    })
  test.each([
    ['修改第3项', 3],
    ['改第三个', 3],
    ['改3', 3],
    ['第3项错了', 3],
    ['3错了', 3],
    ['把第十二个改一下', 12],
    ['edit 3', 3],
    ['change the third one', 3],
    ['/fix 3', 3],
  ])('%s -> fix %i', (text, item) => {
    expect(readCommand(text)).toEqual({ command: 'fix', item, alone: true })
  })
  test.each([
    ['查 483216', '483216'],
    ['查483 216', '483216'],
    ['查一下 ４８３－２１６', '483216'],
    ['编号483216，问问到哪一步了', '483216'],
    ['我的编号是483216', '483216'],
    ['查 483217', '483217'],
    ['status 483216', '483216'],
    ['/status 483216', '483216'],
  ])('%s asks for %s', (text, number) => {
    expect(readCommand(text)).toEqual({ command: 'status', number, alone: true })
  })
  test.each([
    ['/lang en', 'en'],
    ['/lang zh', 'zh-CN'],
    ['English', 'en'],
    ['说中文', 'zh-CN'],
  ])('%s -> %s', (text, lang) => {
    expect(readCommand(text)).toEqual({ command: 'language', lang, alone: true })
  })
})

test.each([
  ['我刚才说错了，是西芦花', 'back'],
  ['说错了是西芦花', 'back'],
  ['等会儿再说，我做饭呢', 'later'],
  ['取消吧，我不想弄了', 'cancel'],
  ['算了，我自己想办法', 'cancel'],
  ['电话错了，是13800138000', 'fix'],
])('%s is %s with something beside it', (text, command) => {
  expect(readCommand(text)).toEqual({ command, alone: false })
})

test.each([
  '',
  '/start',
  '2改',
  '483216',
  '他家不让我返回',
  '算了一笔账',
  '帮助过他',
  '死了算了',
  '不想活了算了',
  '他说错了',
  '说错了话得罪人了',
  '他不说了',
  '找人打我',
  '他找人打我',
  '我找人了',
  '不要取消',
  '别取消',
  '我的低保被取消了',
  '查账',
  '查一下村里的账',
  '他继续骂我',
  '隐私泄露',
  '结果，他打了我',
  '走，咱去镇上',
  'he came back to hit me',
  '0.5亩',
  '没动',
  '俺也不懂',
  '停水了',
  '重新盖房',
  '换人了，新来的书记不管',
  '接着他就打人了',
  '改天他又来骂',
  '谁看见他打人了',
  '书记知道这事',
  '不管了，谁爱咋咋',
  '让人打我',
  '我们家跟隔壁为了地边子吵了好几回了，上回村里给说和，我说错了一句话，他就把我家的门砸了，返回头又来骂',
])('%s is no command', (text) => {
  expect(readCommand(text)).toBeUndefined()
})
