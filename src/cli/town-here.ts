/** The town that a command works on: data/town.yaml, or the made-up one where a command may be tried without. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Settings } from '../config.ts'
import type { Town } from '../town/town.ts'
import { readTown } from '../town/town-file.ts'
import { CannotDo } from './place.ts'

export const townFileOf = (settings: Settings): string => join(settings.data, 'town.yaml')

/** @throws CannotDo where there is none, TownFileError where it cannot be used */
export function townHere(settings: Settings): Town {
  const file = townFileOf(settings)
  if (!existsSync(file)) throw new CannotDo(`没有 ${file}，先运行 init。 / There is no ${file}: run init first.`)
  return readTown(readFileSync(file, 'utf8'), file)
}

/** The town of the demo: people, numbers and phones are invented. */
export function madeUpTown(): Town {
  const file = fileURLToPath(new URL('../demo/qinghewan.yaml', import.meta.url))
  return readTown(readFileSync(file, 'utf8'), file)
}

/** Whether `npm start` would show the demo here. */
export const isDemo = (settings: Settings): boolean =>
  settings.demo === 'on' || (settings.demo === 'auto' && !existsSync(townFileOf(settings)))
