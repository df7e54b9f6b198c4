/** Conversations as they are written in tests (house.md §7): a script read into steps, and a line compared with what came. */
import { sayChoices } from '../../src/cli/play-lines.ts'
import type { Outgoing } from '../../src/store/outgoing.ts'

export type Step =
  /** 李大爷：… or 李大爷@柳树湾群：… */
  | { readonly is: 'says'; readonly who: string; readonly group?: string; readonly text: string }
  /** 村口→李大爷：… ; without a room: where somebody spoke last. */
  | { readonly is: 'bot'; readonly room?: string; readonly text: string }
  /** （过30分钟） */
  | { readonly is: 'wait'; readonly ms: number }
  /** （到8:00）: the next time the town's clock shows it. */
  | { readonly is: 'until'; readonly minute: number }
  /** （没有话）: nobody was told anything; （值班群没有话）: nothing was said there. */
  | { readonly is: 'silence'; readonly room?: string }

export interface Line {
  readonly written: string
  readonly step: Step
}

const units: Readonly<Record<string, number>> = { 秒: 1000, 分钟: 60_000, 小时: 3_600_000, 天: 86_400_000 }

/** @throws Error for a line that is none of these */
export const readScript = (script: string): readonly Line[] =>
  script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((written) => ({ written, step: readStep(written) }))

function readStep(line: string): Step {
  const [, aside] = /^（(.+)）$/.exec(line) ?? []
  if (aside !== undefined) return readAside(aside)
  const [, from = '', where, text] = /^([^：→@]+)(?:[→@]([^：]+))?：(.*)$/.exec(line) ?? []
  if (text === undefined) throw new Error(`this line of the script is not understood: ${line}`)
  if (from === '村口') return { is: 'bot', text, ...(where === undefined ? {} : { room: where }) }
  return { is: 'says', who: from, text, ...(where === undefined ? {} : { group: where }) }
}

function readAside(aside: string): Step {
  const [, n, unit = ''] = /^过(\d+)(秒|分钟|小时|天)$/.exec(aside) ?? []
  if (n !== undefined) return { is: 'wait', ms: Number(n) * (units[unit] ?? 0) }
  const [, hour, minute] = /^到(\d{1,2}):(\d{2})$/.exec(aside) ?? []
  if (hour !== undefined) return { is: 'until', minute: Number(hour) * 60 + Number(minute) }
  const [, room] = /^(.*)没有话$/.exec(aside) ?? []
  if (room !== undefined) return { is: 'silence', ...(room === '' ? {} : { room }) }
  throw new Error(`this stage direction is not known: （${aside}）`)
}

/** A message as a script writes it. */
export const written = ({ text, choices }: Outgoing): string => (choices === undefined ? text : `${text} ${sayChoices(choices)}`)

/** Whether the expected line is this message; `…` is any words, and choices count only where the line has them. */
export function fits(expected: string, message: Outgoing): boolean {
  const parts = expected.trim().split('…')
  const pattern = new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 's')
  const numbered = (message.choices ?? []).filter((c) => /:\d+$/.test(c.press))
  return [message, { text: message.text }, { text: message.text, choices: numbered }].some((m) => pattern.test(written(m).trim()))
}
