/** Who is in the made-up town: the villagers who speak, the village secretary and the officers; and which groups each belongs to. */
import type { DemoWorld } from '../bot/page-types.ts'
import type { Town } from '../town/town.ts'

export interface Persona {
  readonly id: string
  readonly name: string
  readonly role: DemoWorld['people'][number]['role']
  readonly office?: string
  /** Id on the web channel. */
  readonly link: string
  /** Groups they belong to, by id. */
  readonly groups: readonly string[]
}

/** A villager as the town's file lists them. */
export interface Resident {
  readonly id: string
  readonly name: string
  readonly village: string
}

export interface People {
  readonly all: readonly Persona[]
  find(id: string | undefined): Persona | undefined
  /** Whether this person may see the room: their own private chat, and the groups they belong to. */
  maySee(one: Persona, room: string): boolean
}

/** @param secretary the village secretary of the first resident's village: in the village's group, but enrolled for nothing */
export function peopleOf(
  town: Town,
  residents: readonly Resident[],
  secretary: { readonly name: string; readonly office: string },
): People {
  const groupOf = (village: string | undefined): readonly string[] =>
    town.groups.village.filter((g) => g.village === village).map((g) => g.id)
  const villagers = residents.map(
    ({ id, name, village }, i): Persona => ({ id, name, role: i === 0 ? 'resident' : 'neighbour', link: id, groups: groupOf(village) }),
  )
  const head: Persona = { id: 'secretary', ...secretary, role: 'secretary', link: 'secretary', groups: groupOf(residents[0]?.village) }
  const staffGroup = town.groups.staff === undefined ? [] : [town.groups.staff.id]
  const officers = town.offices.flatMap((office) =>
    office.people.map(
      (one): Persona => ({ id: one.id, name: one.name, role: 'officer', office: office.name, link: `p-${one.id}`, groups: staffGroup }),
    ),
  )
  // Those of the story stand first: who is on duty, the deputy, the leader.
  const watch = [town.duty?.now, town.duty?.deputy, town.duty?.leader]
  const rank = (one: Persona): number => (watch.includes(one.id) ? watch.indexOf(one.id) : watch.length)
  const all = [...villagers, head, ...officers.sort((a, b) => rank(a) - rank(b))]
  const byId = new Map(all.map((one) => [one.id, one]))
  return {
    all,
    find: (id) => (id === undefined ? undefined : byId.get(id)),
    maySee: (one, room) => room === one.id || one.groups.includes(room),
  }
}
