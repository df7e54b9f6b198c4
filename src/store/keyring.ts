/** The keys in memory: the master key, the town's key and the data keys of the persons last seen. */
import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { makeMemo } from './memo.ts'
import { kidOf, type Place, type Sealing, seal, sealing, unseal, unsealBytes } from './seal.ts'

/** Person 0 is the town: its key seals what belongs to no single person. */
export const theTown = 0

const kept = 10_000
const keptOpen = 6_000

/** How a master key is named in the database; says nothing about it. */
export const masterKid = (master: Uint8Array): string =>
  `m${createHash('sha256').update('cunkou key id').update(master).digest('hex').slice(0, 12)}`

const wrappedAt = (person: number): Place => ['person', 'data_key', person]

/** A new data key for this person, wrapped by the master key. */
export const newDataKey = (master: Uint8Array, person: number): string =>
  seal(master, masterKid(master), randomBytes(32), wrappedAt(person))

export type Keyring = ReturnType<typeof makeKeyring>

/** @param town the wrapped key of person 0. @throws Error if the master key does not open it */
export function makeKeyring(master: Uint8Array, town: string) {
  const unwrap = (person: number, wrapped: string): Buffer => unseal(master, wrapped, wrappedAt(person))
  const townKey = createSecretKey(unwrap(theTown, town))
  const derived = (name: string): Buffer => Buffer.from(hkdfSync('sha256', townKey, '', `cunkou ${name}`, 32))
  const [blindKey, numberKey, codeKey] = [derived('blind index'), derived('case number'), derived('enrolment code')]
  const keys = makeMemo<number, KeyObject>(kept)
  const known = (person: number): KeyObject | undefined => (person === theTown ? townKey : keys.get(person))
  /** The data key of a person; `wrapped` is needed unless the ring knows it. */
  const keyOf = (person: number, wrapped?: string | null): KeyObject => {
    const key = known(person)
    if (key !== undefined) return key
    if (wrapped == null) throw new Error('data key not loaded')
    const opened = createSecretKey(unwrap(person, wrapped))
    keys.set(person, opened)
    return opened
  }
  // What was sealed a moment ago is opened a moment later: a message taken from the inbox, the talk of somebody who is talking.
  const lately = makeMemo<string, { readonly value: unknown; readonly place: Place }>(keptOpen)
  const ownerOf = (sealed: string): number => {
    const kid = kidOf(sealed)
    if (!/^p\d+$/.test(kid)) throw new Error('not sealed with a data key')
    return Number(kid.slice(1))
  }
  // What is remembered counts only in its own place: a swapped cell fails here too.
  const openJson = (sealed: string, place: Place, wrapped?: string | null): unknown => {
    const known = lately.get(sealed)
    if (known?.place.every((part, i) => part === place[i])) return known.value
    return JSON.parse(unseal(keyOf(ownerOf(sealed), wrapped), sealed, place).toString('utf8'))
  }

  return {
    knows: (person: number): boolean => known(person) !== undefined,
    learn: (person: number, wrapped: string): void => void keyOf(person, wrapped),
    newKey: (person: number): string => newDataKey(master, person),
    /** Whose key opens this cell. */
    ownerOf,
    seal: (person: number, plain: string, place: Place): string => seal(keyOf(person), `p${person}`, plain, place),
    /** `wrapped`: the wrapped key of the cell's owner, where the ring may not know it. */
    unseal: (sealed: string, place: Place, wrapped?: string | null): string =>
      unseal(keyOf(ownerOf(sealed), wrapped), sealed, place).toString('utf8'),
    /** Seals a value as JSON and remembers it for a while. */
    sealJson: (person: number, value: unknown, place: Place): string => {
      const sealed = seal(keyOf(person), `p${person}`, JSON.stringify(value), place)
      lately.set(sealed, { value, place })
      return sealed
    },
    /** Opens what sealJson made. */
    unsealJson: openJson,
    /** The same, or undefined where the cell was damaged. */
    tryJson: (sealed: string, place: Place, wrapped?: string | null): unknown => {
      try {
        return openJson(sealed, place, wrapped)
      } catch {
        return undefined
      }
    },
    sealingOf: (person: number, id: string): Sealing => sealing(keyOf(person), ['stored_file', 'bytes', id]),
    unsealFile: (person: number, bytes: Buffer, id: string, wrapped: string): Buffer =>
      unsealBytes(keyOf(person, wrapped), bytes, ['stored_file', 'bytes', id]),
    /** Finds a link without storing the id it was made from. */
    blind: (channel: string, account: string, ext: string): string =>
      createHmac('sha256', blindKey)
        .update(JSON.stringify([channel, account, ext]))
        .digest('base64url'),
    codeHash: (code: string): string => createHmac('sha256', codeKey).update(code).digest('base64url'),
    /** The n-th draw for a seed: the same for ever. */
    draw: (seed: string, n: number): bigint => createHmac('sha256', numberKey).update(`${seed}|${n}`).digest().readBigUInt64BE(),
  }
}
