/** The demo as it is really run: the built program as a process in a folder of its own, and browsers that visit it. */
import { type ChildProcess, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DemoLine } from '../../src/bot/page-types.ts'
import { startProgram } from './program.ts'

export interface Demo {
  readonly url: string
  readonly data: string
  readonly hall: ChildProcess
  /** The processes of the worlds. */
  worlds(): readonly number[]
  /** Ends the hall and removes its folder. */
  stop(): Promise<void>
  /** Ends the hall as it ends in order, and starts it again on the same folder and port. */
  again(): Promise<Demo>
}

/** Starts the demo on a free port. */
export async function startDemo({ data = mkdtempSync(join(tmpdir(), 'cunkou-demo-')), port = 0 } = {}): Promise<Demo> {
  const { url, child: hall, end: endBy } = await startProgram({ CUNKOU_DEMO: 'on', CUNKOU_DATA: data, PORT: String(port) })
  const end = async (): Promise<void> => {
    if (hall.exitCode === null && hall.signalCode === null) await endBy()
  }
  return {
    url,
    data,
    hall,
    worlds: () => childrenOf(hall.pid ?? 0),
    stop: async () => {
      await end()
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
    again: async () => {
      await end()
      return startDemo({ data, port: Number(new URL(url).port) })
    },
  }
}

/** How many worlds without a visitor are furnished and listen. */
export function ready({ data }: Demo): number {
  const worlds = join(data, 'worlds')
  const names = readdirSync(worlds)
  return names.filter((name) => names.includes(`${name}.sock`) && !existsSync(join(worlds, name, 'owner'))).length
}

/** Processes started by this one, by id. */
export const childrenOf = (parent: number): readonly number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined && isThere(pid) ? [pid] : []))

export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Asks again until it is so. @throws Error with what was waited for */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await isSo()); ) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

export interface Stream<Line> {
  readonly lines: readonly Line[]
  readonly open: boolean
  /** Id of the last event: where to come back. */
  readonly last: string | undefined
  close(): void
}

/** A browser: keeps its cookie, says lines, watches rooms. */
export interface Browser {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(path: string, body?: unknown): Promise<Response>
  /** A file. */
  send(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response>
  say(as: string, id: string, text: string, group?: string): Promise<number>
  /** What comes on a stream: FeedLine in a real town, DemoLine in the demo. */
  live<Line>(path: string, after?: string): Promise<Stream<Line>>
  watch(as: string, rooms: string, after?: string): Promise<Stream<DemoLine>>
}

export function openBrowser(url: string): Browser {
  let cookie = ''
  const call = async (path: string, init: RequestInit = {}, givenUp = Date.now() + 60_000): Promise<Response> => {
    const answer = await fetch(url + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), ...(cookie === '' ? {} : { Cookie: cookie }) },
    })
    const given = answer.headers.get('set-cookie')
    if (given !== null) cookie = given.split(';')[0] ?? ''
    // Asked again, as a page does, while a busy machine takes longer to start a world than the hall is patient.
    if (answer.status === 503 && (await answer.clone().text()).includes('断了') && Date.now() < givenUp) return call(path, init, givenUp)
    return answer
  }
  const post = (path: string, body?: unknown): Promise<Response> =>
    call(path, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    })
  const live = async <Line>(path: string, after?: string): Promise<Stream<Line>> => {
    const leave = new AbortController()
    const answer = await call(path, {
      signal: leave.signal,
      ...(after === undefined ? {} : { headers: { 'Last-Event-ID': after } }),
    })
    if (!answer.ok || answer.body === null) throw new Error(`no stream: ${answer.status}`)
    const stream = { lines: [] as Line[], open: true, last: after, close: () => leave.abort() }
    void readEvents(answer.body, (id, data) => {
      stream.lines.push(JSON.parse(data) as Line)
      stream.last = id
    })
      .catch(() => {})
      .finally(() => {
        stream.open = false
      })
    return stream
  }
  return {
    get: (path, headers = {}) => call(path, { headers }),
    post,
    send: (path, bytes) => call(path, { method: 'POST', body: bytes }),
    say: async (as, id, text, group) => {
      const answer = await post(`/say?as=${as}`, { id, text, ...(group === undefined ? {} : { group }) })
      await answer.arrayBuffer()
      return answer.status
    },
    live,
    watch: (as, rooms, after) => live<DemoLine>(`/live?${new URLSearchParams({ as, rooms })}`, after),
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, line: (id: string, data: string) => void): Promise<void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const field = (name: string): string | undefined => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text.slice(0, end))?.[1]
      if (field('event') === 'line') line(field('id') ?? '', field('data') ?? '')
      text = text.slice(end + 2)
    }
  }
}
