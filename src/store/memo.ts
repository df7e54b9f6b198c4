/** A bounded memory: two generations, so what was not asked for while the younger filled up is forgotten. */

export interface Memo<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
}

/** Keeps at least kept/2 and at most `kept` entries. */
export function makeMemo<K, V>(kept: number): Memo<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  const set = (key: K, value: V): void => {
    if (young.size >= kept / 2) [old, young] = [young, new Map()]
    young.set(key, value)
  }
  return {
    set,
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const aged = old.get(key)
      if (aged !== undefined) set(key, aged)
      return aged
    },
    delete(key) {
      young.delete(key)
      old.delete(key)
    },
  }
}
