/** The town as everybody knows it: villages, offices, who is on duty, whom to tell what. Read from data/town.yaml (see town-file.ts); plain data, never changed while running. */

/** Languages that every text exists in. */
export type Lang = 'zh-CN' | 'en'

export interface Village {
  readonly name: string
  /** What people say for short. */
  readonly also: readonly string[]
  readonly branch: string
  /** Phone of the village office, as people dial it. */
  readonly phone?: string
}

export interface Officer {
  readonly id: string
  readonly name: string
  readonly office: string
  readonly phone?: string
}

export interface Office {
  readonly id: string
  readonly name: string
  readonly phone: string
  /** Codes of kinds.yaml that this office receives first. */
  readonly kinds: readonly string[]
  readonly people: readonly Officer[]
}

/** The matters of face.md §1 that get no card in any group: only the officers named for them are told, in private. */
export const discreetMatters = ['domestic', 'sexual', 'child', 'elder', 'self_harm', 'officials'] as const
export type Discreet = (typeof discreetMatters)[number]

export interface Duty {
  readonly now: string
  readonly deputy?: string
  readonly leader?: string
}

export interface GroupOfTown {
  readonly id: string
  readonly name: string
  /** Set for a village's group, not for the staff's. */
  readonly village?: string
  readonly members?: number
}

export interface Town {
  readonly name: string
  readonly county: string
  readonly centre: string
  readonly phones: { readonly duty: string }
  /** Work days until the first word from staff that a receipt promises. */
  readonly contactDays: number
  readonly villages: readonly Village[]
  readonly offices: readonly Office[]
  /** Nobody enrolled yet is told by the absence of `duty` (then no date is promised). */
  readonly duty?: Duty
  readonly named: Readonly<Partial<Record<Discreet, readonly string[]>>>
  readonly groups: { readonly village: readonly GroupOfTown[]; readonly staff?: GroupOfTown }
}

/** The officer with this id, or undefined. */
export const officerOf = (town: Town, id: string | undefined): Officer | undefined =>
  id === undefined ? undefined : town.offices.flatMap((o) => o.people).find((p) => p.id === id)

/** Who is alarmed first, second and third. The deputy stands in; who took the duty over is not alarmed twice. */
export function watchOf(town: Town, duty: string | undefined): readonly [string | undefined, string | undefined, string | undefined] {
  const deputy = [town.duty?.deputy, town.duty?.now].find((officer) => officer !== undefined && officer !== duty)
  return [duty, deputy, town.duty?.leader]
}

/** Who has the duty for a case: the duty, or where they are accused in it the next of the watch who can be reached. */
export function dutyFor(
  town: Town,
  duty: string | undefined,
  accused: readonly string[],
  reachable: (officer: string) => boolean,
): string | undefined {
  if (duty === undefined || !accused.includes(duty)) return duty
  return watchOf(town, duty).find((officer) => officer !== undefined && !accused.includes(officer) && reachable(officer))
}

/**
 * Who is told of a discreet matter in private; where the town has named nobody, the leader, else who stands in for them, else anybody.
 * @param accused officers who must not hear of it
 */
export function namedFor(town: Town, matter: Discreet, accused: readonly string[]): readonly string[] {
  const { leader, deputy, now } = town.duty ?? {}
  const free = (officers: readonly (string | undefined)[]): readonly string[] =>
    officers.filter((officer) => officer !== undefined).filter((officer) => !accused.includes(officer))
  const named = free(town.named[matter] ?? [])
  if (named.length > 0) return named
  return free([leader, deputy, now, ...town.offices.flatMap((office) => office.people.map(({ id }) => id))]).slice(0, 1)
}

/** The office that receives this kind first; the first office with people where none claims it. */
export function officeFor(town: Town, kind: string | undefined): Office | undefined {
  return (
    town.offices.find((o) => kind !== undefined && o.kinds.includes(kind)) ??
    town.offices.find((o) => o.kinds.includes('other')) ??
    town.offices[0]
  )
}

/** Names of offices and officers, as people say them. */
export const staffNames = (town: Town): readonly string[] => town.offices.flatMap((o) => [o.name, ...o.people.map((p) => p.name)])

export const officeById = (town: Town, id: string): Office | undefined => town.offices.find((o) => o.id === id)

/** The name of an officer's office; '' where the town knows neither. */
export const officeNameOf = (town: Town, officer: Officer | undefined): string =>
  officer === undefined ? '' : (officeById(town, officer.office)?.name ?? '')
