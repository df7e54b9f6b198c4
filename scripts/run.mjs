/** Runs a built program, the first argument, in this same process, so that arguments and signals reach it; builds first what is stale. */
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale, orStop } from './build.mjs'

const [node, , file = '', ...args] = process.argv
const program = resolve(dirname(import.meta.dirname), file)
orStop(buildIfStale)
process.argv = [node ?? process.execPath, program, ...args]
await import(pathToFileURL(program).href)
