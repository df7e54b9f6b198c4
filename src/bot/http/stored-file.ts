/** GET /files/:id: a recording or a photo, to whom it belongs or to staff by the case it belongs to. */
import { Hono } from 'hono'
import type { StoredFile } from '../../store/store.ts'
import { watchOf } from '../../town/town.ts'
import { mayRead } from '../staff/rights.ts'
import { webAccount } from '../web.ts'
import { openGate, outgoing } from './gate.ts'
import { type Parts, refuseIn } from './parts.ts'

const gate = { ofOne: 2, ofAll: 8, waiting: 40 }
/** A browser that fetches nothing for so long is gone. */
const stallMs = 60_000

export function storedFileRoutes(parts: Parts): Hono {
  const app = new Hono()
  const { house, store, clock } = parts
  const no = refuseIn(parts)
  const enter = openGate(gate)

  app.get('/files/:id', async (c) => {
    const file = await store.fileOf(c.req.param('id'))
    const person = await store.personOf('web', webAccount, parts.speaker(c))
    if (file === undefined || person === undefined || !(await maySee(person, file))) return no(c, 404, 'noFile')
    const leave = await enter(person)
    if (leave === undefined) return no(c, 429, 'manyFiles')
    try {
      const opened = await store.openFile(file.id)
      if (opened === undefined) {
        leave()
        return no(c, 404, 'noFile')
      }
      c.header('Content-Type', file.type)
      c.header('Content-Length', String(opened.bytes.length))
      c.header('Content-Disposition', file.kind === 'file' ? 'attachment' : 'inline')
      return c.body(outgoing(opened.bytes, stallMs, leave))
    } catch (error) {
      leave()
      throw error
    }
  })
  return app

  /** One's own, or for enrolled staff that of a case which they have opened and may still read; the latter is written down. */
  async function maySee(person: number, { id, person: owner, no }: StoredFile): Promise<boolean> {
    if (person === owner) return true
    const officer = (await store.person(person))?.staff?.officer
    const one = officer === undefined || no === undefined ? undefined : await store.caseByNo(no)
    if (officer === undefined || one === undefined) return false
    const isOpened = one.readBy.some((r) => r.by === officer) || one.heard.includes(id)
    if (!isOpened || !mayRead(house.town, officer, one, watchOf(house.town, (await store.post()).duty))) return false
    await store.apply([{ do: 'audit', actor: officer, act: 'file', object: one.no }], clock())
    return true
  }
}
