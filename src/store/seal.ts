/** Seals a cell of the database: AES-256-GCM as `v1.<kid>.<nonce>.<ct>.<tag>`, bound to its place (table|column|row id), so a swapped cell fails. */
import { type CipherKey, createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

const version = 'v1'
const nonceLength = 12
const tagLength = 16
const magic = Buffer.from('CK1\n')

/** Where a cell stands. The row id must be known before sealing. */
export type Place = readonly [table: string, column: string, id: number | string]

// Random bytes are fetched in larger portions: a call per nonce costs as much as the encryption.
const pool = Buffer.allocUnsafe(nonceLength * 512)
let used = pool.length

function freshNonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += nonceLength
  return Buffer.from(pool.subarray(used - nonceLength, used))
}

const aadOf = (place: Place): Buffer => Buffer.from(`${place[0]}|${place[1]}|${place[2]}`)

function encrypt(key: CipherKey, plain: Uint8Array | string, place: Place) {
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(aadOf(place))
  const start = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  const end = cipher.final()
  return { nonce, ct: end.length === 0 ? start : Buffer.concat([start, end]), tag: cipher.getAuthTag() }
}

function decrypt(key: CipherKey, nonce: Uint8Array, ct: Uint8Array, tag: Uint8Array, place: Place): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  decipher.setAAD(aadOf(place))
  decipher.setAuthTag(tag)
  const start = decipher.update(ct)
  const end = decipher.final()
  return end.length === 0 ? start : Buffer.concat([start, end])
}

/** Seals text (well-formed Unicode) or bytes. `key` has 32 bytes; `kid` names it and holds no dot. */
export function seal(key: CipherKey, kid: string, plain: Uint8Array | string, place: Place): string {
  const { nonce, ct, tag } = encrypt(key, plain, place)
  return `${version}.${kid}.${nonce.toString('base64url')}.${ct.toString('base64url')}.${tag.toString('base64url')}`
}

/** The name of the key that sealed this cell. @throws Error if it is no sealed cell */
export function kidOf(sealed: string): string {
  const end = sealed.indexOf('.', 3)
  if (!sealed.startsWith(`${version}.`) || end < 0) throw new Error('not a sealed cell')
  return sealed.slice(3, end)
}

/** Opens a sealed cell. @throws Error if the key, the place or a single bit is wrong */
export function unseal(key: CipherKey, sealed: string, place: Place): Buffer {
  const [v, , nonce, ct, tag] = sealed.split('.')
  if (v !== version || nonce === undefined || ct === undefined || tag === undefined) throw new Error('not a sealed cell')
  return decrypt(key, Buffer.from(nonce, 'base64url'), Buffer.from(ct, 'base64url'), Buffer.from(tag, 'base64url'), place)
}

/** A file sealed piece by piece, so that it is never whole in memory: magic, nonce, tag, ciphertext. */
export interface Sealing {
  /** What the file begins with; the tag in it is not yet the right one. */
  readonly head: Buffer
  /** The next piece, sealed. */
  piece(plain: Uint8Array): Buffer
  /** After the last piece: the tag, and where in the file it belongs. */
  end(): { readonly tag: Buffer; readonly at: number }
}

export function sealing(key: CipherKey, place: Place): Sealing {
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(aadOf(place))
  return {
    head: Buffer.concat([magic, nonce, Buffer.alloc(tagLength)]),
    piece: (plain) => cipher.update(plain),
    end: () => {
      cipher.final() // GCM keeps nothing back
      return { tag: cipher.getAuthTag(), at: magic.length + nonceLength }
    },
  }
}

/** Opens a file made by `sealing`. @throws Error if anything is wrong with it */
export function unsealBytes(key: CipherKey, sealed: Buffer, place: Place): Buffer {
  const [n, t] = [magic.length + nonceLength, magic.length + nonceLength + tagLength]
  if (sealed.length < t || !sealed.subarray(0, magic.length).equals(magic)) throw new Error('not a sealed file')
  return decrypt(key, sealed.subarray(magic.length, n), sealed.subarray(t), sealed.subarray(n, t), place)
}
