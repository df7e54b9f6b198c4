/** Brings data keys into the ring before many cells are opened or sealed at once. */
import type { Asker } from './hot/hot.ts'
import { keysOf } from './hot/inbox.ts'
import { type Keyring, theTown } from './keyring.ts'

/** A key that was damaged is left out: what needs it fails by itself. @throws Error if one of the persons does not exist */
export async function learnKeys(asker: Asker, ring: Keyring, persons: Iterable<number>): Promise<void> {
  const missing = [...new Set(persons)].filter((person) => person !== theTown && !ring.knows(person))
  if (missing.length === 0) return
  const rows = await asker.all(keysOf, { ids: missing })
  for (const { id, data_key } of rows) ring.tryLearn(id, data_key)
  if (rows.length < missing.length) throw new Error('no such person')
}
