/** One visitor's world as a process of its own: started, waited for, cut off, ended, and started again when it dies by itself. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Log } from '../bot/log.ts'

export interface Birth {
  /** The program's own main file. */
  readonly entry: string
  /** The world's folder. */
  readonly data: string
  /** Where it listens. */
  readonly socket: string
  readonly zone: string
  readonly logLevel: string
}

export interface WorldProcess {
  /** Whether there is, or will be in a moment, a process. */
  readonly alive: boolean
  start(): void
  /** Waits until it answers. @returns false when it does not within so many milliseconds, or is not meant to */
  up(withinMs: number): Promise<boolean>
  /** Lets it begin anew on its folder without a new process. @returns false when it does not answer just now */
  afresh(): boolean
  /** Ends it as a power cut does; it is started again at once on the same folder. */
  cut(): void
  /** Ends it, in order or at once; resolves when it is gone. */
  end(how: 'in order' | 'at once'): Promise<void>
}

/** What the hall says to a world that is to begin anew; the world answers with the same word once it has. */
export const afresh = 'afresh'

/** A world that dies more often than this in a minute is left alone until somebody asks for it again. */
const mostDeaths = 6
const firstPauseMs = 150
/** An end in order that takes longer is no longer waited for. */
const patienceMs = 8_000

/** A world is small: without this, memory for the young objects of a big program (30 MB) is taken in each. */
const small = ['--max-semi-space-size=1', '--max-old-space-size=192', '--optimize-for-size']

/** Nothing of the hall's environment is passed on but what a world needs: no key, no database, no webhook. */
const bear = ({ entry, data, socket, zone, logLevel }: Birth): ChildProcess =>
  spawn(process.execPath, [...process.execArgv, ...small, entry], {
    env: { CUNKOU_DEMO: 'world', CUNKOU_DATA: data, HOST: socket, CUNKOU_TIMEZONE: zone, LOG_LEVEL: logLevel },
    // Seen from its own folder, the path of a socket in it is short however deep the folder lies.
    cwd: data,
    // The fourth is the line by which a world notices that its hall is gone.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })

export function worldProcess(birth: Birth, log: Log): WorldProcess {
  let child: ChildProcess | undefined
  let wanted = false
  let answers = false
  let isCut = false
  /** It was told to begin anew and nobody has been in it since. */
  let isNew = false
  let pause: NodeJS.Timeout | undefined
  let deaths: number[] = []
  const waiting = new Set<(up: boolean) => void>()

  const tell = (up: boolean): void => {
    for (const told of [...waiting]) told(up)
  }
  const begin = (): void => {
    pause = undefined
    const mine = bear(birth)
    child = mine
    const open = (): void => {
      if (mine !== child || !wanted) return
      answers = true
      isNew = false
      tell(true)
    }
    mine.stdout?.once('data', open)
    mine.on('message', open)
    // Read on, or a full pipe would hold it up one day.
    mine.stdout?.resume()
    mine.once('error', () => gone(mine))
    mine.once('exit', () => gone(mine))
  }
  const gone = (mine: ChildProcess): void => {
    if (mine !== child) return
    child = undefined
    answers = false
    isNew = false
    if (!wanted) return tell(false)
    if (isCut) {
      isCut = false
      return begin()
    }
    const now = Date.now()
    deaths = [...deaths.filter((at) => now - at < 60_000), now]
    log.warn('a world of the demo ended by itself', { count: deaths.length })
    if (deaths.length > mostDeaths) {
      wanted = false
      return tell(false)
    }
    pause = setTimeout(begin, firstPauseMs * 2 ** (deaths.length - 1))
  }

  return {
    get alive() {
      return wanted
    },
    start: () => {
      if (wanted) return
      wanted = true
      // One that is still ending is followed by the next as soon as it is gone.
      if (child === undefined) begin()
    },
    up: (withinMs) => {
      if (answers || !wanted) return Promise.resolve(answers)
      return new Promise((resolve) => {
        const done = (up: boolean): void => {
          clearTimeout(timer)
          waiting.delete(done)
          resolve(up)
        }
        const timer = setTimeout(() => done(false), withinMs)
        waiting.add(done)
      })
    },
    afresh: () => {
      if (child === undefined || (!answers && !isNew)) return false
      if (answers) child.send(afresh)
      answers = false
      isNew = true
      return true
    },
    cut: () => {
      if (child === undefined || !answers) return
      isCut = true
      answers = false
      child.kill('SIGKILL')
    },
    end: (how) => {
      wanted = false
      answers = false
      isCut = false
      clearTimeout(pause)
      tell(false)
      const mine = child
      if (mine === undefined) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(() => mine.kill('SIGKILL'), patienceMs)
        for (const gone of ['exit', 'error'])
          mine.once(gone, () => {
            clearTimeout(timer)
            resolve()
          })
        mine.kill(how === 'in order' ? 'SIGTERM' : 'SIGKILL')
      })
    },
  }
}
