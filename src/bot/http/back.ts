/** POST /back: whoever knows the number and the last four digits of the phone comes back to that talk; each try is written down. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { findCaseNumbers } from '../../town/case-number.ts'
import { mostOfOne, noTries, takeTry, tryHour } from '../tries.ts'
import { webAccount } from '../web.ts'
import { type Parts, refuseIn } from './parts.ts'

const backBody = z.object({ no: z.string().max(40), lastFour: z.string().max(20) })
/** Bytes: a number and four digits. */
const longestBack = 1024

export function backRoutes(parts: Parts): Hono {
  const app = new Hono()
  const { house, store, clock, log } = parts
  const tries = noTries()
  const no = refuseIn(parts)

  app.post('/back', bodyLimit({ maxSize: longestBack, onError: (c) => no(c, 413, 'back.wrong') }), async (c) => {
    const body = backBody.safeParse(await c.req.json().catch(() => undefined))
    const number = body.success ? findCaseNumbers(body.data.no)[0] : undefined
    if (!body.success || number === undefined) return no(c, 400, 'back.wrong')
    const now = clock()
    const speaker = parts.speaker(c)
    const taken = takeTry(tries, [`no ${number}`, `browser ${speaker}`], now)
    // Not written down: whoever tries without end fills neither the audit log nor the other one.
    if (taken === undefined || (await deniedLately(number, now)) >= mostOfOne)
      return no(c, 429, 'back.later', { phone: house.town.phones.duty })
    const link = { channel: 'web', account: webAccount, ext: speaker }
    const known = await store.personOf(link.channel, link.account, link.ext)
    const note = async (act: 'back' | 'back-denied'): Promise<void> => {
      await store.apply([{ do: 'audit', actor: known === undefined ? 'page' : `person:${known}`, act, object: number }], now)
      log.info(act === 'back' ? 'somebody came back with a number' : 'somebody could not come back with a number')
    }
    const one = await store.caseByNo(number)
    if (one === undefined || !endsIn(one.answers['phone'], body.data.lastFour)) {
      await note('back-denied')
      return no(c, 400, 'back.wrong')
    }
    taken.giveBack()
    // Rights come only from enrolment: four digits of a phone that hangs on the wall are none.
    if ((await store.person(one.person))?.staff !== undefined) {
      await note('back-denied')
      return no(c, 403, 'back.staff')
    }
    await note('back')
    await store.joinLink(link, one.person, now)
    return c.json({})
  })
  return app

  /** From the audit log, so that a restart opens no new tries at a number. */
  async function deniedLately(number: string, now: number): Promise<number> {
    return (await store.auditOf(number)).filter(({ act, at }) => act === 'back-denied' && now - at < tryHour).length
  }
}

/** Whether these are the last four digits of the phone. */
function endsIn(phone: unknown, lastFour: string): boolean {
  const four = lastFour.normalize('NFKC').replace(/\D/g, '')
  return typeof phone === 'string' && four.length === 4 && phone.replace(/\D/g, '').endsWith(four)
}
