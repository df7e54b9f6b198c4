/** POST /say: what a person does on the page, stored before it is acknowledged. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { webAccount } from '../web.ts'
import { type Parts, refuseIn } from './parts.ts'

/** What is longer than 64 KiB is kept as a file; a body of a MiB holds at least these. */
const longestSigns = 200_000

const sayBody = z.object({
  id: z.string().min(1).max(100),
  text: z.string().max(longestSigns),
  seen: z.number().int().nonnegative().optional(),
  press: z.string().max(200).optional(),
  files: z.array(z.string().max(100)).max(20).optional(),
  village: z.string().max(50).optional(),
})

/** Largest body of a line; longer words are cut into a file by the store. */
const longestLineBytes = 1024 * 1024

export function sayRoutes(parts: Parts): Hono {
  const app = new Hono()
  const { web, clock, house } = parts
  const no = refuseIn(parts)

  app.post('/say', bodyLimit({ maxSize: longestLineBytes, onError: (c) => no(c, 413, 'tooLong') }), async (c) => {
    const body = sayBody.safeParse(await c.req.json().catch(() => undefined))
    if (body.error?.issues.some((i) => i.code === 'too_big' && i.path[0] === 'text') === true) return no(c, 413, 'tooLong')
    if (!body.success) return no(c, 400, 'unreadable')
    const { id, text, files = [], seen = 0, press, village } = body.data
    const from = parts.speaker(c)
    const own = await ownFiles(parts, from, files)
    if (text.trim() === '' && own.length === 0 && press === undefined) return no(c, 400, 'empty')
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
  })
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
