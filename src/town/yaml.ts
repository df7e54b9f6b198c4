/** Reads YAML: the facts that stand beside the code, and a town's own file with the line of everything in it. */
import { existsSync, readFileSync } from 'node:fs'
import { isMap, isNode, isScalar, LineCounter, parse, parseDocument } from 'yaml'

/**
 * A data file of the program itself, read once when the module that needs it is loaded.
 * The build writes it as JSON, which is read about twenty times as fast: a third of a start's time.
 * @param file  URL of the YAML, made of the caller's import.meta.url, so that it is found in src and, as JSON, in dist
 * @returns     the parsed value; the caller states its shape, tests hold the files to it
 */
export function readFacts<T>(file: URL): T {
  const built = new URL(file.href.replace(/yaml$/, 'json'))
  return (existsSync(built) ? JSON.parse(readFileSync(built, 'utf8')) : parse(readFileSync(file, 'utf8'), { schema: 'core' })) as T
}

/** One fault of the YAML itself: the parser's code and its line, counted from 1. */
export interface YamlFault {
  readonly code: string
  readonly message: string
  readonly line: number
}

export interface YamlWithLines {
  /** Every scalar is a string, as it was typed: a phone keeps its leading zero. */
  readonly value: unknown
  readonly faults: readonly YamlFault[]
  /** Line (from 1) of what stands at this path, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * Parses a file written by hand.
 * @param text  the file's words; anything goes in
 */
export function readYaml(text: string): YamlWithLines {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, schema: 'failsafe', version: '1.2', logLevel: 'error' })
  const lineAt = (offset: number | undefined): number => Math.max(1, lines.linePos(offset ?? 0).line)
  const faults = doc.errors.map((e) => ({ code: e.code as string, message: e.message.split('\n')[0] ?? '', line: lineAt(e.pos[0]) }))
  let value: unknown
  try {
    value = doc.toJS()
  } catch (error) {
    faults.push({ code: 'BAD_ALIAS', message: String(error), line: 1 })
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    let at: unknown = doc.contents
    let line = 1
    for (const step of path) {
      if (isMap(at)) {
        const pair = at.items.find((p) => isScalar(p.key) && String(p.key.value) === String(step))
        if (pair === undefined) return line
        if (isNode(pair.key)) line = lineAt(pair.key.range?.[0])
        at = pair.value
      } else if (isNode(at) && 'items' in at) {
        at = (at.items as unknown[])[Number(step)]
        if (!isNode(at)) return line
        line = lineAt(at.range?.[0])
      } else return line
    }
    return line
  }
  return { value, faults, lineOf }
}
