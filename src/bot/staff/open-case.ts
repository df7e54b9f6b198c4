/** A case laid open in an officer's private chat: what was said, answer by answer, with the files. Each opening is written down. */
import { reportDispute } from '../../flows/report-dispute.ts'
import { calledIn } from '../../flows/stage.ts'
import type { Answers, Talk } from '../../flows/talk.ts'
import type { Words } from '../../flows/words.ts'
import type { Effect } from '../../store/effect.ts'
import type { Outgoing } from '../../store/outgoing.ts'
import type { Loaded } from '../../store/store.ts'
import { type Case, type CaseEvent, type FileKind, isNotFree } from '../../town/case.ts'
import { sayNumber } from '../../town/case-number.ts'
import type { House } from '../house.ts'
import { cardOf, cardText } from './cards.ts'

export const isDeskTalk = (talk: Talk | null): boolean => talk?.flow === 'desk'

/** The case that the officer's next free words answer. A report of their own that lies open is not disturbed. */
export function layOnDesk({ row, person, talk }: Loaded, one: Case): readonly Effect[] {
  if (talk !== null && !isDeskTalk(talk)) return []
  const desk: Talk = { flow: 'desk', version: '', begun: String(row.id), answers: {}, told: [], no: one.no }
  return [{ do: 'talk', person: person.id, talk: desk }]
}

/** Opens the text in the officer's private chat, each opening written down. */
export function layOpen(house: House, loaded: Loaded, officer: string, one: Case, now: number): readonly Effect[] {
  const words = house.words[loaded.person.lang]
  const lines: Outgoing[] = [
    {
      text: words.one(one.answers['mayCall'] === 'yes' ? 'staff.open' : 'staff.openNoCall', {
        card: cardText(house, words, cardOf(house, words, one), now),
      }),
    },
    ...(isNotFree(one) ? [{ text: words.one('staff.notFree') }] : []),
    ...storyLines(words, one),
    {
      text: words.one(loaded.talk === null || isDeskTalk(loaded.talk) ? 'staff.howToAnswer' : 'staff.ownFirst', { no: sayNumber(one.no) }),
    },
  ]
  const event: CaseEvent = { is: 'read' }
  return [
    ...layOnDesk(loaded, one),
    { do: 'happened', no: one.no, event, by: officer },
    { do: 'audit', actor: officer, act: 'read', object: one.no },
    ...lines.map(
      (message, i): Effect => ({
        do: 'send',
        to: { person: loaded.person.id },
        message,
        class: 'reply',
        once: `open:${loaded.row.id}:${i}`,
        no: one.no,
      }),
    ),
  ]
}

interface Told {
  readonly pieces?: readonly {
    readonly text?: string
    readonly edit?: boolean
    readonly file?: string
    readonly kind?: FileKind
    readonly seconds?: number
  }[]
}

/** What the person said, answer by answer, with the files. */
function storyLines(words: Words, one: Case): readonly Outgoing[] {
  const label = (key: string): string => words.one(`report-dispute.${key}.label`)
  const lines: Outgoing[] = []
  for (const [key, value] of Object.entries(one.answers as Answers)) {
    if (value === null || value === '' || !words.has(`report-dispute.${key}.label`)) continue
    const pieces = (value as Told).pieces
    if (pieces !== undefined) {
      for (const piece of pieces) lines.push(pieceLine(words, piece.edit === true ? words.one('staff.edited') : label(key), piece))
    } else lines.push({ text: words.one('staff.item', { label: label(key), value: said(words, key, value) }) })
  }
  for (const more of inPages(one.more)) {
    if (more.text !== '') lines.push(pieceLine(words, words.one(more.edit === true ? 'staff.edited' : 'staff.more'), { text: more.text }))
    for (const file of more.files)
      lines.push(
        pieceLine(words, words.one('staff.more'), {
          file: file.id,
          kind: file.kind,
          ...(file.seconds === undefined ? {} : { seconds: file.seconds }),
        }),
      )
  }
  return lines
}

type More = Pick<Case['more'][number], 'text' | 'files' | 'edit'>

const mostLines = 20
const longestPage = 4000

/** Whoever wrote ten thousand lines does not send ten thousand to the officer: many come as pages of lines, the files after them. */
function inPages(more: readonly More[]): readonly More[] {
  if (more.length <= mostLines) return more
  const pages: string[] = []
  for (const { text } of more) {
    const last = pages.at(-1)
    if (last !== undefined && last.length + text.length < longestPage) pages[pages.length - 1] = `${last}\n${text}`
    else pages.push(text)
  }
  return [...pages.map((text) => ({ text, files: [] })), { text: '', files: more.flatMap((m) => m.files) }]
}

type Piece = NonNullable<Told['pieces']>[number]

export function pieceLine(words: Words, label: string, piece: Piece): Outgoing {
  if (piece.file === undefined || piece.kind === undefined)
    return { text: words.one('staff.item', { label, value: `“${piece.text ?? ''}”` }) }
  return {
    text: words.one('staff.item', { label, value: words.one(`staff.files.${piece.kind}`, { seconds: piece.seconds ?? '' }) }),
    file: { id: piece.file, kind: piece.kind, ...(piece.seconds === undefined ? {} : { seconds: piece.seconds }) },
  }
}

function said(words: Words, key: string, value: Answers[string]): string {
  if (key === 'village') return (value as { village?: string; said?: string }).village ?? (value as { said?: string }).said ?? ''
  return calledIn({ words }, reportDispute, key)(value ?? null)
}
