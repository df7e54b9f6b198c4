/** The keys in memory: the master key, the town's key and the data keys of the persons last seen. */
import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { Damaged } from './errors.ts'
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

function mustBe(some: readonly number[], owner: number): void {
  if (!some.includes(owner)) throw new Error('sealed for somebody else')
}

/** What it gives, or undefined where it is damaged. */
export function attempt<T>(open: () => T): T | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof Damaged) return undefined
    throw error
  }
}

export type Keyring = ReturnType<typeof makeKeyring>

/**
 * @param town the wrapped key of person 0
 * @param damaged told of each cell or key that does not open
 * @throws Error if the master key does not open the town's
 */
export function makeKeyring(master: Uint8Array, town: string, damaged: (place: Place) => void = () => {}) {
  /** @throws Damaged */
  const opening = <T>(place: Place, open: () => T): T => {
    try {
      return open()
    } catch {
      damaged(place)
      throw new Damaged(place)
    }
  }
  const unwrap = (person: number, wrapped: string): Buffer => unseal(master, wrapped, wrappedAt(person))
  const townKey = createSecretKey(unwrap(theTown, town))
  const derived = (name: string): Buffer => Buffer.from(hkdfSync('sha256', townKey, '', `cunkou ${name}`, 32))
  const [blindKey, messageKey] = [derived('blind index'), derived('message id')]
  const [numberKey, codeKey] = [derived('case number'), derived('enrolment code')]
  const hashOf = (key: Buffer, ...of: readonly string[]): string => createHmac('sha256', key).update(JSON.stringify(of)).digest('base64url')
  const keys = makeMemo<number, KeyObject>(kept)
  const known = (person: number): KeyObject | undefined => (person === theTown ? townKey : keys.get(person))
  /** The data key of a person; `wrapped` is needed unless the ring knows it. @throws Error if it does not open */
  const unwrapped = (person: number, wrapped?: string | null): KeyObject => {
    const key = known(person)
    if (key !== undefined) return key
    const opened = createSecretKey(unwrap(person, wrapped ?? ''))
    keys.set(person, opened)
    return opened
  }
  /** The same. @throws Damaged, also for a key that did not open when it was to be learnt */
  const keyOf = (person: number, wrapped?: string): KeyObject => opening(wrappedAt(person), () => unwrapped(person, wrapped))
  // What was sealed a moment ago is opened a moment later: a message taken from the inbox, the talk of somebody who is talking.
  const lately = makeMemo<string, { readonly value: unknown; readonly place: Place }>(keptOpen)
  const ownerOf = (sealed: string): number => {
    const kid = kidOf(sealed)
    if (!/^p\d+$/.test(kid)) throw new Error('not sealed with a data key')
    return Number(kid.slice(1))
  }
  // What is remembered counts only in its own place: a swapped cell fails here too.
  const openCell = (sealed: string, place: Place, wrapped?: string | null): string =>
    opening(place, () => unseal(unwrapped(ownerOf(sealed), wrapped), sealed, place).toString('utf8'))
  const openJson = (sealed: string, place: Place, wrapped?: string | null, of?: number): unknown => {
    // What is the town's may be anybody's: it waited for an officer who was not enrolled.
    if (of !== undefined) opening(place, () => mustBe([of, theTown], ownerOf(sealed)))
    const known = lately.get(sealed)
    if (known?.place.every((part, i) => part === place[i])) return known.value
    return JSON.parse(openCell(sealed, place, wrapped))
  }

  return {
    knows: (person: number): boolean => known(person) !== undefined,
    /** @throws Damaged */
    learn: (person: number, wrapped: string): void => void keyOf(person, wrapped),
    /** The same, where others are learnt with it. */
    tryLearn: (person: number, wrapped: string): void => void attempt(() => keyOf(person, wrapped)),
    newKey: (person: number): string => newDataKey(master, person),
    /** Whose key opens this cell. */
    ownerOf,
    seal: (person: number, plain: string, place: Place): string => seal(keyOf(person), `p${person}`, plain, place),
    /** @throws Damaged. `wrapped`: the wrapped key of the cell's owner, where the ring may not know it. */
    unseal: openCell,
    /** Seals a value as JSON and remembers it for a while. */
    sealJson: (person: number, value: unknown, place: Place): string => {
      const sealed = seal(keyOf(person), `p${person}`, JSON.stringify(value), place)
      lately.set(sealed, { value, place })
      return sealed
    },
    /** Opens what sealJson made; `of`: whose it must be. @throws Damaged */
    unsealJson: openJson,
    /** The same, or undefined where the cell was damaged. */
    tryJson: (sealed: string, place: Place, wrapped?: string | null, of?: number): unknown =>
      attempt(() => openJson(sealed, place, wrapped, of)),
    sealingOf: (person: number, id: string): Sealing => sealing(keyOf(person), ['stored_file', 'bytes', id]),
    /** @throws Damaged */
    unsealFile: (person: number, bytes: Buffer, id: string, wrapped: string): Buffer => {
      const place: Place = ['stored_file', 'bytes', id]
      return opening(place, () => unsealBytes(unwrapped(person, wrapped), bytes, place))
    },
    /** Finds a link without storing the id it was made from. */
    blind: (channel: string, account: string, ext: string): string => hashOf(blindKey, channel, account, ext),
    /** Knows a message again without storing its id, which may name who sent it. The sign in front tells it from an id. */
    messageHash: (channel: string, account: string, ext: string): string => `h.${hashOf(messageKey, channel, account, ext)}`,
    codeHash: (code: string): string => createHmac('sha256', codeKey).update(code).digest('base64url'),
    /** The n-th draw for a seed: the same for ever. */
    draw: (seed: string, n: number): bigint => createHmac('sha256', numberKey).update(`${seed}|${n}`).digest().readBigUInt64BE(),
  }
}
