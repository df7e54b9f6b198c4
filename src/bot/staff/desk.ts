/** An officer's private chat with the bot: the case that lies open, what it says, the answer that goes out, and taking it back. */

import type { Effect } from '../../store/effect.ts'
import type { Loaded } from '../../store/store.ts'
import { type Case, unheardOf, voicesOf } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import { readCommand } from '../../town/meaning/command.ts'
import { watchOf } from '../../town/town.ts'
import { type House, wordsHere } from '../house.ts'
import { answer } from './answer.ts'
import { bareNumber, isNoAnswer, orderAtDesk } from './desk-words.ts'
import { isDeskTalk, layOnDesk, layOpen, pieceLine } from './open-case.ts'
import type { Order } from './orders.ts'
import { orderAnywhere } from './orders-anywhere.ts'
import { claim, close, passOn } from './orders-done.ts'
import { reopen } from './over.ts'
import { mayRead } from './rights.ts'
import { toBot } from './to-bot.ts'
import { isCaseOrder, whichCase } from './which-case.ts'

/** Carries out what an enrolled officer says in private. */
export function atTheDesk(house: House, loaded: Loaded, staff: { readonly officer: string }, now: number): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const { officer } = staff
  const { text } = loaded.row
  const said = orderAtDesk(loaded)
  if (said === undefined && readCommand(text)?.command === 'help') return [answer(loaded, words.one('staff.help'))]
  const held = said === undefined ? notPassedOn(house, loaded) : undefined
  if (held !== undefined) return [held]
  const number = bareNumber(text)
  const order: Order = said ?? (number === undefined ? { name: 'reply', rest: text } : { name: 'read', rest: '', ...number })
  const done = orderAnywhere(house, loaded, officer, order, now)
  if (done !== undefined) return done
  if (order.name === 'leave')
    return [
      ...(isDeskTalk(loaded.talk) ? [{ do: 'talk', person: loaded.person.id, talk: null } as const] : []),
      answer(loaded, words.one('staff.left')),
    ]
  if (!isCaseOrder(order)) return []
  const which = whichCase(house, loaded, officer, order, now)
  if ('say' in which) return which.say
  const one = loaded.named.get(which.no) ?? loaded.open.find(({ no }) => no === which.no)
  if (one === undefined) return [answer(loaded, words.one('staff.noCase', { no: sayNumber(which.no) }))]
  if (!mayRead(house.town, officer, one, watchOf(house.town, loaded.post.duty))) return denied(house, loaded, officer, one)
  if (order.name === 'claim') return claim(house, loaded, officer, one, now)
  if (order.name === 'read') return layOpen(house, loaded, officer, one, now)
  if (order.name === 'listen') return listen(house, loaded, officer, one)
  if (order.name === 'reopen') return reopen(house, loaded, officer, one, now)
  if (order.name === 'close') return close(house, loaded, officer, one, order.rest, now)
  return passOn(house, loaded, officer, one, order.rest, now)
}

/** With a case open: what is no answer, or asked of the bot, is kept from the resident; what to type is said. */
function notPassedOn(house: House, loaded: Loaded): Effect | undefined {
  const { talk, row } = loaded
  if (talk?.no === undefined || row.files.length > 0 || bareNumber(row.text) !== undefined) return undefined
  const asked = toBot(row.text) ?? (isNoAnswer(row.text) ? 'held' : undefined)
  if (asked === undefined) return undefined
  return answer(loaded, wordsHere(house, loaded).one(`staff.notPassedOn.${asked}`, { no: sayNumber(talk.no), text: row.text.trim() }))
}

/** Answered as if the case did not exist; the try is in the audit log. */
const denied = (house: House, loaded: Loaded, officer: string, one: Case): readonly Effect[] => [
  answer(loaded, wordsHere(house, loaded).one('staff.noCase', { no: sayNumber(one.no) })),
  { do: 'audit', actor: officer, act: 'denied', object: one.no },
]

/** 听: plays what has not been listened to (or all again), and writes down who listened. */
function listen(house: House, loaded: Loaded, officer: string, one: Case): readonly Effect[] {
  const words = wordsHere(house, loaded)
  const fresh = unheardOf(one)
  const voices = fresh.length > 0 ? fresh : voicesOf(one)
  if (voices.length === 0) return [answer(loaded, words.one('staff.noVoice', { no: sayNumber(one.no) }))]
  return [
    ...layOnDesk(loaded, one),
    ...voices.flatMap((voice, i): readonly Effect[] => [
      { do: 'happened', no: one.no, event: { is: 'heard', file: voice.id }, by: officer },
      {
        do: 'send',
        to: { person: loaded.person.id },
        message: pieceLine(words, sayNumber(one.no), {
          file: voice.id,
          kind: 'voice',
          ...(voice.seconds === undefined ? {} : { seconds: voice.seconds }),
        }),
        class: 'reply',
        once: `hear:${loaded.row.id}:${i}`,
        no: one.no,
      },
    ]),
    { do: 'audit', actor: officer, act: 'heard', object: one.no },
  ]
}
