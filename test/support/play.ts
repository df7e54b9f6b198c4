/** Plays a conversation through the real program and compares every line of the bot with the script (house.md §7). */
import { readOrder } from '../../src/bot/staff/orders.ts'
import { webAccount } from '../../src/bot/web.ts'
import { readSaid } from '../../src/cli/play-lines.ts'
import { findCaseNumbers, sayNumber } from '../../src/town/case-number.ts'
import { addressed } from '../../src/town/in-group.ts'
import type { Town } from '../../src/town/town.ts'
import { peopleOf } from './people.ts'
import { fits, type Line, readScript, type Step, written } from './script.ts'
import { openWorld, type Sent, type Setting, type World } from './world.ts'

/**
 * Plays the script in a fresh town: the officers of 清河湾镇 are enrolled under their names, 刘明 has the duty, the clock stands but for （过…）.
 * Rooms that the script never names are not looked at: a resident's talk need not show the cards of the staff's group.
 * @param after looks at the world when the script is over
 * @throws Error with the whole conversation and the line that came otherwise
 */
export async function play(script: string, setting: Setting = {}, after: (world: World) => Promise<void> = async () => {}): Promise<void> {
  const lines = readScript(script)
  const world = await openWorld(setting)
  let at = 0
  try {
    const player = makePlayer(lines, world)
    for (; at < lines.length; at++) await player.take((lines[at] as Line).step)
    player.noneLeft()
    await after(world)
  } catch (error) {
    const went = [...lines, { written: '(end)' }].map((line, i) =>
      i === at ? `✗ ${line.written}\n    ${(error as Error).message}` : `  ${line.written}`,
    )
    const failure = new Error(`the conversation went another way\n\n${went.join('\n')}`, error instanceof Other ? {} : { cause: error })
    Error.captureStackTrace(failure, play)
    throw failure
  } finally {
    await world.close()
  }
}

/** Something else than the script says. */
class Other extends Error {}

function makePlayer(lines: readonly Line[], world: World) {
  const rooms = new Map<string, Sent[]>()
  const people = peopleOf(world)
  let spoke = ''
  let told: string | undefined
  for (const { step } of lines) {
    const name = step.is === 'says' ? (step.group ?? step.who) : 'room' in step ? step.room : undefined
    if (name !== undefined) rooms.set(roomOf(name, world.town), [])
  }

  /** {编号} is the number last told, {编号:李大爷} that of their newest case. */
  async function filled(text: string): Promise<string> {
    let whole = text
    for (const [mark, who] of text.matchAll(/\{编号(?::([^}]+))?\}/g)) {
      const person = who === undefined ? undefined : await world.store.personOf('web', webAccount, who)
      const no = person === undefined ? told : (await world.store.casesOf(person))[0]?.no
      if (no === undefined) throw new Other('no number was given yet')
      whole = whole.replace(mark, sayNumber(no))
    }
    return whole
  }

  async function say({ who, group, text }: Extract<Step, { is: 'says' }>): Promise<void> {
    const room = roomOf(group ?? who, world.town)
    spoke = room
    const said = readSaid(await filled(text))
    const meant = group === undefined ? said.text : meantForBot(said.text, group === '值班群')
    if (meant === undefined) return
    const press = said.press === undefined ? {} : { press: pressOf(room, said.press) }
    const { files, edit, early } = said
    await people.say(who, { text: meant, files, edit, early, ...press, ...(group === undefined ? {} : { group: room }) })
  }

  /** The newest choice with this label in a room. */
  function pressOf(room: string, label: string): string {
    const choices = world.sent.filter((s) => s.room === room).flatMap((s) => s.message.choices ?? [])
    const found = choices.findLast((c) => c.label === label)
    if (found === undefined) throw new Other(`there is nothing to press called “${label}”`)
    return found.press
  }

  /** What was sent since goes into its room. */
  function collect(): void {
    for (const line of people.look()) {
      rooms.get(line.room)?.push(line)
      told = line.message.number ?? findCaseNumbers(line.message.text).at(-1) ?? told
    }
  }

  function compare(room: string, text: string): void {
    const came = rooms.get(room)?.shift()
    if (came === undefined || !fits(text, came.message)) throw new Other(`came: ${came === undefined ? 'nothing' : written(came.message)}`)
  }

  /** Everything the bot said must stand in the script. */
  function noneLeft(only?: string): void {
    const left = [...rooms].flatMap(([room, sent]) => (only === undefined || only === room ? sent : []))
    if (left.length > 0)
      throw new Error(
        `came before this and is not in the script:${left.map((l) => `\n      村口→${l.room}：${written(l.message)}`).join('')}`,
      )
  }

  async function take(step: Step): Promise<void> {
    if (step.is === 'bot') return compare(step.room === undefined ? spoke : roomOf(step.room, world.town), await filled(step.text))
    if (step.is === 'silence') return noneLeft(step.room === undefined ? undefined : roomOf(step.room, world.town))
    noneLeft()
    if (step.is === 'wait') await world.move(step.ms)
    else if (step.is === 'until') await world.moveTo(step.minute)
    else await say(step)
    await world.idle()
    collect()
  }
  return { take, noneLeft }
}

/** A person's name, 值班群, or 柳树湾群. */
function roomOf(name: string, { groups }: Town): string {
  if (!name.endsWith('群')) return name
  const group = name === '值班群' ? groups.staff : groups.village.find((g) => `${g.village}群` === name)
  if (group === undefined) throw new Error(`the town has no group ${name}`)
  return group.id
}

/** What a network hands on from a group: only what is said to the bot. */
function meantForBot(text: string, isStaff: boolean): string | undefined {
  const heard = addressed(text, ['村口'])
  if (isStaff && heard.by !== 'name') return readOrder(text) === undefined ? undefined : text
  return heard.is && heard.by !== 'staff' ? heard.rest : undefined
}
