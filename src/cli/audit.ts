/** audit verify: walks the hash chain of the audit log, so that a changed or missing row is found. */
import { readSettings } from '../config.ts'
import { readArguments } from './arguments.ts'
import { type Command, Misused } from './place.ts'
import { openHere } from './store-here.ts'

export const audit: Command = {
  name: 'audit',
  use: 'verify',
  zh: '查一遍查看记录，看有没有被改过、删过',
  en: 'verifies that no row of the audit log was changed or removed',
  run: async (args, place) => {
    const { words } = readArguments(args, 1, 1)
    if (words[0] !== 'verify') throw new Misused('')
    const store = await openHere(readSettings(place.environment), true)
    try {
      const broken = await store.auditBroken()
      if (broken === undefined) place.out('查看记录是完整的。 / The audit log is whole.')
      else
        place.err(`查看记录从第${broken}行起对不上：有人改过或删过。 / The audit log does not fit from row ${broken} on: it was changed.`)
      return broken === undefined ? 0 : 1
    } finally {
      await store.close()
    }
  },
}
