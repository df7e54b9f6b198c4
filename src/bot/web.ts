/** The web channel: the village page. Lines are kept in the database; a send is done when the page can read it from there. */
import type { Channel, Incoming } from './channel.ts'

export interface Web extends Channel {
  /** Hands a line of the page to the bot; resolves once it is on disk. */
  say(message: Incoming): Promise<void>
  /** Calls back whenever there may be something new in these rooms (`person:<id>`, `group:<id>` of this network), until stopped; a last time, with `over`, when the channel stops. */
  watch(rooms: readonly string[], look: Look): () => void
  /** There may be something new in this room. */
  poke(room: string): void
}

export type Look = (over?: 'over') => void

export const webAccount = 'page'
export const roomOf = (to: { readonly person?: string; readonly group?: string }): string =>
  to.group === undefined ? `person:${to.person ?? ''}` : `group:${to.group}`

export function openWeb(): Web {
  const watchers = new Map<string, Set<Look>>()
  let receive: ((messages: readonly Incoming[]) => Promise<void>) | undefined
  return {
    name: 'web',
    start: async (hear) => {
      receive = hear
    },
    say: async (message) => {
      if (receive === undefined) throw new Error('the web channel is not started')
      await receive([message])
      watchers.get(roomOf(message.group === undefined ? { person: message.from } : { group: message.group }))?.forEach((look) => {
        look()
      })
    },
    // Files of the page are in the store before the line that names them.
    file: () => Promise.reject(new Error('files of the page are stored by the page')),
    send: async (_to, _message, id) => ({ remote: String(id) }),
    watch: (rooms, look) => {
      for (const room of rooms) {
        const set = watchers.get(room) ?? new Set()
        watchers.set(room, set.add(look))
      }
      return () => {
        for (const room of rooms) {
          const set = watchers.get(room)
          set?.delete(look)
          if (set?.size === 0) watchers.delete(room)
        }
      }
    },
    poke: (room) => {
      watchers.get(room)?.forEach((look) => {
        look()
      })
    },
    stop: async () => {
      receive = undefined
      for (const look of new Set([...watchers.values()].flatMap((set) => [...set]))) look('over')
    },
  }
}
