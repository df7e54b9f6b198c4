/** Starts Cunkou: the demo's hall, one visitor's world, or a real town; one line for each thing that is wrong. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, openLog } from './bot/log.ts'
import { readSettings, SettingRefused, type Settings } from './config.ts'
import { openHouse } from './open-house.ts'
import { sayError } from './said-errors.ts'
import { readTown, requireDutyPhone } from './town/town-file.ts'

interface Open {
  readonly url: string
  close(): Promise<void>
}

/** A stop must not take longer than this. */
const longestStopMs = 10_000

/** The demo is loaded only where it is shown: a real town that was killed is to be back at once. */
async function open(settings: Settings): Promise<Open> {
  const log = openLog(settings.logLevel)
  const townFile = join(settings.data, 'town.yaml')
  if (settings.demo === 'world') return (await import('./demo/world.ts')).openWorld(settings, log, openHouse)
  if (settings.demo === 'on' || (settings.demo === 'auto' && !existsSync(townFile)))
    return (await import('./demo/hall.ts')).openHall(settings, log)
  if (!existsSync(townFile)) throw new SettingRefused(`There is no ${townFile}: make one with \`npm run cunkou -- init\`.`)
  const town = readTown(readFileSync(townFile, 'utf8'), townFile)
  requireDutyPhone(town, townFile)
  return openHouse(settings, town, log)
}

/** What nobody caught ends the process: one line, and a code that is not 0. */
function end(what: string, error: unknown): never {
  process.stderr.write(`${sayError(error) ?? `${what} (${codeOf(error)}).`}\n`)
  process.exit(1)
}

const lastResort = (error: unknown): never => end('Cunkou stops', error)

async function main(): Promise<void> {
  process.on('uncaughtException', lastResort)
  process.on('unhandledRejection', lastResort)
  const settings = readSettings()
  const started = await open(settings)
  process.stdout.write(`${started.url}\n`)
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), longestStopMs).unref()
    started.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => end('Cunkou could not start', error))
