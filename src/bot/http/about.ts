/** GET /about, POST /clear: what the page shows before the first word, and how a browser forgets the talk. */
import { Hono } from 'hono'
import type { FileLimits } from '../files.ts'
import { webAccount } from '../web.ts'
import { type Parts, wordsFor } from './parts.ts'
import { newSession } from './session.ts'

export function aboutRoutes(parts: Parts, limits: FileLimits): Hono {
  const app = new Hono()
  const { house, store, clock } = parts

  app.get('/about', (c) => {
    const words = wordsFor(parts, c)
    const values = { town: house.town.name, phone: house.town.phones.duty }
    return c.json({
      town: house.town.name,
      centre: house.town.centre,
      phone: house.town.phones.duty,
      demo: parts.demo,
      lang: words.lang,
      words: {
        greeting: words.one('common.greeting'),
        notice: words.say('common.privacy', values).join('\n'),
        truth: words.one('common.truthTown', values),
        privacyVersion: words.one('common.privacyVersion'),
      },
      largestFile: limits.largest,
    })
  })

  app.post('/clear', async (c) => {
    const person = await store.personOf('web', webAccount, parts.speaker(c))
    if (person !== undefined) await store.hideFeed(person, clock())
    newSession(c, parts.random)
    return c.body(null, 204)
  })
  return app
}
