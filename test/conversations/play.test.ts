/** The conversation tests themselves: what is missing, too much or different fails, with the whole conversation and the line marked. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'

const ask = '村口：您慢慢说，出了啥事？…'

test.each([
  ['another line', `李大爷：在吗\n村口：您好…`, /✗ 村口：您好…\n {4}came: 您慢慢说/],
  ['a line too few', `李大爷：在吗\n李大爷：路灯坏了`, /✗ 李大爷：路灯坏了\n {4}came before this[\s\S]*村口→李大爷：您慢慢说/],
  ['a line too few at the end', `李大爷：在吗`, /✗ \(end\)\n {4}came before this/],
  ['a line too many', `李大爷：在吗\n${ask}\n村口：…`, /✗ 村口：…\n {4}came: nothing/],
  ['words where there should be none', `李大爷：在吗\n（没有话）`, /✗ （没有话）/],
  ['other choices', `李大爷：路灯坏了\n村口：…\n村口：…？ 1有 2没有 3不知道`, /✗ 村口：…？ 1有 2没有 3不知道/],
  ['nothing to press', `李大爷：在吗\n${ask}\n李大爷：[按 对]`, /✗ 李大爷：\[按 对\]\n {4}there is nothing to press/],
])('%s', async (_, script, told) => {
  await expect(play(script)).rejects.toThrow(told)
})

test('a line that is no line, a group that is none, a direction that is none', async () => {
  await expect(play('李大爷 在吗')).rejects.toThrow('not understood')
  await expect(play('李大爷@火星群：在吗')).rejects.toThrow('no group')
  await expect(play('（过一会儿）')).rejects.toThrow('not known')
})

test('rooms that the script does not name are not looked at; a group is heard only where the bot is meant', () =>
  play(`
    李大爷@柳树湾群：今天停水吗
    （没有话）
    李大爷@柳树湾群：@村口 在吗
    村口→柳树湾群：…
    # 李大爷自己的窗口里说了什么，这里不看
  `))
