/** Where a command is run: what it reads and where it writes; a command touches nothing else of the process. */
import type { Readable } from 'node:stream'

export interface Place {
  /** One or several lines for whoever typed the command. */
  readonly out: (text: string) => void
  /** What is wrong, or worth a second look. */
  readonly err: (text: string) => void
  readonly input: Readable & { readonly isTTY?: boolean }
  /** The environment; the process's own where left out. */
  readonly environment?: NodeJS.ProcessEnv
}

export interface Command {
  readonly name: string
  /** How it is typed, behind the name. */
  readonly use: string
  /** What it does, in one line each. */
  readonly zh: string
  readonly en: string
  /** @returns the exit code @throws Misused for a bad line */
  run(args: readonly string[], place: Place): Promise<number>
}

/** The line was not understood; said in one line, exit code 2. */
export class Misused extends Error {}

/** Something stands in the way that the reader can put right; said as it is, exit code 1. */
export class CannotDo extends Error {}
