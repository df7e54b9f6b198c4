/** POST /say and POST /file: what a person does on the page, stored before it is acknowledged. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Values } from '../../flows/words.ts'
import type { FileKind } from '../../store/outgoing.ts'
import { type FileLimits, fitFile } from '../files.ts'
import { webAccount } from '../web.ts'
import { type Parts, refuse, wordsOf } from './parts.ts'

const sayBody = z.object({
  id: z.string().min(1).max(100),
  text: z.string().max(200_000),
  seen: z.number().int().nonnegative().optional(),
  press: z.string().max(200).optional(),
  files: z.array(z.string().max(100)).max(20).optional(),
  village: z.string().max(50).optional(),
})

/** Largest body of a line; longer words are cut into a file by the store. */
const longestLineBytes = 1024 * 1024

export function sayRoutes(parts: Parts, limits: FileLimits): Hono {
  const app = new Hono()
  const { web, clock, house, store } = parts
  const say = async (from: string, key: string, values?: Values): Promise<string> => (await wordsOf(parts, from)).one(`page.${key}`, values)

  app.post(
    '/say',
    bodyLimit({ maxSize: longestLineBytes, onError: async (c) => refuse(c, 413, await say(parts.speaker(c), 'tooLong')) }),
    async (c) => {
      const body = sayBody.safeParse(await c.req.json().catch(() => undefined))
      if (!body.success) return refuse(c, 400, await say(parts.speaker(c), 'unreadable'))
      const { id, text, files = [], seen = 0, press, village } = body.data
      const from = parts.speaker(c)
      const own = await ownFiles(parts, from, files)
      if (text.trim() === '' && own.length === 0 && press === undefined) return refuse(c, 400, await say(from, 'empty'))
      await web.say({
        channel: 'web',
        account: webAccount,
        ext: `${from}:${id}`,
        from,
        text,
        files: own,
        seen,
        at: clock(),
        ...(press === undefined ? {} : { press }),
        ...(village !== undefined && house.town.villages.some((v) => v.name === village) ? { village } : {}),
      })
      return c.body(null, 202)
    },
  )

  app.post(
    '/file',
    bodyLimit({
      maxSize: limits.largest + 1024,
      onError: async (c) => refuse(c, 413, await say(parts.speaker(c), 'tooBig', { size: Math.floor(limits.largest / 1024 / 1024) })),
    }),
    async (c) => {
      const kind = c.req.query('kind') as FileKind | undefined
      const seconds = Number(c.req.query('seconds') ?? '')
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const fit = await fitFile(kind, bytes, limits)
      if (!fit.ok)
        return refuse(
          c,
          fit.why === 'size' ? 413 : 415,
          await say(parts.speaker(c), `file.${fit.why}`, { size: Math.floor(limits.largest / 1024 / 1024) }),
        )
      const file = await store.keepFile(
        { channel: 'web', account: webAccount, ext: parts.speaker(c) },
        {
          kind: fit.kind,
          type: fit.type,
          bytes,
          ...(Number.isFinite(seconds) && seconds > 0 && seconds < 3600 ? { seconds: Math.round(seconds) } : {}),
        },
        clock(),
      )
      return c.json({ file })
    },
  )
  return app
}

/** Only files that this person has stored can be named. */
async function ownFiles({ store }: Parts, from: string, ids: readonly string[]) {
  const person = ids.length === 0 ? undefined : await store.personOf('web', webAccount, from)
  const files = await Promise.all(ids.map((id) => store.fileOf(id)))
  return files.flatMap((file) =>
    file !== undefined && file.person === person
      ? [{ kind: file.kind, ref: file.id, ...(file.seconds === undefined ? {} : { seconds: file.seconds }) }]
      : [],
  )
}
