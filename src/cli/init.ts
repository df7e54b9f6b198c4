/** init: lays down a commented data/town.yaml to fill in; never overwrites one. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readSettings } from '../config.ts'
import { writeTownTemplate } from '../town/town-file.ts'
import { readArguments } from './arguments.ts'
import { CannotDo, type Command } from './place.ts'

export const init: Command = {
  name: 'init',
  use: '[folder]',
  zh: '在数据文件夹里写一份 town.yaml，照着里面的话填',
  en: 'writes a town.yaml to fill in, into the data folder',
  run: async (args, place) => {
    const { words } = readArguments(args, 0, 1)
    const folder = words[0] === undefined ? readSettings(place.environment).data : resolve(words[0])
    const file = join(folder, 'town.yaml')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, writeTownTemplate(), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      throw new CannotDo(`已经有 ${file} 了，没动它。 / ${file} is there already and was left as it is.`)
    }
    place.out(`写好了 ${file}。照里面的话填上，再运行：npm run cunkou -- check`)
    place.out(`Wrote ${file}. Fill it in as it says, then run: npm run cunkou -- check`)
    return 0
  },
}
