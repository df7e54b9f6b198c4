/** Where the master key comes from: a file that only the owner can read, or the environment. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { KeyRefused } from './errors.ts'

const parseKey = (text: string): Buffer | undefined => {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex')
  if (!/^[\w+/-]{43}=?$/.test(trimmed)) return undefined
  return Buffer.from(trimmed, 'base64')
}

function makeKeyFile(file: string): Buffer {
  const key = randomBytes(32)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const fd = openSync(file, 'wx', 0o600)
  try {
    writeSync(fd, `${key.toString('base64')}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  const dir = openSync(dirname(file), 'r')
  try {
    fsyncSync(dir)
  } finally {
    closeSync(dir)
  }
  return key
}

/**
 * The master key, 32 bytes. `env` (base64 or hex) wins over the file. A missing file is made (0600) only for a new database.
 * @param from.data whether there is a database already (hasData in open.ts)
 * @throws KeyRefused if it is missing beside an existing database, malformed, or open to others
 */
export function readKey(from: { file: string; env?: string | undefined; data: 'new' | 'there' }): Buffer {
  if (from.env !== undefined && from.env !== '') {
    const key = parseKey(from.env)
    if (key === undefined)
      throw new KeyRefused(
        'CUNKOU_KEY cannot be used: it must be 32 bytes in base64 (as in master.key) or in 64 hexadecimal digits. Nothing was opened.',
      )
    return key
  }
  const mode = statSync(from.file, { throwIfNoEntry: false })?.mode
  if (mode === undefined) {
    if (from.data === 'there') {
      throw new KeyRefused(
        `There is a database but no key file ${from.file}. Put the key back from its paper copy or backup; a new key could not read what is stored, so none was made.`,
      )
    }
    return makeKeyFile(from.file)
  }
  if ((mode & 0o077) !== 0) throw new KeyRefused(`Others may read the key file ${from.file}. Run: chmod 600 ${from.file}`)
  const key = parseKey(readFileSync(from.file, 'utf8'))
  if (key === undefined)
    throw new KeyRefused(
      `The key file ${from.file} is damaged: it does not hold 32 bytes in base64 or 64 hexadecimal digits. Put it back from its copy.`,
    )
  return key
}
