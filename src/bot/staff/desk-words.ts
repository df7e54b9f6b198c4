/** What an officer's private words are: for the desk or a resident's like any other; an answer, a bare number, or nothing for anybody. */
import type { Loaded } from '../../store/store.ts'
import { beginsReport } from '../../town/begins-report.ts'
import { isCaseNumber, likeCaseNumbers } from '../../town/case-number.ts'
import { hearUrgent } from '../../town/danger/hear.ts'
import { readCommand } from '../../town/meaning/command.ts'
import { isCourtesy } from '../../town/meaning/courtesy.ts'
import { isGreeting } from '../../town/meaning/greeting.ts'
import { fitsIn, fold } from '../../town/meaning/text.ts'
import { isDeskTalk } from './open-case.ts'
import { type Order, type OrderName, readOrder } from './orders.ts'
import { readSpoken } from './to-bot.ts'

/** Commands of the resident's talk that are an officer's too. */
const ownCommands: ReadonlySet<string> = new Set(['status', 'truth', 'privacy', 'who-told', 'language', 'human'])

/**
 * Whether an officer's private words belong to the desk; else they are a resident's like any other: danger, a report that lies open or
 * is begun with the words for it (我要反映), what is asked about their own cases.
 */
export function isForDesk(loaded: Loaded): boolean {
  const { row, talk, cases } = loaded
  const begins = beginsReport(row.text)
  if (isDeskTalk(talk)) return !(begins && isGreeting(row.text)) && !row.text.trim().startsWith('/')
  if (readOrder(row.text) !== undefined) return true
  if (talk === null && waitsFor(loaded, readSpoken(row.text)?.name)) return true
  if (
    talk !== null ||
    begins ||
    isCourtesy(row.text) ||
    row.press !== undefined ||
    row.edits !== undefined ||
    hearUrgent(row.text) !== undefined
  )
    return false
  const command = readCommand(row.text)
  if (command?.command === 'help') return true
  return command?.alone !== true || !(ownCommands.has(command.command) || cases.length > 0)
}

/** Whether something waits for this word: an answer that can be taken back, an alarm of somebody else's. */
const waitsFor = ({ answered, post, person }: Loaded, name: OrderName | undefined): boolean =>
  (name === 'undo' && answered.some(({ is }) => is === 'waits')) ||
  ((name === 'seen' || name === 'called') &&
    post.alarms.some((a) => a.person !== person.id && (name === 'seen' ? a.seenAt : a.calledAt) === undefined))

/** The order in an officer's private words, with its own word or without. 收到 is one only while an alarm waits, else it is a courtesy. */
export function orderAtDesk(loaded: Loaded): Order | undefined {
  const { row, talk } = loaded
  const order = readOrder(row.text)
  if (order !== undefined || row.files.length > 0) return order
  const own = readSpoken(row.text)
  if (own === undefined || own.no !== undefined || own.name === 'list' || waitsFor(loaded, own.name)) return own
  return isDeskTalk(talk) && !isCourtesy(row.text) ? own : undefined
}

/**
 * Whether the words are no answer by themselves: 好的, 谢谢, ？, a single sign, a word that steers the bot. Whoever means them says 回话
 * before them.
 */
export const isNoAnswer = (text: string): boolean =>
  !/\p{L}/u.test(text) || fitsIn(text.trim(), 1) || isCourtesy(text) || readCommand(text)?.alone === true

/** Nothing but a number: the case is opened. */
export function bareNumber(text: string): Pick<Order, 'no' | 'amiss'> | undefined {
  const [like, ...more] = likeCaseNumbers(text)
  if (like === undefined || more.length > 0 || /[^\d\s-]/.test(fold(text))) return undefined
  return isCaseNumber(like) ? { no: like } : { amiss: 'slip' }
}
