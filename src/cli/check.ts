/** check: says what is wrong in data/town.yaml, with line and reason, and in data/words, with key and reason; and what a town will miss that is allowed to be missing. */
import { join } from 'node:path'
import { readTownWords } from '../bot/town-words.ts'
import { readSettings } from '../config.ts'
import { officerOf, type Town } from '../town/town.ts'
import { requireDutyPhone } from '../town/town-file.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './place.ts'
import { townFileOf, townHere } from './town-here.ts'

export const check: Command = {
  name: 'check',
  use: '',
  zh: '看 town.yaml 和 words 里填得对不对，错在哪一行',
  en: 'reads town.yaml and the words folder and says what is wrong, and where',
  run: async (args, place) => {
    readArguments(args, 0, 0)
    const settings = readSettings(place.environment)
    const town = townHere(settings)
    requireDutyPhone(town, townFileOf(settings))
    readTownWords(join(settings.data, 'words'))
    const duty = officerOf(town, town.duty?.now)?.name
    place.out(
      `填得对：${town.name}，${town.villages.length}个村，${town.offices.length}个部门${duty === undefined ? '' : `，${duty}值班`}。`,
    )
    place.out(
      `All right: ${town.name}, villages: ${town.villages.length}, offices: ${town.offices.length}${duty === undefined ? '' : `, on duty: ${duty}`}.`,
    )
    for (const line of missing(town)) place.err(line)
    return 0
  },
}

/** Allowed, but the town should know what follows. */
function missing(town: Town): readonly string[] {
  const matters = ['domestic', 'sexual', 'child', 'elder', 'self_harm', 'officials'] as const
  const unnamed = matters.filter((m) => (town.named[m] ?? []).length === 0)
  return [
    ...(town.duty === undefined
      ? ['没写谁值班（duty）：村口不许诺哪天回话，急事也没人收到。 / No duty: no day is promised and alarms reach nobody.']
      : []),
    ...(unnamed.length > 0 ? [`这几类事没写告诉谁（named）：${unnamed.join('、')}。 / Nobody is named for: ${unnamed.join(', ')}.`] : []),
  ]
}
