/** Asks the running process to do something; where none runs, takes the lease and does it here. */
import { connect } from 'node:net'
import { type Answer, type Asked, answerTo, commandsOf, readAnswer, socketOf } from '../bot/command-socket.ts'
import type { Settings } from '../config.ts'
import type { Town } from '../town/town.ts'
import { CannotDo } from './place.ts'
import { openHere } from './store-here.ts'

const patienceMs = 10_000

/**
 * @param town whom the command may name, where it is carried out here
 * @throws CannotDo with what the running process said
 */
export async function carryOut(settings: Settings, town: Town, asked: Asked): Promise<unknown> {
  const line = await askRunning(socketOf(settings.data), JSON.stringify(asked))
  const answer = line === undefined ? await doHere(settings, town, asked) : readAnswer(line)
  if (!answer.ok) throw new CannotDo(answer.error)
  return answer.value
}

async function doHere(settings: Settings, town: Town, asked: Asked): Promise<Answer> {
  const store = await openHere(settings)
  try {
    return await answerTo(asked, commandsOf({ store, town, clock: Date.now }))
  } finally {
    await store.close()
  }
}

/** Whether a process listens there. */
export const isRunning = async (settings: Settings): Promise<boolean> =>
  (await askRunning(socketOf(settings.data), JSON.stringify({ command: 'ping', args: {} }))) !== undefined

/** One line there, one line back; undefined where nobody listens. */
function askRunning(path: string, line: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    let heard = ''
    socket.setEncoding('utf8')
    socket.setTimeout(patienceMs, () =>
      socket.destroy(new CannotDo('村口没有应声，过一会儿再试。 / The running Cunkou does not answer; try again in a while.')),
    )
    socket.once('connect', () => socket.write(`${line}\n`))
    socket.on('data', (part: string) => {
      heard += part
    })
    socket.once('end', () => resolve(heard))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '')) resolve(undefined)
      else
        reject(
          error instanceof CannotDo
            ? error
            : new CannotDo(`和开着的村口说不上话。 / Cannot talk to the running Cunkou. (${error.code ?? error.name})`),
        )
    })
  })
}
