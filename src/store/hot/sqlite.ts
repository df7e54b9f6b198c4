/** The hot way on SQLite: prepared statements on better-sqlite3, each spelled once. */
import type Database from 'better-sqlite3'
import { type Ask, type Asker, type Cell, type Each, spell, type Writer } from './hot.ts'

interface Ready {
  readonly statement: Database.Statement
  readonly names: readonly string[]
}

/**
 * Statements of one connection. Numbers stay numbers here, whatever Prisma's adapter has set on the handle.
 * @param why what is thrown instead of an error of SQLite
 */
export function makeAsker(db: Database.Database, why: (error: unknown) => unknown): Asker & Writer {
  const ready = new Map<string, Ready>()
  const prepare = (sql: string): Ready => {
    const old = ready.get(sql)
    if (old !== undefined) return old
    const { text, names } = spell(sql, (_, list) => (list === undefined ? '?' : 'IN (SELECT value FROM json_each(?))'))
    const made = { statement: db.prepare(text).safeIntegers(false), names }
    ready.set(sql, made)
    return made
  }
  const bind = (names: readonly string[], params: unknown): unknown[] => {
    const values: unknown[] = []
    for (const name of names) {
      const value = (params as Record<string, Cell | readonly Cell[] | undefined>)[name]
      values.push(typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null))
    }
    return values
  }
  const saying = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw why(error)
    }
  }
  return {
    all: <P, R>(ask: Ask<P, R>, params: P): R[] =>
      saying(() => {
        const { statement, names } = prepare(ask.sql)
        return statement.all(...bind(names, params)) as R[]
      }),
    run: <P>(ask: Ask<P, never>, params: P): number =>
      saying(() => {
        const { statement, names } = prepare(ask.sql)
        return statement.run(...bind(names, params)).changes
      }),
    each: <R>(each: Each<R>, rows: readonly R[]): number =>
      saying(() => {
        if (rows.length === 0) return 0
        const { statement, names } = prepare(each.row)
        let changes = 0
        for (const row of rows) changes += statement.run(...bind(names, row)).changes
        return changes
      }),
  }
}
