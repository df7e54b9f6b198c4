/** POST /file: a recording or a photo goes sealed to the disk as it comes; one after the other for each person, and only so many a day. */
import { type Context, Hono } from 'hono'
import type { FileKind } from '../../store/outgoing.ts'
import { localOf, momentOf } from '../../town/zone.ts'
import { type FileLimits, fitFile, headBytes, roomToday } from '../files.ts'
import { webAccount } from '../web.ts'
import { beginningOf, drop, TooLong, upTo } from './body.ts'
import { type Parts, refuseIn } from './parts.ts'

const longestSeconds = 3600

export function fileRoutes(parts: Parts, limits: FileLimits): Hono {
  const app = new Hono()
  const { house, store, clock } = parts
  const no = refuseIn(parts)
  const lanes = new Map<string, Promise<unknown>>()
  const tooBig = (c: Context) => no(c, 413, 'tooBig', { size: Math.floor(limits.largest / 1024 / 1024) })
  const fullToday = (c: Context) => no(c, 429, 'file.today', { phone: house.town.phones.duty })

  app.post('/file', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > limits.largest) return tooBig(c)
    const speaker = parts.speaker(c)
    return inLane(speaker, () => keep(c, speaker))
  })
  return app

  async function keep(c: Context, speaker: string): Promise<Response> {
    const room = roomToday(limits, await sentToday(speaker))
    try {
      const body = upTo(c.req.raw.body as AsyncIterable<Uint8Array> | null, Math.min(room, limits.largest))
      const { head, all } = await beginningOf(body, headBytes)
      const fit = await fitFile(c.req.query('kind') as FileKind | undefined, head)
      if (!fit.ok) {
        await drop(all)
        return no(c, 415, `file.${fit.why}`)
      }
      const seconds = Math.round(Number(c.req.query('seconds') ?? ''))
      const file = await store.keepFile(
        { channel: 'web', account: webAccount, ext: speaker },
        { kind: fit.kind, type: fit.type, bytes: all, ...(seconds > 0 && seconds < longestSeconds ? { seconds } : {}) },
        clock(),
      )
      return c.json({ file })
    } catch (error) {
      if (error instanceof TooLong) return room < limits.largest ? fullToday(c) : tooBig(c)
      throw error
    }
  }

  async function sentToday(speaker: string): Promise<{ files: number; bytes: number }> {
    const person = await store.personOf('web', webAccount, speaker)
    const today = momentOf(localOf(clock(), house.zone).date, 0, house.zone)
    return person === undefined ? { files: 0, bytes: 0 } : store.filesSince(person, today)
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
