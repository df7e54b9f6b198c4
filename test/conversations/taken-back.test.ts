/** A matter is taken back in people's own words: asked once; what deletion means is said truly. */
import { test } from 'vitest'
import { registeredWith } from '../support/begun.ts'
import { play } from '../support/play.ts'

const registered = registeredWith('19900001234')

test('taken back in words of their own: asked once, as 取消 is; the matter and not only the questions', () =>
  play(`${registered}
    李大爷：不告了
    村口：是不往下答了，还是这事不报了？…
    李大爷：不办了
    村口：好，{编号}不办了，…
    村口→值班群：{编号} 像是…·柳树湾，撤回了，能在聊天里回
  `))

test('with an open case and nothing asked: taken back is asked once, and only a person deletes', () =>
  play(`${registered}
    李大爷：就这些
    村口：好，都记下了。…
    李大爷：我不想办了
    村口：{编号}这事不办了？…
    李大爷：2
    村口：好，{编号}接着办。
    李大爷：撤了吧
    村口：{编号}这事不办了？…
    李大爷：2
    村口：好，{编号}接着办。
    李大爷：把我说的都删了
    村口：说过的话我删不了，得有人来看。想删，回0。
    村口：{编号}这事不办了？…
    李大爷：2
    村口：好，{编号}接着办。
    李大爷：和好了，不用办了
    村口：{编号}这事不办了？…
    李大爷：不办了
    村口：好，{编号}不办了，谁也不去找对方。说过的话锁着留底，想删回0。
    村口→值班群：{编号} 像是…·柳树湾，撤回了，能在聊天里回
    李大爷：把我说的都删了
    村口：说过的话我删不了，得有人来看。想删，回0。
  `))

test('before the number nothing is kept: to delete is to stop', () =>
  play(`
    李大爷：邻居把俺家门口的水沟堵了
    村口：我记下了。…
    村口：现在有没有人受伤、要动手？…
    李大爷：没有
    村口：这事在哪个村？…
    李大爷：把我说的都删了
    村口：这事真不说了？…
    李大爷：不办了
    村口：好，这事不报了。…
  `))
