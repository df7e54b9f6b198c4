/** What staff orders do to a case: claim, answer, close; take the duty; the list of open ones. */

import { closingChoices, closingNonce } from '../../flows/closing.ts'
import { howItWent } from '../../flows/how-it-went.ts'
import type { Talk } from '../../flows/talk.ts'
import type { Words } from '../../flows/words.ts'
import { onceOfAnswer } from '../../store/answers.ts'
import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { type Case, type CaseEvent, happen, isNotFree } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { officeNameOf, officerOf } from '../../town/town.ts'
import { type House, wordsHere, wordsOfResident } from '../house.ts'
import { mustBePrivate } from './alarm.ts'
import { answer, answerAlone } from './answer.ts'
import { cardOf, cardText, headline, tellStaff } from './cards.ts'
import { layOpen } from './open-case.ts'
import { refuseOver } from './over.ts'
import { openHere } from './rights.ts'

/** Cards that a list shows. */
const listed = 10

/** How long a reply waits, so that it can be taken back. */
const undoMs = 10_000

/** 认领: the first wins; the other is told who has it. The case opens in the claimer's private chat. */
export function claim(house: House, loaded: Loaded, officer: string, one: Case, now: number): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const over = refuseOver(house, loaded, one)
  if (over !== undefined) return over
  if (one.holder !== undefined && one.holder !== officer) {
    return [answer(loaded, words.one('staff.taken', { no: sayNumber(one.no), who: officerOf(house.town, one.holder)?.name ?? '' }))]
  }
  if (one.holder === officer) return layOpen(house, loaded, officer, one, now)
  const event: CaseEvent = { is: 'claimed' }
  const after = happen(one, { at: now, by: officer, event })
  return [
    { do: 'happened', no: one.no, event, by: officer },
    { do: 'audit', actor: officer, act: 'claimed', object: one.no },
    ...tellStaff(house, loaded.post, one, after, `${loaded.row.id}`, now),
    ...layOpen(house, loaded, officer, after, now),
  ]
}

/** W16: the answer goes to the resident after ten seconds in which it can be taken back. */
export function passOn(house: House, loaded: Loaded, officer: string, one: Case, text: string, now: number): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const over = refuseOver(house, loaded, one)
  if (over !== undefined) return over
  if (text.trim() === '') return [answer(loaded, words.one('staff.emptyReply'))]
  if (one.reach === 'phone') return [answer(loaded, words.one('staff.phoneOnly', { no: sayNumber(one.no) }))]
  const theirs = wordsOfResident(house, loaded, one)
  const who = officerOf(house.town, officer)
  const event: CaseEvent = { is: 'replied', text }
  const after = happen(one, { at: now, by: officer, event })
  const office = officeNameOf(house.town, who)
  return [
    { do: 'happened', no: one.no, event, by: officer },
    { do: 'audit', actor: officer, act: 'answered', object: one.no },
    {
      do: 'send',
      to: { person: one.person },
      // Quoted in a sentence, where 。” would be followed by another 。
      message: { text: theirs.one('staff.reply', { office, who: who?.name ?? '', text: text.replace(/[。.]\s*$/u, '') }) },
      class: 'reply',
      once: onceOfAnswer(loaded.row.id),
      notBefore: now + undoMs,
      no: one.no,
    },
    answer(loaded, words.one('staff.replying', { no: sayNumber(one.no) })),
    ...tellStaff(house, loaded.post, one, after, `${loaded.row.id}`, now),
  ]
}

/** 撤回: what has not gone out yet is taken back; whether it has, the store knows. In the group no discreet case is named. */
export function takeBack(house: House, loaded: Loaded, officer: string, now: number): readonly Effect[] {
  const say = (key: string, no: string): Effect =>
    loaded.group !== undefined && mustBePrivate(loaded, no)
      ? answerAlone(loaded, house.words[loaded.person.lang].one(key, { no: sayNumber(no) }), 0)
      : answer(loaded, wordsHere(house, loaded).one(key, { no: sayNumber(no) }))
  const waits = loaded.answered.find(({ is }) => is === 'waits')
  const [last] = loaded.answered
  if (waits === undefined) {
    if (last?.is === 'gone') return [say('staff.tooLate', last.no)]
    return [answer(loaded, wordsHere(house, loaded).one('staff.nothingToUndo'))]
  }
  const { once, no } = waits
  const event: CaseEvent = { is: 'unsaid' }
  const one = loaded.named.get(no)
  return [
    { do: 'unsend', once },
    { do: 'happened', no, event, by: officer },
    say('staff.undone', no),
    ...(one === undefined ? [] : tellStaff(house, loaded.post, one, happen(one, { at: now, by: officer, event }), `${loaded.row.id}`, now)),
  ]
}

/** 结案: the resident is asked how it went (W13), unless they are not free to speak. */
export function close(house: House, loaded: Loaded, officer: string, one: Case, text: string, now: number): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const over = refuseOver(house, loaded, one)
  if (over !== undefined) return over
  const asked = isNotFree(one) ? undefined : closingNonce(one.no, `${loaded.row.id}`)
  const event: CaseEvent = { is: 'closed', text, ...(asked === undefined ? {} : { asked }) }
  const after = happen(one, { at: now, by: officer, event })
  return [
    { do: 'happened', no: one.no, event, by: officer },
    { do: 'audit', actor: officer, act: 'closed', object: one.no },
    ...(asked === undefined ? [] : askHowItWent(house, loaded, officer, one, asked)),
    answer(loaded, words.one(asked === undefined ? 'staff.closedUnasked' : 'staff.closed', { no: sayNumber(one.no) })),
    ...tellStaff(house, loaded.post, one, after, `${loaded.row.id}`, now),
  ]
}

/** W13. @param nonce also the once-key of the message */
function askHowItWent(house: House, loaded: Loaded, officer: string, one: Case, nonce: string): readonly Effect[] {
  const theirs = wordsOfResident(house, loaded, one)
  const who = officerOf(house.town, officer)
  const office = officeNameOf(house.town, who)
  const talk: Talk = {
    flow: howItWent.name,
    version: howItWent.version,
    begun: String(loaded.row.id),
    answers: { office },
    told: [],
    no: one.no,
    table: { key: 'settled', nonce, once: nonce, misses: 0, offered: closingChoices },
  }
  return [
    { do: 'talk-if-none', person: one.person, talk },
    {
      do: 'send',
      to: { person: one.person },
      message: {
        text: theirs.one('how-it-went.settled.ask', { office }),
        choices: closingChoices.map((value, i) => ({
          label: theirs.one(`how-it-went.settled.choices.${String(value)}`),
          press: `${nonce}:${i + 1}`,
        })),
      },
      class: 'notice',
      once: nonce,
      no: one.no,
    },
  ]
}

/** 接班: takes the duty; the unseen alarms come along, the discreet ones in private. */
export function takeDuty(house: House, loaded: Loaded, officer: string): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const name = officerOf(house.town, officer)?.name ?? ''
  const unseen = loaded.post.alarms.filter((a) => a.seenAt === undefined).map((a) => a.no)
  const aloud = unseen.filter((no) => loaded.group === undefined || !mustBePrivate(loaded, no))
  const said = (nos: readonly string[], of: Words): string =>
    nos.length === 0 ? of.one('staff.onDuty', { name }) : of.one('staff.onDutyUnseen', { name, list: nos.map(sayNumber).join('、') })
  return [
    { do: 'duty', officer },
    { do: 'audit', actor: officer, act: 'duty', object: officer },
    answer(loaded, said(aloud, words)),
    ...(aloud.length === unseen.length ? [] : [answerAlone(loaded, said(unseen, house.words[loaded.person.lang]), 1)]),
  ]
}

/** 清单: how many wait, are in hand and are due, and the newest as cards in words; discreet ones only in private, to whoever may open them. */
export function tellList(house: House, loaded: Loaded, officer: string, now: number): readonly Effect[] {
  const open = openHere(house, loaded, officer)
  const words = wordsHere(house, loaded)
  if (open.length === 0) return [answer(loaded, words.one('staff.nothingOpen'))]
  const lines = [
    headline(house, words, open, now),
    ...open.slice(0, listed).map((c) => cardText(house, words, cardOf(house, words, c), now)),
  ]
  return lines.map((line, i) => answer(loaded, line, i))
}
