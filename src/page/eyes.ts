/** Whose eyes the demo looks with: all three sides at once, or what one person may see and no more. */

import { openBox } from './boxes.ts'
import type { Part, World } from './demo-world.ts'
import { button, el } from './dom.ts'
import { say } from './words.ts'

export type Eyes = Part | 'all'

export interface Sight {
  /** In the village group. */
  readonly village: boolean
  /** In the staff group. */
  readonly staff: boolean
  /** Whose private chat stands in the middle. */
  readonly phone: Part
  /** Whose private chat lies behind the staff group. */
  readonly desk: Part | undefined
}

export function sightOf(eyes: Eyes): Sight {
  if (eyes === 'all') return { village: true, staff: true, phone: 'resident', desk: 'duty' }
  const officer = eyes === 'duty' || eyes === 'second' || eyes === 'leader'
  return { village: !officer, staff: officer, phone: eyes, desk: undefined }
}

/** The panel these eyes look at first. */
export const frontOf = (eyes: Eyes): 'group' | 'private' | 'staff' =>
  eyes === 'resident' ? 'private' : sightOf(eyes).village ? 'group' : 'staff'

/** The rooms the server is asked for: nothing that these eyes may not see comes over the wire at all. */
export function roomsOf(eyes: Eyes, world: World): string[] {
  const sight = sightOf(eyes)
  const mine = (part: Part): string => world.privateRoom(world.who(part).id)
  const others: Part[] = eyes === 'all' ? ['duty', 'second'] : []
  return [...(sight.village ? [world.village] : []), mine(sight.phone), ...(sight.staff ? [world.staff] : []), ...others.map(mine)]
}

const notes = {
  resident: 'eyesResident',
  neighbour: 'eyesNeighbour',
  duty: 'eyesDuty',
  second: 'eyesSecond',
  leader: 'eyesLeader',
  secretary: 'eyesSecretary',
} as const

export function chooseEyes(world: World, now: Eyes, chosen: (eyes: Eyes) => void): void {
  const parts = (Object.keys(notes) as Part[]).filter((part) => world.who(part).id !== 'nobody')
  openBox(say('eyesTitle'), (close) => {
    const way = (eyes: Eyes, name: string, note: string): HTMLElement => {
      const press = button('', 'eye', () => {
        close()
        chosen(eyes)
      })
      press.append(el('strong', { text: name }), el('span', { class: 'soft', text: note }))
      press.setAttribute('aria-pressed', String(eyes === now))
      return press
    }
    return [
      el(
        'div',
        { class: 'eye-list' },
        way('all', say('eyesAll'), say('eyesAllNote')),
        ...parts.map((part) => {
          const { name, office } = world.who(part)
          const note = say(notes[part])
          return way(part, name, office === undefined || office === note ? note : `${office}·${note}`)
        }),
      ),
    ]
  })
}
