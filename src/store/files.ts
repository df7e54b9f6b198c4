/** Files on disk: sealed, named at random, synced with their folder before a row speaks of them. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ask } from './hot/hot.ts'
import { type FileRow, filesBy, linksByBlind, putFile } from './hot/inbox.ts'
import { type Inside, inTransaction } from './inside.ts'
import { theTown } from './keyring.ts'
import { learnKeys } from './learn.ts'
import { findLinks, type LinkName, linkKey } from './links.ts'
import { storedFileOf } from './load.ts'
import type { Sealing } from './seal.ts'
import type { GivenFile, StoredFile } from './store.ts'
import { clean } from './text.ts'

const pathOf = (dataDir: string, id: string): string => join(dataDir, 'files', id.slice(0, 2), id)

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Seals the pieces into a file of this id, which after a power cut is either there whole or not at all; an older one is replaced.
 * @returns how many bytes came
 */
export async function writeSealed(dataDir: string, id: string, sealing: Sealing, pieces: Pieces): Promise<number> {
  const path = pathOf(dataDir, id)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const half = `${path}.${randomBytes(4).toString('hex')}`
  const file = await open(half, 'wx', 0o600)
  let bytes = 0
  try {
    await file.writeFile(sealing.head)
    for await (const piece of pieces) {
      bytes += piece.length
      await file.writeFile(sealing.piece(piece))
    }
    const { tag, at } = sealing.end()
    await file.write(tag, 0, tag.length, at)
    await file.sync()
  } catch (error) {
    await rm(half, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(half, path)
  for (const folder of [dirname(path), join(dataDir, 'files'), dataDir]) await syncFolder(folder)
  return bytes
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The id of a file that may come twice: the same of the same. @param of what no other file shares */
export const sameId = (...of: readonly string[]): string => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)

/** Keyed, so that nobody who knows what a page calls its files knows their ids. */
const onceId = (s: Inside, person: number, once: string): string => sameId(s.ring.blind('file', String(person), clean(once)))

/** The id under which the person behind a link has sent this before, as far as a row names it. */
export async function keptBefore(s: Inside, { channel, account, ext }: LinkName, once: string): Promise<string | undefined> {
  const { reader } = s.engine
  const [link] = await reader.all(linksByBlind, { blinds: [s.ring.blind(channel, account, ext)] })
  return link === undefined ? undefined : (await reader.all(filesBy, { ids: [onceId(s, link.person, once)] }))[0]?.id
}

/** Seals and keeps a file of the person behind a link (made where new); its id, 32 hexadecimal digits. What a try left half done is replaced. */
export async function keepFile(s: Inside, from: LinkName, given: GivenFile, now: number): Promise<string> {
  const name = { channel: clean(from.channel), account: clean(from.account), ext: clean(from.ext) }
  const person = await s.queue.alone(() =>
    inTransaction(s, async () => (await findLinks(s, [name], now)).get(linkKey(name))?.person ?? theTown),
  )
  await learnKeys(s.engine.reader, s.ring, [person])
  const id = given.once === undefined ? randomBytes(16).toString('hex') : onceId(s, person, given.once)
  if ((await s.engine.reader.all(filesBy, { ids: [id] })).length > 0) return id
  const pieces = given.bytes instanceof Uint8Array ? [given.bytes] : given.bytes
  const bytes = await writeSealed(s.dataDir, id, s.ring.sealingOf(person, id), pieces)
  s.failpoint('file:before-row')
  const row = {
    id,
    person,
    kind: given.kind,
    type: clean(given.type),
    bytes,
    seconds: given.seconds === undefined ? null : Math.round(given.seconds),
    name: given.name === undefined ? null : s.ring.seal(person, clean(given.name), ['stored_file', 'name', id]),
    at: now,
  }
  await s.queue.alone(() => inTransaction(s, async () => void (await s.engine.writer.each(putFile, [row]))))
  return id
}

const fileWithKey = ask<{ id: string }, FileRow & { data_key: string }>(`
  SELECT f.id, f.person, f.kind, f.type, f.bytes, f.seconds, f.no, p.data_key FROM stored_file f JOIN person p ON p.id = f.person WHERE f.id = :id`)

/** The file and its bytes; undefined if there is none of this id. @throws Error if it was changed on disk */
export async function openFile(s: Inside, id: string): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array } | undefined> {
  const [row] = await s.engine.reader.all(fileWithKey, { id })
  if (row === undefined) return undefined
  const sealed = await readFile(pathOf(s.dataDir, row.id))
  return { file: storedFileOf(row), bytes: s.ring.unsealFile(row.person, sealed, row.id, row.data_key) }
}
