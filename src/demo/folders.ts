/** Where the worlds lie: a folder each, with the name of whose it is; and one hall only on these folders. */
import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LeaseTaken, StoreRefused } from '../store/errors.ts'
import { writeWhole } from './write-whole.ts'

export interface Folder {
  readonly id: string
  readonly path: string
  readonly socket: string
}

/** A folder that belongs to a visitor (the hash of the cookie), and when it was last used. */
export interface OwnFolder extends Folder {
  readonly owner: string
  readonly used: number
}

export interface Folders {
  /** Those that have an owner; the others are removed. */
  readonly owned: readonly OwnFolder[]
  make(): Folder
  /** From now on it is this visitor's, also after a power cut of the hall. */
  give(folder: Folder, owner: string): void
  touch(folder: Folder): void
  /** What lies in it counts for nothing: the next world on it begins anew. */
  forget(folder: Folder): void
  remove(folder: Folder): void
  close(): Promise<void>
}

/** The world writes it last: without it the world was cut off while it was being made, or is not wanted any more, and is made anew. */
export const madeFile = 'made'
/** A Unix socket's path holds 107 bytes (103 elsewhere). */
const longestSocket = 103
const idForm = /^[0-9a-f]{12}$/

/** Where the sockets lie: beside the folders, or where that path is too long, in a folder of ours under the system's own. */
function socketFolder(worlds: string): string {
  if (Buffer.byteLength(join(worlds, `${'0'.repeat(12)}.sock`)) <= longestSocket) return worlds
  const short = join(tmpdir(), `cunkou-${createHash('sha256').update(worlds).digest('hex').slice(0, 12)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const found = lstatSync(short)
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw new StoreRefused(`${short} belongs to somebody else. Set CUNKOU_DATA to a shorter path.`)
  return short
}

/** Whoever listens here is the one hall; a dead one's socket answers nobody and is taken over. @throws LeaseTaken */
async function takeLease(socket: string, data: string): Promise<Server> {
  const isTaken = await new Promise<boolean>((resolve) => {
    const ask = connect(socket)
    ask.once('connect', () => {
      ask.destroy()
      resolve(true)
    })
    ask.once('error', () => resolve(false))
  })
  if (isTaken) throw new LeaseTaken(data)
  rmSync(socket, { force: true })
  const server = createServer((asked) => asked.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, resolve)
  })
  server.unref()
  return server
}

/**
 * Opens the folders under `<data>/worlds`.
 * @throws LeaseTaken when another hall has them
 */
export async function openFolders(data: string): Promise<Folders> {
  const worlds = join(data, 'worlds')
  mkdirSync(worlds, { recursive: true, mode: 0o700 })
  const sockets = socketFolder(worlds)
  const lease = await takeLease(join(sockets, 'hall.sock'), data)
  const folder = (id: string): Folder => ({ id, path: join(worlds, id), socket: join(sockets, `${id}.sock`) })
  const ownerFile = ({ path }: Folder): string => join(path, 'owner')
  const remove = (one: Folder): void => {
    rmSync(one.path, { recursive: true, force: true, maxRetries: 3 })
    rmSync(one.socket, { force: true })
  }

  const owned: OwnFolder[] = []
  for (const id of readdirSync(worlds).filter((name) => idForm.test(name))) {
    const one = folder(id)
    const owner = ownerIn(ownerFile(one))
    if (owner === undefined) remove(one)
    else owned.push({ ...one, owner, used: statSync(ownerFile(one)).mtimeMs })
  }
  return {
    owned,
    make: () => {
      const one = folder(randomBytes(6).toString('hex'))
      mkdirSync(one.path, { mode: 0o700 })
      return one
    },
    give: (one, owner) => writeWhole(ownerFile(one), owner),
    touch: (one) => utimesSync(ownerFile(one), new Date(), new Date()),
    forget: ({ path }) => rmSync(join(path, madeFile), { force: true }),
    remove,
    close: () => new Promise((resolve) => lease.close(() => resolve())),
  }
}

function ownerIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
