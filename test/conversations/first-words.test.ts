/** The right words come first for each kind of danger, before anybody else hears of it: those that danger.test.ts does not play. */
import { expect, test } from 'vitest'
import { play } from '../support/play.ts'

test.each([
  ['a child', '隔壁天天打孩子，孩子哭得都没声了', '孩子要紧。马上打110，伤着了打120。我这就叫人。'],
  ['an old person', '儿子把他老娘的饭碗夺了，说饿死拉倒', '老人要紧。有危险打110，病了伤了打120。我这就叫人。'],
  ['a crowd (W19)', '抬着棺材堵卫生院大门呢', '别推搡，有危险打110。想找镇里说，选几个人来，不超过5个。'],
  ['sexual harm', '他摸我，还扒我裤子', '先到安全的地方，打110。先别洗、别换衣服。不是您的错。'],
  ['fraud', '刚被骗了八千', '先别转钱，别说验证码。打96110或者110。'],
  ['a crisis', '隔壁疯子又发作了，见人就扔砖头', '离他远一点，别跟他争。打110，有人伤了打120。'],
])('%s: the words, that the duty was told, then the alarm', (_, said, first) =>
  play(
    `
    李大爷：${said}
    村口：${first}
    村口：给值班的刘明发了消息，还没看到。
    村口：我记下了。…
    村口：这事在哪个村？…
    村口→刘明：急！{编号:李大爷}，村子没说准。…
    刘明：看到了
    村口→刘明：…
    村口→李大爷：刘明看到了，就在这儿回您。…
    `,
    {},
    async ({ sent }) => expect(sent[0]).toMatchObject({ room: '李大爷', message: { text: first, urgent: true } }),
  ),
)

test('a deadline: somebody answers today, and no word of the police', () =>
  play(
    `
    李大爷：起诉期还有两天就到了
    村口：快到期了，今天就得找法律援助，别等。也可以先打12348问，不要钱。
    村口：今天就有人给您回。值班的刘明电话0000-5550110。
    村口：我记下了。…
    村口：这事在哪个村？…
    村口→刘明：急！{编号:李大爷}，村子没说准。…
    `,
    {},
    async ({ sent }) => {
      const own = sent.filter((s) => s.room === '李大爷').map((s) => s.message.text)
      expect(own[0]).toContain('法律援助')
      expect(own.filter((text) => /(?<!\d)1[12]0(?!\d)|报警|警察/.test(text))).toEqual([])
    },
  ))
