/** The way by which the command line asks the running process: a socket that only its owner can open, one JSON line in, one out. */
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join, relative } from 'node:path'
import { z } from 'zod'
import type { Store } from '../store/store.ts'
import { officerOf, type Town } from '../town/town.ts'
import { codeOf } from './log.ts'

export type Commands = Readonly<Record<string, (args: unknown) => Promise<unknown>>>
export type Answer = { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly error: string }

const asked = z.object({ command: z.string().max(50), args: z.unknown() })
export type Asked = z.infer<typeof asked>

const longestLine = 64 * 1024
const patienceMs = 10_000

/** Where the socket of a data folder is; the shorter way of naming it, since a socket's path holds little more than a hundred signs. */
export function socketOf(data: string): string {
  const path = join(data, 'cunkou.sock')
  const fromHere = relative(process.cwd(), path)
  return fromHere.length < path.length ? fromHere : path
}

/** What can be asked. Carried out by the running process, or by the command line itself where none runs. */
export const commandsOf = ({
  store,
  town,
  clock,
}: {
  readonly store: Store
  readonly town: Town
  readonly clock: () => number
}): Commands => ({
  ping: async () => ({}),
  'admin-code': async (args) => {
    const { code, officer } = z.object({ code: z.string(), officer: z.string() }).parse(args)
    if (officerOf(town, officer) === undefined)
      throw new CommandRefused(
        `开着的村口不认得“${officer}”：改了 town.yaml 要重新启动。 / The running Cunkou does not know “${officer}”: restart it after changing town.yaml.`,
      )
    await store.putCode(code, officer, 'admin', clock())
    await store.apply([{ do: 'audit', actor: 'cli', act: 'code', object: officer }], clock())
    return {}
  },
})

/** Said to whoever typed the command, as it is. */
class CommandRefused extends Error {}

/** Listens until closed. Call it only while holding the lease: what is left of an older socket is removed. */
export async function listenForCommands(path: string, commands: Commands): Promise<{ close(): Promise<void> }> {
  rmSync(path, { force: true })
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    hear(socket, commands)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

function hear(socket: Socket, commands: Commands): void {
  let heard = ''
  socket.setEncoding('utf8')
  socket.setTimeout(patienceMs, () => socket.destroy())
  // Whoever asked may be gone before the answer is there.
  socket.on('error', () => socket.destroy())
  socket.on('data', (part: string) => {
    heard += part
    const end = heard.indexOf('\n')
    if (end < 0 && heard.length <= longestLine) return
    socket.removeAllListeners('data')
    void answer(end < 0 ? '' : heard.slice(0, end), commands).then((given) => socket.end(`${JSON.stringify(given)}\n`))
  })
}

async function answer(line: string, commands: Commands): Promise<Answer> {
  try {
    return await answerTo(asked.parse(JSON.parse(line)), commands)
  } catch (error) {
    return { ok: false, error: notDone(error) }
  }
}

const notDone = (error: unknown): string => `没办成 / could not be done (${codeOf(error)})`

/** Carries out what is asked. Never throws. */
export async function answerTo({ command, args }: Asked, commands: Commands): Promise<Answer> {
  try {
    const found = Object.hasOwn(commands, command) ? commands[command] : undefined
    if (found === undefined)
      return {
        ok: false,
        error: `开着的村口不会“${command}”，它是旧的一版，请重新启动。 / The running Cunkou does not know “${command}”: it is an older one, restart it.`,
      }
    return { ok: true, value: await found(args) }
  } catch (error) {
    return { ok: false, error: error instanceof CommandRefused ? error.message : notDone(error) }
  }
}

const answered = z.union([z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), error: z.string() })])

/** The other end's reading of an answer. */
export function readAnswer(line: string): Answer {
  try {
    return answered.parse(JSON.parse(line))
  } catch {
    return { ok: false, error: '开着的村口答得看不懂。 / The running Cunkou gave no readable answer.' }
  }
}
