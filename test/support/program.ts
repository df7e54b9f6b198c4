/** The built program as a process of its own, as it is really run: its address, what it printed, and how it ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The built program; built now where `npm test` has not done so before. */
export async function builtMain(): Promise<string> {
  const main = join(root, 'dist/main.js')
  if (!existsSync(main)) (await import('../../scripts/build.mjs')).build()
  return main
}

export interface Program {
  readonly url: string
  readonly child: ChildProcess
  /** All that it has written to its two outputs so far. */
  printed(): string
  /** Ends it; its exit code, or the signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

/** It ended before it gave an address. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted'
  readonly printed: string
  readonly code: number | NodeJS.Signals | null
  constructor(printed: string, code: number | NodeJS.Signals | null) {
    super(`the program did not start (${code}): ${printed}`)
    this.printed = printed
    this.code = code
  }
}

/**
 * Starts the program on a free port, unless the environment names one.
 * @param nodeArguments given to node before the program
 * @param under a command that runs it, and leaves it to us as our child
 * @throws NotStarted with what it said instead
 */
export async function startProgram(
  environment: NodeJS.ProcessEnv,
  nodeArguments: readonly string[] = [],
  under: readonly string[] = [],
): Promise<Program> {
  const [command = '', ...more] = [...under, process.execPath, ...nodeArguments, await builtMain()]
  const child = spawn(command, more, {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const output of [child.stdout, child.stderr])
    output.on('data', (piece: Buffer) => {
      printed += piece
    })
  // With 'close' all that it has written has been read.
  const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 0)))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (piece: Buffer) => resolve(piece.toString().trim().split('\n')[0] ?? ''))
    void ended.then((code) => reject(new NotStarted(printed, code)))
  })
  return {
    url,
    child,
    printed: () => printed,
    end: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
