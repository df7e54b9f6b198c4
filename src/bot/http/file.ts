/** POST /file: a recording or a photo goes sealed to the disk as it comes; one after the other for each person, and only so many a day. */
import { type Context, Hono } from 'hono'
import type { FileKind } from '../../town/case.ts'
import { localOf, momentOf } from '../../town/zone.ts'
import { freshAllowance, type Share, type Taken, takeFile } from '../allowance.ts'
import { type FileLimits, fitFile, headBytes, roomToday } from '../files.ts'
import { webAccount } from '../web.ts'
import { addressOf } from './address.ts'
import { beginningOf, drop, TooLong, upTo } from './body.ts'
import { type Parts, refuseIn } from './parts.ts'

const longestSeconds = 3600
const longestId = 100

/** Those who share the day's allowance have used it up. */
class AllFull extends Error {
  override readonly name = 'AllFull'
}

export function fileRoutes(parts: Parts, limits: FileLimits): Hono {
  const app = new Hono()
  const { house, store, clock } = parts
  const { phones } = house.town
  const no = refuseIn(parts)
  const lanes = new Map<string, Promise<unknown>>()
  const allowance = freshAllowance()
  const tooBig = (c: Context) => no(c, 413, 'tooBig', { size: Math.floor(limits.largest / 1024 / 1024) })
  const fullToday = (c: Context) => no(c, 429, 'file.today', { phone: phones.duty })
  const allFull = (c: Context) => no(c, 429, 'file.allFull', { phone: phones.duty })
  const today = (): string => localOf(clock(), house.zone).date

  app.post('/file', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > limits.largest) return tooBig(c)
    const speaker = parts.speaker(c)
    return inLane(speaker, () => keep(c, speaker))
  })
  return app

  async function keep(c: Context, speaker: string): Promise<Response> {
    const body = c.req.raw.body as AsyncIterable<Uint8Array> | null
    const link = { channel: 'web', account: webAccount, ext: speaker }
    const once = c.req.query('id')?.slice(0, longestId) || undefined
    const before = once === undefined ? undefined : await store.keptBefore(link, once)
    const person = await store.personOf('web', webAccount, speaker)
    const room = before !== undefined || person === undefined ? limits.aDay.bytes : roomToday(limits, await sentToday(person))
    let taken: Taken | undefined
    try {
      if (before !== undefined) {
        await drop(upTo(body, limits.largest))
        return c.json({ file: before })
      }
      taken = takeFile(allowance, await sharesOf(c, person), today())
      if (taken === undefined) throw new AllFull()
      const { head, all } = await beginningOf(counted(upTo(body, Math.min(room, limits.largest)), taken), headBytes)
      const fit = await fitFile(c.req.query('kind') as FileKind | undefined, head)
      if (!fit.ok) {
        await drop(all)
        taken.giveBack()
        return no(c, 415, `file.${fit.why}`)
      }
      const seconds = Math.round(Number(c.req.query('seconds') ?? ''))
      const file = await store.keepFile(
        link,
        {
          kind: fit.kind,
          type: fit.type,
          bytes: all,
          ...(seconds > 0 && seconds < longestSeconds ? { seconds } : {}),
          ...(once === undefined ? {} : { once }),
        },
        clock(),
      )
      return c.json({ file })
    } catch (error) {
      taken?.giveBack()
      if (error instanceof AllFull) return allFull(c)
      if (error instanceof TooLong) return room < limits.largest ? fullToday(c) : tooBig(c)
      throw error
    }
  }

  async function sentToday(person: number): Promise<Share> {
    return store.filesSince(person, momentOf(today(), 0, house.zone))
  }

  /** Whose allowance this file uses besides the person's own. */
  async function sharesOf(c: Context, person: number | undefined): Promise<ReadonlyMap<string, Share>> {
    const shares = new Map([[`address ${addressOf(c)}`, limits.ofAddress]])
    const isKnown = person !== undefined && ((await store.person(person))?.staff !== undefined || (await store.casesOf(person)).length > 0)
    return isKnown ? shares : shares.set('strangers', limits.ofStrangers)
  }

  /** So that two files at once do not both find the last place. */
  async function inLane<T>(speaker: string, work: () => Promise<T>): Promise<T> {
    const mine = (lanes.get(speaker) ?? Promise.resolve()).then(work)
    const quiet = mine.catch(() => {})
    lanes.set(speaker, quiet)
    void quiet.then(() => {
      if (lanes.get(speaker) === quiet) lanes.delete(speaker)
    })
    return mine
  }
}

/** @throws AllFull in the place of the piece that is too much for those who share it */
async function* counted(pieces: AsyncIterable<Uint8Array>, taken: Taken): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (!taken.add(piece.length)) throw new AllFull()
    yield piece
  }
}
