/** A resident talking to the pure turn: no store, no clock, the made-up town. */
import { readFileSync } from 'node:fs'
import type { About, Act, Say, Talk } from '../../src/flows/talk.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { CaseFile } from '../../src/town/case.ts'
import type { Lang } from '../../src/town/town.ts'
import { readTown } from '../../src/town/town-file.ts'
import { words } from './words.ts'

const file = new URL('../../src/demo/qinghewan.yaml', import.meta.url)
export const town = readTown(readFileSync(file, 'utf8'), 'qinghewan.yaml')
const read = { 'zh-CN': words('zh-CN'), en: words('en') }

export interface Talking {
  talk: Talk | null
  readonly acts: Act[]
  readonly said: Say[]
  /** Says something; what the bot answered. */
  hear(text: string, more?: { files?: readonly CaseFile[]; press?: string; early?: boolean; edit?: boolean }): readonly Say[]
}

export function startTalking(about: Partial<About> = {}, lang: Lang = 'zh-CN'): Talking {
  let n = 0
  const acts: Act[] = []
  const said: Say[] = []
  const talking: Talking = {
    talk: null,
    acts,
    said,
    hear: (text, { files = [], press, early = false, edit } = {}) => {
      n += 1
      const heard = {
        id: String(n),
        text,
        files,
        early,
        at: n,
        ...(press === undefined ? {} : { press }),
        ...(edit === undefined ? {} : { edit }),
      }
      const turn = takeTurn(talking.talk, heard, {
        now: n,
        zone: 'Asia/Shanghai',
        town,
        words: read[lang],
        number: '483216',
        cases: [],
        reach: 'chat',
        duty: { name: '刘明', phone: '0000-5550110' },
        promise: () => ({ day: '周四11月26日', due: 1, office: '司法所', name: '刘明', phone: '0000-5550148' }),
        ...about,
      })
      talking.talk = turn.talk
      acts.push(...turn.acts)
      said.push(...turn.say)
      return turn.say
    },
  }
  return talking
}
