/** Questions about the police get the phone; whoever calls for them or tells of them is heard as what it is. */
import { expect, test } from 'vitest'
import { asksAboutPolice } from '../../src/town/meaning/asks-police.ts'

test.each([
  '打110有用吗',
  '打110管用不',
  '报警有用吗',
  '报警管不管用',
  '打110要钱吗',
  '打120要不要钱',
  '该不该报警',
  '要不要报警？',
  '打110，有用没',
  '派出所管不管',
  '报警行不',
  '110咋打',
  '打１１０有用吗',
  'should I call 110?',
  'will the police come',
  'is it any use calling 110',
])('%s asks', (text) => expect(asksAboutPolice(text)).toBe(true))

test.each([
  '打110',
  '快打110',
  '我报警了',
  '警察来了',
  '去年报警了没用，派出所不管这事，现在他还占着地不还给俺',
  '他说报警也没用',
  '派出所的人偏向他',
  '110来了',
  'I called the police',
  '要钱',
  '管不管',
])('%s does not', (text) => expect(asksAboutPolice(text)).toBe(false))
