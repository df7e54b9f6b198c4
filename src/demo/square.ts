/** The talk in the groups as the network itself would carry it: the page's own, on disk before it is acknowledged; the bot never reads it. */
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { syncFolder } from './write-whole.ts'

const lineForm = z.object({
  /** The page's own id of the line. */
  id: z.string(),
  room: z.string(),
  /** Persona's id. */
  from: z.string(),
  text: z.string(),
  /** A button under a line of the bot was pressed: this is its label. */
  pressed: z.literal(true).optional(),
  /** It answers a line of the bot. */
  reply: z.literal(true).optional(),
  at: z.number(),
})
export type SquareLine = z.infer<typeof lineForm>

/** A line and its place, counted from 1. */
export type PlacedLine = SquareLine & { readonly n: number }

export interface Square {
  /** Keeps a line; resolves once it is on disk. The same id again is the line that is there. */
  say(line: SquareLine): Promise<SquareLine>
  /** Lines of a room behind the n-th. */
  after(room: string, n: number): readonly PlacedLine[]
  /** All lines, as often as they stand in the file, read anew from the disk. */
  onDisk(): readonly SquareLine[]
  close(): Promise<void>
}

/** Whole lines of the file; what a power cut left half written at its end was never acknowledged and is cut off. */
function recover(file: string): readonly SquareLine[] {
  const handle = openSync(file, 'a+', 0o600)
  try {
    const bytes = readFileSync(file)
    const whole = bytes.lastIndexOf(0x0a) + 1
    if (whole < bytes.length) {
      ftruncateSync(handle, whole)
      fdatasyncSync(handle)
    }
    return parse(bytes.subarray(0, whole).toString('utf8'))
  } finally {
    closeSync(handle)
    syncFolder(dirname(file))
  }
}

const parse = (text: string): readonly SquareLine[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineForm.parse(JSON.parse(line)))

export async function openSquare(folder: string): Promise<Square> {
  const file = join(folder, 'square.jsonl')
  const lines: PlacedLine[] = recover(file).map((line, i) => ({ ...line, n: i + 1 }))
  const byId = new Map<string, SquareLine>(lines.map((line) => [line.id, line]))
  const handle = await open(file, 'a', 0o600)
  const writing = new Map<string, Promise<SquareLine>>()
  let queue: Promise<unknown> = Promise.resolve()

  async function write(line: SquareLine): Promise<SquareLine> {
    const length = (await handle.stat()).size
    try {
      await handle.appendFile(`${JSON.stringify(line)}\n`)
      await handle.datasync()
    } catch (error) {
      await handle.truncate(length)
      throw error
    }
    byId.set(line.id, line)
    lines.push({ ...line, n: lines.length + 1 })
    return line
  }
  return {
    say: (line) => {
      const kept = byId.get(line.id)
      if (kept !== undefined) return Promise.resolve(kept)
      const under = writing.get(line.id)
      if (under !== undefined) return under
      const written = queue.then(() => write(line)).finally(() => writing.delete(line.id))
      writing.set(line.id, written)
      queue = written.catch(() => {})
      return written
    },
    after: (room, n) => lines.filter((line) => line.n > n && line.room === room),
    onDisk: () => {
      const bytes = readFileSync(file)
      return parse(bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1).toString('utf8'))
    },
    close: async () => {
      await queue
      await handle.close()
    },
  }
}
