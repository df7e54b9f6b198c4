/** A sentence that sounds only likely to be danger; which one that is moves whenever the tone is learned anew. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { hearUrgent } from '../../src/town/danger/hear.ts'
import { readCommand } from '../../src/town/meaning/command.ts'

const table = new URL('../town/tables/danger-own.yaml', import.meta.url)

/** @throws Error where the ears are never in doubt */
export function onlyLikely(): string {
  const rows = parse(readFileSync(table, 'utf8')) as readonly { readonly say: string; readonly sign: readonly string[] }[]
  const found = rows.find(({ say }) => {
    const urgent = /^[\p{Script=Han}，。]{6,40}$/u.test(say) ? hearUrgent(say) : undefined
    return urgent !== undefined && !urgent.sure && readCommand(say) === undefined
  })
  if (found === undefined) throw new Error('no sentence is only likely')
  return found.say
}
