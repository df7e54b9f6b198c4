/** admin-code: a one-time code with which a named officer enrols; shown once, only its hash is kept. */
import { randomBytes } from 'node:crypto'
import { readSettings } from '../config.ts'
import { isCode } from '../store/enrolment.ts'
import type { Officer, Town } from '../town/town.ts'
import { readArguments } from './arguments.ts'
import { carryOut } from './ask.ts'
import { CannotDo, type Command } from './place.ts'
import { townHere } from './town-here.ts'

/** Crockford's: no I, L, O, U, so that a code can be read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
function makeCode(): string {
  const code = [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return isCode(code) ? code : makeCode()
}

export const adminCode: Command = {
  name: 'admin-code',
  use: '<officer>',
  zh: '给一个人（代号或名字）一次性的管理员登记码',
  en: 'a one-time code that enrols an officer (id or name) as administrator',
  run: async (args, place) => {
    const { words } = readArguments(args, 1, 1)
    const settings = readSettings(place.environment)
    const town = townHere(settings)
    const officer = officerCalled(words[0] ?? '', town)
    const code = makeCode()
    await carryOut(settings, town, { command: 'admin-code', args: { code, officer: officer.id } })
    place.out(`${code.slice(0, 4)}-${code.slice(4)}`)
    place.out(`${officer.name}（${officer.id}）的管理员登记码，24小时内用一次，只显示这一遍。让本人私下发给村口，别发在群里。`)
    place.out(
      `Code for ${officer.name} (${officer.id}): works once, within 24 hours, and is shown only now. They send it to the bot in private, never in a group.`,
    )
    return 0
  },
}

function officerCalled(said: string, town: Town): Officer {
  const people = town.offices.flatMap((o) => o.people)
  const found = people.find((p) => p.id === said || p.name === said)
  if (found !== undefined) return found
  const list = people.map((p) => `${p.id} ${p.name}`).join('、')
  throw new CannotDo(`town.yaml 里没有“${said}”。 / Not in town.yaml; there are: ${list}`)
}
