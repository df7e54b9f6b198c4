/** The lines of a conversation as tests write them (house.md §7): what a person does in one line, and how a line is written. */

import type { FileKind } from '../town/case.ts'

/** A file that is not there: only what kind it is. */
export interface MadeUpFile {
  readonly kind: FileKind
  readonly seconds?: number
}

/** What a person does in one line. */
export interface Said {
  readonly text: string
  readonly files: readonly MadeUpFile[]
  /** Label of the choice that is pressed. */
  readonly press?: string
  /** The words change those of the person's last line. */
  readonly edit: boolean
  /** Said before the bot's last words were on the screen. */
  readonly early: boolean
}

const kinds: Readonly<Record<string, MadeUpFile['kind']>> = { 语音: 'voice', 照片: 'photo', 视频: 'video', 文件: 'file' }
const mark = /\[(语音|照片|视频|文件|按|改|早)(?: ([^\]]*))?\]/g

/** Reads `看看这 [照片]`, `[语音 12秒]`, `[按 没有]`, `[改 是北边那块]`, `[早] 没有`; everything else is typed text. */
export function readSaid(line: string): Said {
  const marks = [...line.matchAll(mark)].map(([, name = '', more = '']) => ({ name, more }))
  const files = marks.flatMap(({ name, more }): MadeUpFile[] => {
    const kind = kinds[name]
    const seconds = Number.parseInt(more, 10)
    return kind === undefined ? [] : [{ kind, ...(Number.isNaN(seconds) ? {} : { seconds }) }]
  })
  const press = marks.find((m) => m.name === '按')?.more
  const edit = marks.find((m) => m.name === '改')
  return {
    text: edit?.more ?? line.replace(mark, '').trim(),
    files,
    ...(press === undefined ? {} : { press }),
    edit: edit !== undefined,
    early: marks.some((m) => m.name === '早'),
  }
}

interface Offered {
  readonly label: string
  readonly press: string
}

/** Choices as a network without buttons shows them: 1有 2没有; what has no number (跳过) is said in words. */
export const sayChoices = (choices: readonly Offered[]): string =>
  choices.map(({ label, press }) => (/:\d+$/.test(press) ? `${press.slice(press.lastIndexOf(':') + 1)}${label}` : label)).join(' ')

/** A line of ours as a test expects it: the first sentence, the rest may change. */
export function expected(text: string, number: string | undefined): string {
  const told = number === undefined ? text : text.replaceAll(number, '{编号}')
  const end = told.search(/[。？！?!]|\.(?= )/)
  return end < 0 || end === told.length - 1 ? told : `${told.slice(0, end + 1)}…`
}

/** The whole conversation as a test. */
export const asTest = (lines: readonly string[]): string =>
  ['await play(`', ...lines.map((line) => `  ${line.replace(/[`\\]|\$\{/g, '\\$&')}`), '`)'].join('\n')
