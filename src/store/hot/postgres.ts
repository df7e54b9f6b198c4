/** The hot way on PostgreSQL: named prepared statements on pg, a set of rows travels as one JSON text. */
import type { ClientBase, Pool } from 'pg'
import { type Ask, type Asker, type Cell, type Each, spell, type Writer } from './hot.ts'

interface Ready {
  readonly name: string
  readonly text: string
  readonly names: readonly string[]
}

// Names are the same on every connection, so each prepares a statement once.
const ready = new Map<string, Ready>()

function prepare(sql: string): Ready {
  const old = ready.get(sql)
  if (old !== undefined) return old
  const places = new Map<string, number>()
  const { text } = spell(sql, (name, list) => {
    const place = places.get(name) ?? places.size + 1
    places.set(name, place)
    return list === undefined ? `$${place}` : `= ANY($${place}::${list}[])`
  })
  const made = { name: `cunkou${ready.size}`, text, names: [...places.keys()] }
  ready.set(sql, made)
  return made
}

const sets = new WeakMap<object, Ready>()

function prepareSet(each: Each<never>): Ready {
  const old = sets.get(each)
  if (old !== undefined) return old
  const columns = Object.entries(each.kinds).map(([name, kind]) => `${name} ${kind.replace('?', '')}`)
  const { text } = spell(each.set(`jsonb_to_recordset($1::text::jsonb) AS r(${columns.join(', ')})`), (name) => `r.${name}`)
  const made = { name: `cunkou_set${ready.size}`, text, names: [] }
  ready.set(`set ${made.name}`, made)
  sets.set(each, made)
  return made
}

/** Statements of one connection or of a pool. */
export function makeAsker(connection: ClientBase | Pool): Asker & Writer {
  const bind = (names: readonly string[], params: unknown) =>
    names.map((name) => (params as Record<string, Cell | readonly Cell[] | undefined>)[name] ?? null)
  return {
    async all<P, R>(ask: Ask<P, R>, params: P): Promise<R[]> {
      const { name, text, names } = prepare(ask.sql)
      return (await connection.query({ name, text, values: bind(names, params) })).rows as R[]
    },
    async run<P>(ask: Ask<P, never>, params: P): Promise<number> {
      const { name, text, names } = prepare(ask.sql)
      return (await connection.query({ name, text, values: bind(names, params) })).rowCount ?? 0
    },
    async each<R>(each: Each<R>, rows: readonly R[]): Promise<number> {
      if (rows.length === 0) return 0
      const { name, text } = prepareSet(each as Each<never>)
      return (await connection.query({ name, text, values: [JSON.stringify(rows)] })).rowCount ?? 0
    },
  }
}
