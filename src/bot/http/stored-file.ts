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

/**
 * The part of a file that a player asks for (Safari plays a recording only in parts).
 * @param range the header; several parts at once and what is no range are answered with the whole (RFC 9110 §14.2)
 * @returns first and last byte; undefined for the whole; 'none' where nothing of it is in the file
 */
export function partAsked(range: string | undefined, size: number): readonly [number, number] | 'none' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (from === '' && to === '') return undefined
  if (from === '') return Number(to) === 0 || size === 0 ? 'none' : [Math.max(0, size - Number(to)), size - 1]
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
  if (first >= size) return 'none'
  return to !== '' && Number(to) < first ? undefined : [first, last]
}

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
      c.header('Content-Disposition', file.kind === 'file' ? 'attachment' : 'inline')
      c.header('Accept-Ranges', 'bytes')
      const size = opened.bytes.length
      const part = partAsked(c.req.header('range'), size)
      if (part === 'none') {
        leave()
        c.header('Content-Range', `bytes */${size}`)
        return c.body(null, 416)
      }
      const [first, last] = part ?? [0, size - 1]
      c.header('Content-Length', String(last - first + 1))
      if (part !== undefined) c.header('Content-Range', `bytes ${first}-${last}/${size}`)
      return c.body(outgoing(opened.bytes.subarray(first, last + 1), stallMs, leave), part === undefined ? 200 : 206)
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
