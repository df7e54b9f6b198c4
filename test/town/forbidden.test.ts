/** What a person takes back or forbids, and the same words told of somebody. */
import { describe, expect, test } from 'vitest'
import { readForbidden } from '../../src/town/meaning/forbidden.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  mayCall: [
    '别找他谈了',
    '别联系他了',
    '先别找他',
    '不要联系对方',
    '你们别去找他家',
    '别给他打电话',
    '别跟他说',
    '不用找他了',
    '算了，别找人家了',
    '千万别告诉他',
    '我不同意找他',
    '别惊动邻居',
    '甭跟俺男人说',
    "don't contact him",
    "please don't talk to them",
  ],
  mayName: [
    '别说我名字',
    '别提我',
    '别说是我',
    '不要说是我说的',
    '别告诉他是我',
    '别让他知道是我说的',
    '千万别说是俺反映的',
    '别透露我的名字',
    "don't say my name",
    'keep me anonymous',
  ],
}

describe('what is forbidden', () => {
  for (const [key, texts] of Object.entries(said))
    test.each(texts)(`%s -> ${key}`, (text) => {
      expect(readForbidden(text)).toEqual([key])
    })

  test('both at once', () => {
    expect(readForbidden('别找他了，也别说我名字')).toEqual(['mayCall', 'mayName'])
  })

  test.each([
    '村长说别找他了，找也没用',
    '他说别提我',
    '别告诉别人',
    '能',
    '先别',
    '别',
    '他不让我说',
    '别人家都修了',
    '会不会告诉他',
    '俺找过他，他不理',
    '他别着门不让俺过',
    '不要钱吧',
    '你们快去找他',
    '别打我',
    '我不能找他',
    '告诉他我等着他',
    '不用了',
    '叫人来',
    '我的名字不对',
  ])('%s forbids nothing', (text) => {
    expect(readForbidden(text)).toEqual([])
  })
})
