/** Reads what stands behind a command's name. */
import { parseArgs } from 'node:util'
import { Misused } from './place.ts'

interface Read<Option extends string> {
  readonly words: readonly string[]
  readonly options: Readonly<Partial<Record<Option, string>>>
}

/**
 * @param least, most how many words there must be
 * @param names options that take a word (--url …)
 * @throws Misused
 */
export function readArguments<Option extends string = never>(
  args: readonly string[],
  least: number,
  most: number,
  names: readonly Option[] = [],
): Read<Option> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    if (positionals.length < least || positionals.length > most) throw new Misused('')
    return { words: positionals, options: values as Read<Option>['options'] }
  } catch (error) {
    throw error instanceof Misused ? error : new Misused('')
  }
}
