/** The log: a fixed list of fields and never free text, so that nothing a person said or is can get into it. */
import { destination, type Logger, pino } from 'pino'

/** Everything that may stand in a line of the log. */
export interface Fields {
  readonly code?: string
  readonly part?: string
  readonly channel?: string
  readonly inbox?: number
  readonly outbox?: number
  readonly count?: number
  /** A stored file's id, made at random. */
  readonly file?: string
  readonly ms?: number
  /** A row of a table, by its key. */
  readonly row?: number | string
  readonly state?: string
  readonly year?: number
}

const allowed: Readonly<Record<keyof Fields, true>> = {
  code: true,
  part: true,
  channel: true,
  inbox: true,
  outbox: true,
  count: true,
  file: true,
  ms: true,
  row: true,
  state: true,
  year: true,
}

export interface Log {
  info(what: string, fields?: Fields): void
  warn(what: string, fields?: Fields): void
  error(what: string, fields?: Fields): void
  debug(what: string, fields?: Fields): void
}

/** `what` is a fixed sentence of the code, never anything that came from outside. */
export function openLog(level: string): Log {
  const logger: Logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd: 2, sync: true }))
  const clean = (fields: Fields = {}) => Object.fromEntries(Object.entries(fields).filter(([key]) => Object.hasOwn(allowed, key)))
  return {
    info: (what, fields) => logger.info(clean(fields), what),
    warn: (what, fields) => logger.warn(clean(fields), what),
    error: (what, fields) => logger.error(clean(fields), what),
    debug: (what, fields) => logger.debug(clean(fields), what),
  }
}

/** What may be said of an error: its kind and code; a message may hold what a person wrote. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = (error as NodeJS.ErrnoException).code
  // The words of an error stand before its frames and may look like one.
  const { stack = '', message } = error
  const frames = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : ''
  const place = /at (?:async )?(?:\S+ \()?[^()\n]*?((?:src|dist)\/[\w/.-]+:\d+)/.exec(frames)?.[1]
  return [error.name, code, place].filter((part) => part !== undefined).join(' ')
}
