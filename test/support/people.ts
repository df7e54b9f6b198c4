/** People in the test's hand: they say, press, edit and send pictures through the page; what stands on each screen is remembered. */
import { webAccount } from '../../src/bot/web.ts'
import type { MadeUpFile } from '../../src/cli/play-lines.ts'
import { openWorld, type Sent, type Setting, type World } from './world.ts'

export interface Saying {
  readonly text?: string
  readonly files?: readonly MadeUpFile[]
  /** Id of the group where it is said; else in private. */
  readonly group?: string
  readonly press?: string
  /** The words change those of the person's last line. */
  readonly edit?: boolean
  /** Said before the bot's last words were on the screen. */
  readonly early?: boolean
}

export interface People {
  /** Hands a line to the bot; it is stored, not yet answered. */
  say(who: string, saying: Saying): Promise<void>
  /** What was sent since the last look; what a person was sent is on their screen now. */
  look(): readonly Sent[]
  /** Says it and waits until all is answered. @returns what everybody was sent */
  hear(who: string, saying: Saying): Promise<readonly Sent[]>
}

export function peopleOf(world: World): People {
  /** By person: newest line of ours on their screen, the one before they last spoke, and the ext of what they last said. */
  const [seen, before, last] = [new Map<string, number>(), new Map<string, number>(), new Map<string, string>()]
  let [count, taken] = [0, 0]

  async function say(who: string, { text = '', files = [], group, press, edit, early }: Saying): Promise<void> {
    const sight = (early === true ? before : seen).get(who) ?? 0
    const ext = `${who}:${++count}`
    const edits = edit === true ? { edits: last.get(who) ?? '' } : {}
    if (early !== true) before.set(who, sight)
    last.set(who, ext)
    const kept = await Promise.all(files.map((file) => world.keepFile(who, file)))
    await world.web.say({
      channel: 'web',
      account: webAccount,
      ext,
      from: who,
      text,
      files: kept,
      at: world.clock(),
      ...(group === undefined ? { seen: sight } : { group }),
      ...(press === undefined ? {} : { press }),
      ...edits,
    })
  }

  function look(): readonly Sent[] {
    const fresh = world.sent.slice(taken)
    for (const { room, id } of fresh) seen.set(room, Math.max(id, seen.get(room) ?? 0))
    taken = world.sent.length
    return fresh
  }

  return {
    say,
    look,
    hear: async (who, saying) => {
      await say(who, saying)
      await world.idle()
      return look()
    },
  }
}

/** A fresh town with people in it; closed afterwards, also when the body fails. */
export async function inTown<T>(setting: Setting, body: (world: World, people: People) => Promise<T>): Promise<T> {
  const world = await openWorld(setting)
  try {
    return await body(world, peopleOf(world))
  } finally {
    await world.close()
  }
}
