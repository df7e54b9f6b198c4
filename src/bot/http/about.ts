/** GET /about, /files/:id, POST /clear, /back: what the page needs beside the talk. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { findCaseNumbers } from '../../town/case-number.ts'
import { watchOf } from '../../town/town.ts'
import type { FileLimits } from '../files.ts'
import { mayRead } from '../staff/rights.ts'
import { noTries, takeTry } from '../tries.ts'
import { webAccount } from '../web.ts'
import { type Parts, refuseIn, wordsFor } from './parts.ts'
import { newSession } from './session.ts'

const backBody = z.object({ no: z.string().max(40), lastFour: z.string().max(20) })
/** Bytes: a number and four digits. */
const longestBack = 1024

export function aboutRoutes(parts: Parts, limits: FileLimits): Hono {
  const app = new Hono()
  const { house, store, clock } = parts
  const tries = noTries()
  const no = refuseIn(parts)

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

  app.get('/files/:id', async (c) => {
    const file = await store.fileOf(c.req.param('id'))
    const speaker = parts.speaker(c)
    const person = await store.personOf('web', webAccount, speaker)
    if (file === undefined || person === undefined || !(await maySee(person, file.person, file.id))) return no(c, 404, 'noFile')
    const opened = await store.openFile(file.id)
    if (opened === undefined) return no(c, 404, 'noFile')
    c.header('Content-Type', file.type)
    c.header('Content-Disposition', file.kind === 'file' ? 'attachment' : 'inline')
    return c.body(opened.bytes as Uint8Array<ArrayBuffer>)
  })

  app.post('/clear', async (c) => {
    const person = await store.personOf('web', webAccount, parts.speaker(c))
    if (person !== undefined) await store.hideFeed(person, clock())
    newSession(c, parts.random)
    return c.body(null, 204)
  })

  app.post('/back', bodyLimit({ maxSize: longestBack, onError: (c) => no(c, 413, 'back.wrong') }), async (c) => {
    const body = backBody.safeParse(await c.req.json().catch(() => undefined))
    const number = body.success ? findCaseNumbers(body.data.no)[0] : undefined
    if (!body.success || number === undefined) return no(c, 400, 'back.wrong')
    const now = clock()
    const speaker = parts.speaker(c)
    const taken = takeTry(tries, [`no ${number}`, `browser ${speaker}`], now)
    if (taken === undefined) return no(c, 429, 'back.later', { phone: house.town.phones.duty })
    const one = await store.caseByNo(number)
    if (one === undefined || !endsIn(one.answers['phone'], body.data.lastFour)) return no(c, 400, 'back.wrong')
    taken.giveBack()
    // Rights come only from enrolment: four digits of a phone that hangs on the wall are none.
    if ((await store.person(one.person))?.staff !== undefined) return no(c, 403, 'back.staff')
    await store.joinLink({ channel: 'web', account: webAccount, ext: speaker }, one.person, now)
    return c.json({})
  })
  return app

  /** One's own, or for enrolled staff that of a case they have opened; the latter is written down. */
  async function maySee(person: number, owner: number, id: string): Promise<boolean> {
    if (person === owner) return true
    const officer = (await store.person(person))?.staff?.officer
    if (officer === undefined) return false
    const post = await store.post()
    const cases = await store.casesOf(owner)
    const one = cases.find(
      (k) =>
        (k.readBy.some((r) => r.by === officer) || k.heard.includes(id)) && mayRead(house.town, officer, k, watchOf(house.town, post.duty)),
    )
    if (one === undefined) return false
    await store.apply([{ do: 'audit', actor: officer, act: 'file', object: one.no }], clock())
    return true
  }
}

/** Whether these are the last four digits of the phone. */
function endsIn(phone: unknown, lastFour: string): boolean {
  const four = lastFour.normalize('NFKC').replace(/\D/g, '')
  return typeof phone === 'string' && four.length === 4 && phone.replace(/\D/g, '').endsWith(four)
}
