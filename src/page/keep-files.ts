/** Keeps recordings and photos that are not sent yet, so that a reload does not lose them. */

const database = 'cunkou'
const table = 'unsent'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(database, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(table)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const db = await open()
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(table, mode)
      const asked = act(transaction.objectStore(table))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    }).finally(() => db.close())
  } catch {
    return undefined // private windows of some browsers have no such store
  }
}

const addresses = new Map<string, string>()

/** Where a file that is not sent yet can be seen or heard in this page. */
export const addressOf = (id: string): string => addresses.get(id) ?? ''

const lendAddress = (id: string, blob: Blob): void => {
  if (!addresses.has(id)) addresses.set(id, URL.createObjectURL(blob))
}

export function putBlob(id: string, blob: Blob): Promise<unknown> {
  lendAddress(id, blob)
  return run('readwrite', (s) => s.put(blob, id))
}

export async function getBlob(id: string): Promise<Blob | undefined> {
  const blob = await run('readonly', (s) => s.get(id) as IDBRequest<Blob | undefined>)
  if (blob !== undefined) lendAddress(id, blob)
  return blob
}

export function dropBlob(id: string): Promise<unknown> {
  // Not at once: the line may still be played from here until it comes back from the server.
  setTimeout(() => {
    URL.revokeObjectURL(addressOf(id))
    addresses.delete(id)
  }, 60_000)
  return run('readwrite', (s) => s.delete(id))
}

/** Does not wait: used when somebody has to leave at once. */
export function dropAllBlobs(): void {
  try {
    indexedDB.deleteDatabase(database)
  } catch {
    // Nothing was kept then.
  }
}
