/** Sends what the person said, in order, again and again with the same id until the server says it is on disk. */
import type { FileKept, FileKind, Refusal, SayBody } from '../bot/page-types.ts'
import type { Shown } from './bubble.ts'
import type { FileToSend } from './composer.ts'
import { forget, keep, kept, within } from './keep.ts'
import { addressOf, dropBlob, getBlob, putBlob } from './keep-files.ts'
import { lang } from './look.ts'

/** A line on its way. `as` is the persona in the demo. */
export interface Unsent {
  readonly body: SayBody
  readonly as?: string
  readonly at: number
  /** A recording or a photo that goes first; its bytes lie in keep-files under the line's id. */
  file?: { readonly kind: FileKind; readonly seconds?: number; readonly type: string; kept?: string }
}

export type SendState = 'sending' | 'waiting' | 'sent' | 'refused'

export interface QueueOptions {
  /** Where unsent lines are kept over a reload. */
  readonly key: string
  readonly change: (line: Unsent, state: SendState, why?: string) => void
}

export interface Queue {
  add(line: Unsent, blob?: Blob): void
  /** Tries everything now. */
  wake(): void
  unsent(): readonly Unsent[]
  forget(): void
}

const pauses = [600, 1200, 2500, 5000, 10_000, 20_000]

class NotYet extends Error {}
class Refused extends Error {}

async function post(path: string, init: RequestInit, patience: number): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, { method: 'POST', credentials: 'same-origin', ...init, signal: within(patience) })
  } catch {
    throw new NotYet()
  }
  if (answer.ok) return answer
  // Only these four are the server's last word; anything else is a server that is not itself just now.
  if (![400, 413, 415, 429].includes(answer.status)) throw new NotYet()
  const said = (await answer.json().catch(() => undefined)) as Refusal | undefined
  throw new Refused(said?.say ?? '')
}

/** Who speaks, and the language in which a refusal is said. */
const pathOf = (path: string, { as }: Unsent, more: Record<string, string> = {}): string =>
  `${path}?${new URLSearchParams({ ...more, ...(as === undefined ? {} : { as }), lang: lang() })}`

export function createQueue(options: QueueOptions): Queue {
  let lines = kept<Unsent[]>(options.key, [])
  let misses = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const busy = new Set<string>()
  const blobs = new Map<string, Blob>()
  let forgotten = 0

  const save = (): void => (lines.length === 0 ? forget(options.key) : keep(options.key, lines))
  const done = (line: Unsent): void => {
    lines = lines.filter((l) => l !== line)
    blobs.delete(line.body.id)
    if (line.file !== undefined) void dropBlob(line.body.id)
    save()
  }

  async function sendFile(line: Unsent): Promise<SayBody> {
    const { file, body } = line
    if (file === undefined) return body
    if (file.kept === undefined) {
      const blob = blobs.get(body.id) ?? (await getBlob(body.id))
      if (blob === undefined) throw new Refused('')
      const query = { kind: file.kind, id: `${body.id}-f`, ...(file.seconds === undefined ? {} : { seconds: String(file.seconds) }) }
      const answer = await post(pathOf('/file', line, query), { body: blob, headers: { 'Content-Type': file.type } }, 60_000)
      file.kept = ((await answer.json()) as FileKept).file
      save()
    }
    return { ...body, files: [file.kept] }
  }

  /** Lines of one speaker go strictly one after the other. */
  async function run(lane: string): Promise<void> {
    if (busy.has(lane)) return
    busy.add(lane)
    const when = forgotten
    let line: Unsent | undefined
    try {
      while (when === forgotten) {
        line = lines.find((l) => (l.as ?? '') === lane)
        if (line === undefined) break
        options.change(line, 'sending')
        const body = await sendFile(line)
        await post(pathOf('/say', line), { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }, 10_000)
        misses = 0
        if (when !== forgotten) return
        done(line)
        options.change(line, 'sent')
      }
    } catch (error) {
      if (line === undefined || when !== forgotten) return
      if (error instanceof Refused) {
        done(line)
        options.change(line, 'refused', error.message)
        setTimeout(() => void run(lane))
      } else {
        for (const waiting of lines) if ((waiting.as ?? '') === lane) options.change(waiting, 'waiting')
        clearTimeout(timer)
        timer = setTimeout(wake, pauses[Math.min(misses++, pauses.length - 1)])
      }
    } finally {
      busy.delete(lane)
    }
  }
  const wake = (): void => {
    for (const lane of new Set(lines.map((l) => l.as ?? ''))) void run(lane)
  }
  addEventListener('online', wake)
  // Kept from before a reload: the files first, so that they can be looked at while they wait.
  if (lines.length > 0) void Promise.all(lines.map((l) => (l.file === undefined ? undefined : getBlob(l.body.id)))).then(wake)

  return {
    add: (line, blob) => {
      lines = [...lines, line]
      if (blob !== undefined) {
        blobs.set(line.body.id, blob)
        void putBlob(line.body.id, blob)
      }
      save()
      void run(line.as ?? '')
    },
    wake: () => {
      misses = 0
      wake()
    },
    unsent: () => lines,
    forget: () => {
      forgotten += 1
      lines = []
      clearTimeout(timer)
      blobs.clear()
      save()
    },
  }
}

/** An unsent line as it looks in the talk. */
export function shownUnsent(line: Unsent, side: Shown['side']): Shown {
  const { body, file, at } = line
  const seconds = file?.seconds === undefined ? {} : { seconds: file.seconds }
  const files = file === undefined ? [] : [{ id: body.id, kind: file.kind, ...seconds, local: addressOf(body.id) }]
  return { key: `unsent-${body.id}`, ext: body.id, side, at, message: { text: body.text }, files }
}

/** A file as it is given to the queue, without its bytes. */
export const fileOf = ({ kind, type, seconds }: FileToSend): Pick<Required<Unsent>, 'file'> => ({
  file: { kind, type, ...(seconds === undefined ? {} : { seconds }) },
})
