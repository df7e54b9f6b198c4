/** What people ask before they trust: is it real, who gets to know, how is it used; and the same words told of others. */
import { describe, expect, test } from 'vitest'
import { readCommand } from '../../src/town/meaning/command.ts'

const asked: Readonly<Record<string, readonly string[]>> = {
  truth: [
    '你是不是骗子',
    '是真的吗',
    '要钱吗',
    '收费不',
    '公家的吗',
    '你们是公家的吗',
    '不要钱吧',
    '免费的吗',
    '不会骗我吧',
    '你们不是骗子吧',
    '我咋信你',
    '怎么知道你们不是骗子',
    '你是综治中心的吗',
    '靠得住吗',
    '调解要钱吗',
    '还要我出钱吗',
    '多少钱',
    'do you charge?',
    'are you from the government',
    'is this for real?',
  ],
  privacy: [
    '会不会泄露',
    '会不会让别人知道',
    '别告诉他',
    '不会说出去吧',
    '别传出去',
    '你可别跟别人说',
    '可别让他知道',
    '别让村里人知道',
    '他知道了咋办',
    '会不会传到他耳朵里',
    '你们会给他看吗',
    '这话别人看得见不',
    '我的电话会不会泄露',
    '我的信息安全吗',
    '会公开吗',
    '信息存在哪',
    "don't tell anyone",
    'will my neighbours know?',
    'is it safe to tell you',
  ],
  help: [
    '怎么用',
    '你能干啥',
    '你是谁',
    '这个咋弄',
    '你是干嘛的',
    '这是啥',
    '能帮我干啥',
    '你叫啥',
    '我该说啥',
    '教教我咋用',
    '怎么反映',
    '咋发语音',
    '怎么发照片',
    '我不会使',
    '能办啥',
    'what should I write?',
    'how do I report?',
  ],
}

for (const [command, texts] of Object.entries(asked))
  test.each(texts)(`%s -> ${command}`, (text) => {
    expect(readCommand(text)).toEqual({ command, alone: true })
  })

test.each([
  '他骗了我的钱',
  '老李是骗子',
  '他收了我钱不办事',
  '他要钱不给',
  '要钱',
  '村里乱收费',
  '公家的地让他占了',
  '是真的，他打我',
  '没有，真的',
  '他说不要钱',
  '我要他还钱',
  '赔多少钱',
  '他把我的事说出去了',
  '他告诉别人了',
  '他泄露我电话',
  '别人都知道',
  '有人看见',
  '他不让我告诉别人',
  '路上不安全',
  '帮人干活不给钱',
  '我干啥他都骂',
  '他是谁我不认识',
  '这是我家的地',
  '怎么办',
  '他叫啥我不知道',
  '我不会写字',
  'he wants money from me',
])('%s is no question to the bot', (text) => {
  expect(readCommand(text)).toBeUndefined()
})

describe('what is told beside the question', () => {
  test.each(['他占我家地，别告诉别人', '俺村路坏了，收费吗', '谁告的我，我找他去'])('%s is not all that is said', (text) => {
    expect(readCommand(text)?.alone).toBe(false)
  })
  test.each(['你好，怎么用', '我不会用，怎么说', '别告诉别人，谢谢'])('%s is', (text) => {
    expect(readCommand(text)?.alone).toBe(true)
  })
})
