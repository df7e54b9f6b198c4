/** A rehearsal: the pure turn with the made-up town, and the little memory that a conversation needs between two turns. */
import { eventOf } from '../flows/event-of.ts'
import type { Flow } from '../flows/flow.ts'
import { howItWent } from '../flows/how-it-went.ts'
import { firstContact } from '../flows/promise.ts'
import { reportDispute } from '../flows/report-dispute.ts'
import { beginTalk, setStage, turnOf } from '../flows/stage.ts'
import type { About, Act, Heard, Say, Talk, Turn } from '../flows/talk.ts'
import { takeTurn } from '../flows/turn.ts'
import { walk } from '../flows/walk.ts'
import { readWords, type Words } from '../flows/words.ts'
import { holidays, workCalendar } from '../town/calendar.ts'
import { type Case, type CaseEvent, caseOf, happen, newCase } from '../town/case.ts'
import { numberFrom, sayNumber } from '../town/case-number.ts'
import { type Lang, officerOf, type Town } from '../town/town.ts'
import { readSaid, type Said } from './play-lines.ts'

/** What one line brought. */
export interface Played {
  /** What the person said, where they did not type it themselves. */
  readonly said?: string
  readonly lines: readonly Say[]
  /** The case number, as the lines say it. */
  readonly number?: string
  /** What would follow beside what is said. */
  readonly done: readonly string[]
  /** Nothing is open any more. */
  readonly over: boolean
}

interface Rehearsing {
  readonly town: Town
  /** Folder of the flows' words. */
  readonly flows: string
  readonly lang: Lang
  readonly clock: () => number
}

/** 483216 is the first number, and so on: the same at each rehearsal. */
const numberOf = (n: number): string => numberFrom(38_321n + 7_919n * BigInt(n), 6)
const zone = 'Asia/Shanghai'

export function rehearse({ town, flows, lang: first, clock }: Rehearsing) {
  const calendar = workCalendar(holidays, () => {})
  const cases = new Map<string, Case>()
  const offered: { label: string; press: string }[] = []
  let [talk, lang, turns]: [Talk | null, Lang, number] = [null, first, 0]
  const words = (): Words => readWords(lang, [flows])

  const about = (): About => {
    const duty = officerOf(town, town.duty?.now)
    return {
      now: clock(),
      town,
      words: words(),
      zone,
      number: numberOf(cases.size),
      cases: [...cases.values()].reverse(),
      alarms: [...cases.values()].filter((one) => one.urgent),
      reach: 'chat',
      ...(duty === undefined ? {} : { duty: { name: duty.name, phone: town.phones.duty } }),
      promise: (answers) => firstContact({ town, calendar, zone }, answers, undefined, clock(), lang),
    }
  }

  const note = (no: string, event: CaseEvent): void => {
    cases.set(no, happen(cases.get(no) ?? newCase({ no, person: 1, openedAt: clock(), reach: 'chat' }), { at: clock(), event }))
  }

  const keep = (turn: Turn): Played => {
    for (const act of turn.acts) follow(act)
    talk = turn.talk
    offered.unshift(...turn.say.flatMap((s) => s.choices ?? []))
    const newest = [...cases.keys()].at(-1)
    return {
      lines: turn.say,
      done: turn.acts.flatMap((act) => told(act, lang)),
      over: talk === null,
      ...(newest === undefined ? {} : { number: sayNumber(newest) }),
    }
  }

  /** The case as it would stand; what staff would get is not rehearsed. */
  const follow = (act: Act): void => {
    const happened = eventOf(act)
    if (happened !== undefined) note(happened.no, happened.event)
    else if (act.do === 'language') lang = act.lang
  }

  const heardOf = (said: Said): Heard => {
    const press = said.press === undefined ? undefined : offered.find((o) => o.label === said.press)?.press
    return {
      id: String(++turns),
      text: said.text,
      files: said.files.map((f, i) => ({ id: `${turns}-${i}`, ...f })),
      early: said.early,
      at: clock(),
      ...(press === undefined ? {} : { press }),
      ...(said.edit ? { edit: true } : {}),
    }
  }

  const hear = (said: Said): Played => {
    const turn = takeTurn(talk, heardOf(said), about())
    const chosen = turn.acts.some((act) => act.do === 'language')
    const played = keep(turn)
    return chosen ? { ...played, lines: [...played.lines, { text: words().one('common.language') }] } : played
  }

  /** Brings a flow to its first question: by a greeting, or with a case that is there already. */
  const begin = (flow: Flow): Played => {
    if (flow === reportDispute) {
      const said = lang === 'en' ? 'hello' : '在吗'
      return { ...hear(readSaid(said)), said }
    }
    const no = numberOf(0)
    const closed = flow === howItWent
    cases.set(
      no,
      caseOf({ no, person: 1, openedAt: clock(), reach: 'chat' }, [
        { at: clock(), event: { is: 'reported' } },
        ...(closed ? [{ at: clock(), by: town.duty?.now ?? '', event: { is: 'closed', text: '' } as const }] : []),
      ]),
    )
    if (!closed)
      return {
        lines: [],
        done: [lang === 'en' ? `${sayNumber(no)} is registered already; say something.` : `${sayNumber(no)}已经登记了，接着说。`],
        over: true,
      }
    const stage = setStage(null, heardOf(readSaid('')), about())
    beginTalk(stage, flow, {}, no)
    walk(stage, flow)
    return keep(turnOf(stage))
  }

  return { words, begin, hear }
}

const inWords: Readonly<Record<string, readonly [string, string]>> = {
  alarm: ['急事，报给值班的', 'alarm to the duty'],
  'call-human': ['叫值班的来', 'the duty is called'],
  report: ['登记', 'registered'],
  more: ['补到', 'added to'],
  withdraw: ['撤掉', 'taken back'],
  'says-calm': ['本人说没事了', 'says it is over'],
  'says-looks': ['又来话了', 'has written again'],
  reopen: ['又打开', 'opened again'],
  forbid: ['先别找对方或先别提名', 'not to be spoken of'],
}

function told(act: Act, lang: Lang): readonly string[] {
  const said = inWords[act.do]
  return said === undefined || !('no' in act) ? [] : [`${said[lang === 'en' ? 1 : 0]} ${sayNumber(act.no)}`]
}
