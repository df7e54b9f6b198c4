/** Passes a request on to a visitor's world over its socket, both ways as it flows; waits while the world is coming back. */
import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { World } from './worlds.ts'

export interface Passing {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  /** Longest body of a line. */
  readonly longest: number
  /** How long a world may take to come back, ms. */
  readonly patienceMs: number
}

/** What became of it: answered, gone (the browser left), or why it was not. */
export type Passed = 'answered' | 'gone' | 'down' | 'too long'

/** These mean the same when said twice. */
const again = (method: string, path: string): boolean =>
  method === 'GET' || method === 'HEAD' || (method === 'POST' && /^\/(say|demo\/count)(\?|$)/.test(path))

const pauseMs = 50

/** Headers that belong to one connection only, and cookies: a world knows no visitor. */
const own = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'cookie',
  'set-cookie',
  'expect',
])

const passable = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !own.has(name)))

export async function passOn(world: World, { incoming, outgoing, longest, patienceMs }: Passing): Promise<Passed> {
  const method = incoming.method ?? 'GET'
  const path = incoming.url ?? '/'
  const mayRepeat = again(method, path)
  const body = mayRepeat && method === 'POST' ? await readAll(incoming, longest) : undefined
  if (body === 'too long') return body
  const until = Date.now() + patienceMs
  for (;;) {
    if (outgoing.closed) return 'gone'
    if (!(await world.up(until - Date.now()))) return outgoing.closed ? 'gone' : 'down'
    const became = await attempt(world.socket, method, path, { incoming, outgoing }, body)
    if (became === 'answered' || became === 'gone') return became
    if ((became === 'broken' && !mayRepeat) || Date.now() > until) return 'down'
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** The whole body, or that it is too long (the rest of it is read and dropped). */
async function readAll(incoming: IncomingMessage, longest: number): Promise<Buffer | 'too long'> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    length += piece.length
    if (length <= longest) pieces.push(piece)
  }
  return length > longest ? 'too long' : Buffer.concat(pieces)
}

type Ends = Pick<Passing, 'incoming' | 'outgoing'>

/** `unreached`: nothing of the request has got there; `broken`: it got there and no answer came. */
function attempt(
  socket: string,
  method: string,
  path: string,
  ends: Ends,
  body: Buffer | undefined,
): Promise<'answered' | 'gone' | 'unreached' | 'broken'> {
  const { incoming, outgoing } = ends
  return new Promise((resolve) => {
    const headers = {
      ...passable(incoming.headers),
      ...(body === undefined ? bodyHeaders(incoming) : { 'content-length': body.length }),
      // A world that refuses a body in the middle then reads the rest of it and drops it, so that the refusal gets through.
      connection: 'keep-alive',
    }
    const there = request({ socketPath: socket, method, path, headers, agent: false })
    let reached = false
    const leave = (): void => {
      there.destroy()
      resolve('gone')
    }
    outgoing.once('close', leave)
    there.once('socket', (line) =>
      line.once('connect', () => {
        reached = true
        send(there, incoming, body)
      }),
    )
    there.once('error', () => {
      outgoing.off('close', leave)
      resolve(reached ? 'broken' : 'unreached')
    })
    there.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, passable(answer.headers))
      outgoing.flushHeaders()
      answer.pipe(outgoing)
      // Broken in the middle: the browser has to see that it was no end.
      answer.once('aborted', () => outgoing.destroy())
      answer.once('error', () => outgoing.destroy())
      outgoing.once('close', () => resolve('answered'))
      outgoing.off('close', leave)
      outgoing.once('close', () => there.destroy())
    })
  })
}

/** A body that flows keeps its length, where it says one. */
const bodyHeaders = ({ headers }: IncomingMessage): OutgoingHttpHeaders =>
  headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' }

function send(there: ClientRequest, incoming: IncomingMessage, body: Buffer | undefined): void {
  if (body !== undefined) there.end(body)
  else if (incoming.method === 'GET' || incoming.method === 'HEAD') there.end()
  else incoming.pipe(there)
}
