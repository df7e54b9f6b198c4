/** All worlds of the demo: which is whose, one kept ready for the next visitor, the idle ones closed, the old ones removed. */
import { codeOf, type Log } from '../bot/log.ts'
import { type Folder, openFolders } from './folders.ts'
import { type WorldProcess, worldProcess } from './world-process.ts'

/** What the hall allows; all times in milliseconds. */
export interface Limits {
  /** A world that nobody has asked for or watched for so long is closed. */
  readonly idle: number
  /** A closed world that nobody has come back to is removed. */
  readonly keep: number
  /** Processes at the same time. */
  readonly most: number
  /** Closed worlds that are kept at all. */
  readonly mostKept: number
  /** How old the one kept ready may grow: its days are counted from its beginning. */
  readonly fresh: number
}

export const defaultLimits: Limits = { idle: 10 * 60_000, keep: 24 * 3_600_000, most: 24, mostKept: 500, fresh: 60 * 60_000 }

/** A visitor's world, as the hall passes requests to it. */
export interface World {
  readonly socket: string
  up(withinMs: number): Promise<boolean>
  /** A request or a stream begins; call what is returned when it is over. */
  enter(): () => void
  cut(): void
}

export interface Worlds {
  /** This visitor's world, made or started where need be; undefined when all places are taken. */
  visit(owner: string): World | undefined
  /** A fresh world for this visitor, in the process they have where it answers; the old one is forgotten. */
  renew(owner: string): World | undefined
  readonly alive: number
  close(): Promise<void>
}

interface Held {
  readonly folder: Folder
  readonly process: WorldProcess
  readonly made: number
  owner: string | undefined
  /** Requests and streams under way. */
  open: number
  used: number
  touched: number
}

export interface Founding {
  readonly data: string
  readonly entry: string
  readonly zone: string
  readonly logLevel: string
  readonly limits: Limits
  readonly log: Log
}

export async function openWorlds({ data, entry, zone, logLevel, limits, log }: Founding): Promise<Worlds> {
  const folders = await openFolders(data)
  const all = new Set<Held>()
  const hold = (folder: Folder, owner: string | undefined, used: number): Held => {
    const process = worldProcess({ entry, data: folder.path, socket: folder.socket, zone, logLevel }, log)
    const one: Held = { folder, process, owner, made: Date.now(), open: 0, used, touched: used }
    all.add(one)
    return one
  }
  // Of two that name the same visitor the hall died while changing them; the newer is the one.
  for (const { owner, used, ...folder } of [...folders.owned].sort((a, b) => b.used - a.used)) {
    if ([...all].some((one) => one.owner === owner)) folders.remove(folder)
    else hold(folder, owner, used)
  }

  const alive = (): Held[] => [...all].filter((one) => one.process.alive)
  const spare = (): Held | undefined => [...all].find((one) => one.owner === undefined)
  const discard = (one: Held): Promise<void> => {
    all.delete(one)
    return one.process
      .end('at once')
      .then(() => folders.remove(one.folder))
      .catch((error: unknown) => log.warn('the folder of a world could not be removed', { code: codeOf(error) }))
  }
  const found = (): Held => {
    const one = hold(folders.make(), undefined, 0)
    one.process.start()
    return one
  }
  const keepOneReady = (): void => {
    if (spare() === undefined && alive().length < limits.most) found()
  }
  const closeIdle = (one: Held): void => {
    if (one.owner === undefined) void discard(one)
    else void one.process.end('in order')
  }
  /** Whether there is a place for one more process; the longest idle makes room, the one kept ready first of all. */
  const makeRoom = (): boolean => {
    if (alive().length < limits.most) return true
    const [idlest] = alive()
      .filter((one) => one.open === 0)
      .sort((a, b) => a.used - b.used)
    if (idlest !== undefined) closeIdle(idlest)
    return idlest !== undefined
  }
  const settle = (owner: string): Held | undefined => {
    const one = spare() ?? (makeRoom() ? found() : undefined)
    if (one === undefined) return undefined
    one.owner = owner
    one.used = one.touched = Date.now()
    folders.give(one.folder, owner)
    one.process.start()
    keepOneReady()
    return one
  }
  const asWorld = (one: Held): World => ({
    socket: one.folder.socket,
    up: one.process.up,
    cut: one.process.cut,
    enter: () => {
      one.open += 1
      one.used = Date.now()
      return () => {
        one.open -= 1
        one.used = Date.now()
      }
    },
  })

  function look(): void {
    const now = Date.now()
    for (const one of all) {
      if (one.open > 0) one.used = now
      if (one.owner === undefined && now - one.made > limits.fresh) void discard(one)
      else if (one.owner !== undefined && one.process.alive && now - one.used > limits.idle) closeIdle(one)
      if (one.owner !== undefined && one.used - one.touched > limits.keep / 100) touch(one)
    }
    const closed = [...all].filter((one) => one.owner !== undefined && !one.process.alive).sort((a, b) => b.used - a.used)
    for (const [i, one] of closed.entries()) if (i >= limits.mostKept || now - one.used > limits.keep) void discard(one)
    keepOneReady()
  }
  const touch = (one: Held): void => {
    one.touched = one.used
    try {
      folders.touch(one.folder)
    } catch (error) {
      log.warn('when a world was used could not be noted', { code: codeOf(error) })
    }
  }

  keepOneReady()
  const timer = setInterval(
    () => {
      try {
        look()
      } catch (error) {
        log.error('the worlds could not be looked after', { code: codeOf(error) })
      }
    },
    Math.min(5_000, limits.idle / 2),
  )
  let over = false
  return {
    visit: (owner) => {
      if (over) return undefined
      const one = [...all].find((held) => held.owner === owner) ?? settle(owner)
      if (one === undefined) return undefined
      if (!one.process.alive) {
        if (!makeRoom()) return undefined
        one.process.start()
      }
      return asWorld(one)
    },
    renew: (owner) => {
      if (over) return undefined
      const old = [...all].find((held) => held.owner === owner)
      if (old !== undefined) {
        // First: whatever becomes of the process, it will not come back with what was said before.
        folders.forget(old.folder)
        if (old.process.afresh()) return asWorld(old)
      }
      // Where none is ready, the old one makes the place.
      if (spare() === undefined && old !== undefined) void discard(old)
      const next = settle(owner)
      if (next !== undefined && old !== undefined && all.has(old)) void discard(old)
      return next && asWorld(next)
    },
    get alive() {
      return alive().length
    },
    close: async () => {
      over = true
      clearInterval(timer)
      await Promise.all(
        [...all].map((one) => (one.owner === undefined ? discard(one) : one.process.end('in order').then(() => touch(one)))),
      )
      await folders.close()
    },
  }
}
