/** status: whether Cunkou runs here, and what is in the database, in numbers. */
import { readSettings } from '../config.ts'
import { readArguments } from './arguments.ts'
import { isRunning } from './ask.ts'
import type { Command } from './place.ts'
import { openHere } from './store-here.ts'

export const status: Command = {
  name: 'status',
  use: '',
  zh: '看村口开着没有，存了多少、还有多少没发',
  en: 'whether it runs, and how much is stored and waiting',
  run: async (args, place) => {
    readArguments(args, 0, 0)
    const settings = readSettings(place.environment)
    place.out((await isRunning(settings)) ? '开着 / running' : '没开 / not running')
    const store = await openHere(settings, true)
    try {
      const counts = Object.entries(await store.counts())
      const widest = Math.max(...counts.map(([name]) => name.length))
      for (const [name, count] of counts) place.out(`${name.padEnd(widest)}  ${count}`)
      return 0
    } finally {
      await store.close()
    }
  },
}
