/** All commands by name, and how one is run: what is wrong is said in one line, never as a stack. */
import { sayError } from '../said-errors.ts'
import { adminCode } from './admin-code.ts'
import { audit } from './audit.ts'
import { check } from './check.ts'
import { init } from './init.ts'
import { type Command, Misused, type Place } from './place.ts'
import { play } from './play.ts'
import { poster } from './poster.ts'
import { status } from './status.ts'

export const commands: readonly Command[] = [init, check, poster, adminCode, status, audit, play]

const typed = (command: Command): string => `${command.name} ${command.use}`.trim()
const known = (): string => commands.map((c) => c.name).join(' ')

const help = (): string =>
  [
    '村口的命令 / Cunkou on the command line: npm run cunkou -- <…>',
    ...commands.flatMap((c) => [`  ${typed(c)}`, `      ${c.zh}`, `      ${c.en}`]),
  ].join('\n')

/** Runs the command that `line` names. @returns the exit code: 0 done, 1 could not be done, 2 not understood */
export async function runCommand(line: readonly string[], place: Place): Promise<number> {
  const [name = '', ...args] = line
  if (['help', '--help', '-h'].includes(name)) {
    place.out(help())
    return 0
  }
  const command = commands.find((c) => c.name === name)
  if (command === undefined) {
    place.err(`${name === '' ? '要哪个命令？' : `没有“${name}”这个命令。`}有 / Commands: ${known()} help`)
    return 2
  }
  try {
    return await command.run(args, place)
  } catch (error) {
    if (error instanceof Misused) {
      place.err(`${error.message}${error.message === '' ? '' : ' '}用法 / Use: ${typed(command)}`)
      return 2
    }
    const said = sayError(error)
    if (said === undefined) throw error
    place.err(said)
    return 1
  }
}
