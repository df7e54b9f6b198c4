/** Where a program lies: the first of these names, each a path or looked up on the PATH, that can be run. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = names.flatMap((name) => (name.includes('/') ? [name] : folders.map((folder) => join(folder, name))))
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
