/** The three-minute story: who says what, what is waited for, and the sentence below. Everything in it goes through the real program. */
import type { Act, Rule, Step, Tale } from './story-acts.ts'

const caption = (zh: string, en: string): Act => ({ do: 'caption', text: [zh, en] })
/** People read a sentence and look at three panels: this much longer than it takes to read it. */
const pace = 1.35
const rest = (seconds: number): Act => ({ do: 'rest', seconds: seconds * pace })
const look = (at: 'group' | 'private' | 'staff' | 'desk'): Act => ({ do: 'look', at })

const readBack = /对不对|是不是这样|is (that|this) right|correct\?/i
const answers: readonly Rule[] = [
  { asked: /受伤|动手|hurt|injured/i, press: /没|^no/i },
  { asked: /哪个村|哪里|在哪|which village|where/i, press: /柳树湾/, type: ['柳树湾', '柳树湾'] },
  { asked: /称呼|怎么叫|贵姓|call you|your name/i, type: ['李大娘', '李大娘'] },
  { asked: /电话|号码|phone/i, but: /尾号|ending|打110/, type: ['19900000216', '19900000216'] },
  { asked: /还有|说完|anything else|finished/i, press: /说完|没了|就这些|done|that/i, type: ['没了', 'That is all'] },
]
const confirm: readonly Rule[] = [{ asked: readBack, press: /^(1\s*)?对|right|yes|correct/i, type: ['对', 'yes'] }]

const asksBack = (tale: Tale): boolean => tale.no !== undefined || tale.open('resident').some((l) => readBack.test(l.message.text))
const taken = ({ card }: Tale): boolean => card !== undefined && card !== 'new'

export const story: readonly Step[] = [
  {
    title: ['群里一句话', 'In the group'],
    acts: [
      look('group'),
      caption('村民群照样过日子：停水，白菜。', 'Life in the village group: no water tomorrow, cabbage is in.'),
      rest(5),
      { do: 'say', name: 'ask', as: 'resident', in: 'village', text: ['@村口 俺想反映个事', '@村口 I want to report something'] },
      // Once in five minutes a group; perhaps it has just told the visitor.
      { do: 'wait', until: (t) => t.spoke },
      caption('李大娘只说了一句，村口也只回一句：有事咱私下说。', 'One line from Auntie Li, one line back: let us talk in private.'),
      rest(5),
      { do: 'say', as: 'neighbour', in: 'village', text: ['咋了？', 'What happened?'] },
      rest(2),
      caption(
        '王二婶问“咋了”，村口不接话。没叫它，它不听，也不记。',
        'A neighbour asks. Cunkou is silent: not called, it neither listens nor keeps.',
      ),
      rest(4.5),
    ],
  },
  {
    title: ['私下说清', 'In private'],
    acts: [
      look('private'),
      caption(
        '到了私下，说话、打字、拍照都行。先来一段12秒的语音。',
        'In private she may speak, type or send photos. First 12 seconds of voice.',
      ),
      rest(1.5),
      { do: 'voice', name: 'voice', as: 'resident', seconds: 12 },
      { do: 'wait', until: (t) => t.bot('resident', 'voice').length > 0 },
      caption('语音它听不懂，就照实说：等值班的人来听。', 'It cannot understand voice, and says so: the officer on duty will listen.'),
      rest(4),
      {
        do: 'say',
        name: 'story',
        as: 'resident',
        text: ['邻居把水沟堵了，水都灌到俺家院里', 'My neighbour blocked the ditch and the water runs into my yard'],
      },
      { do: 'wait', until: (t) => t.bot('resident', 'story').length > 0 },
      caption('再问三两句，点一下就行，不想说的跳过去。', 'Then a few questions. A tap is enough; anything may be skipped.'),
      { do: 'answer', as: 'resident', rules: answers, until: asksBack },
      rest(2),
    ],
  },
  {
    title: ['拿到编号', 'A number'],
    acts: [
      look('private'),
      caption('先念一遍给她听。她说对，才登记。', 'It reads everything back. Only her yes registers it.'),
      rest(2.5),
      { do: 'answer', as: 'resident', rules: confirm, until: (t) => t.no !== undefined },
      caption('编号到手。谁打电话、哪天打、哪个号码，都写明白。', 'A number, and in plain words who calls, by when, from which phone.'),
      rest(6.5),
      caption('编号是乱的，看不出先后，也看不出是啥事。', 'The number is random: it tells neither the order nor the matter.'),
      rest(4),
    ],
  },
  {
    title: ['有人接手', 'Taken on'],
    acts: [
      look('staff'),
      { do: 'wait', until: (t) => t.card !== undefined },
      caption(
        '值班群里来了一张卡：编号、哪一类、哪个村。没有名字，没有内容。',
        'A card in the duty group: number, kind, village. No name, no story.',
      ),
      rest(6),
      { do: 'claim', as: 'duty' },
      { do: 'wait', until: taken },
      caption('刘明点了认领，这事就是他的了。', 'Liu Ming takes it; from now on it is his.'),
      rest(3.5),
      { do: 'claim', name: 'late', as: 'second' },
      { do: 'wait', until: (t) => t.bot('staff', 'late').length > 0 || t.bot('second', 'late').length > 0 },
      caption('另一个干部晚了一步，村口告诉他：刘明已接。', 'A second officer is too late and is told who has it.'),
      rest(4.5),
    ],
  },
  {
    title: ['话带回来', 'The answer'],
    acts: [
      look('desk'),
      caption(
        '是啥事，只在刘明自己的私聊里打开。每打开一次，记一笔。',
        'The story opens only in Liu Ming’s own chat. Each opening is written down.',
      ),
      rest(5.5),
      {
        do: 'say',
        name: 'reply',
        as: 'duty',
        text: [
          '大娘，明天上午九点我带人去看水沟，您先别跟他吵。',
          'Auntie, tomorrow at nine I come with people to see the ditch. Please do not quarrel.',
        ],
      },
      { do: 'wait', until: (t) => t.bot('duty', 'reply').length > 0 },
      caption('发出去前有十秒，说错了能撤回。', 'Ten seconds to take it back before it goes.'),
      { do: 'hurry', minutes: 1 },
      { do: 'wait', within: 25, until: (t) => t.bot('resident', 'reply').some((l) => /九点|nine/.test(l.message.text)) },
      look('private'),
      caption(
        '话带到了李大娘手机上。再看群里：还是那几句，一个字没多。',
        'The answer is on her phone. And the village group? Not one word more.',
      ),
      rest(5.5),
    ],
  },
  {
    title: ['急事怎么办', 'Danger'],
    acts: [
      look('private'),
      caption('天黑了，事情急了。', 'Evening. Now it is urgent.'),
      rest(1.5),
      { do: 'say', name: 'danger', as: 'resident', text: ['他拿锄头出来了', '他拿锄头出来了'] },
      { do: 'wait', until: (t) => t.bot('resident', 'danger').some((l) => l.message.urgent === true) },
      caption(
        '一句都不多问：先躲开，打110。它也说明白，自己报不了警。',
        'No questions first: get away, call 110. And it says that it cannot call for her.',
      ),
      rest(5),
      look('staff'),
      { do: 'wait', until: (t) => t.bot('duty', 'danger').some((l) => l.message.alarm !== undefined) },
      caption('值班的人那边在数秒。发出去，不等于有人看到。', 'On the duty side seconds are counted. Sent is not seen.'),
      rest(4.5),
      { do: 'seen', as: 'duty' },
      look('private'),
      { do: 'wait', until: (t) => t.alarm !== 'sent' && t.bot('resident', 'danger').length > 2 },
      caption('有人看到了，才告诉她看到了。一步一步，说的都是实话。', 'Only when it is seen is she told so. The truth at every step.'),
      rest(5),
    ],
  },
  {
    title: ['停电不丢', 'Power cut'],
    acts: [
      look('private'),
      caption('现在真把它的电拔了：干活的进程当场断掉。', 'Now the plug is really pulled: the working process is killed.'),
      rest(3),
      { do: 'cut' },
      { do: 'say', as: 'resident', text: ['俺先去二婶家坐坐', 'I am going over to my aunt’s place'], soon: true },
      { do: 'say', as: 'neighbour', in: 'village', text: ['水几点来？', 'When is the water back?'], soon: true },
      caption('断着的时候也能接着说，话先存在手机上。', 'She can go on talking meanwhile; her phone keeps it.'),
      { do: 'count' },
      rest(6),
    ],
  },
  {
    title: ['谁看过', 'Who saw it'],
    acts: [
      look('staff'),
      caption('最后查一查：这件事，谁打开看过。', 'Last: who has opened this matter?'),
      rest(1.5),
      { do: 'who' },
      rest(9),
      { do: 'end' },
    ],
  },
]
