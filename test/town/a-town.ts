/** The demo town, as tests of this room need it. */
import { readFileSync } from 'node:fs'
import { readTown } from '../../src/town/town-file.ts'

export const aTownText = readFileSync(new URL('../../src/demo/qinghewan.yaml', import.meta.url), 'utf8')
export const aTown = readTown(aTownText, 'qinghewan.yaml')
