/** Persons and the links they are known by: found by a blind index, made where new; call it inside a transaction. */
import { count } from './counts.ts'
import { showFeed } from './feed.ts'
import { homesOf, leaveHome, linksByBlind, makeHome, moveLink, putLinks, putPersons, releaseHeld, setHome } from './hot/inbox.ts'
import type { Inside } from './inside.ts'
import { theTown } from './keyring.ts'
import { learnKeys } from './learn.ts'
import { heldFor } from './write.ts'

export interface LinkName {
  readonly channel: string
  readonly account: string
  readonly ext: string
}

export interface FoundLink {
  readonly id: number
  readonly person: number
}

export const linkKey = (l: LinkName): string => JSON.stringify([l.channel, l.account, l.ext])

/** The link of each name, by linkKey. A name never seen makes a link and a person. */
export async function findLinks(s: Inside, names: readonly LinkName[], now: number): Promise<ReadonlyMap<string, FoundLink>> {
  const found = new Map<string, FoundLink>()
  const unknown = new Map<string, { key: string; name: LinkName }>()
  for (const name of names) {
    const key = linkKey(name)
    const known = s.links.get(key)
    if (known !== undefined) found.set(key, known)
    else if (!found.has(key)) unknown.set(s.ring.blind(name.channel, name.account, name.ext), { key, name })
  }
  if (unknown.size === 0) return found
  for (const row of await s.engine.writer.all(linksByBlind, { blinds: [...unknown.keys()] })) {
    const key = unknown.get(row.blind)?.key ?? ''
    unknown.delete(row.blind)
    found.set(key, { id: row.id, person: row.person })
    s.links.set(key, { id: row.id, person: row.person })
    if (row.home_link !== null) s.homes.set(row.person, row.home_link)
  }
  const made = [...unknown].map(([blind, { key, name }]) => ({
    blind,
    key,
    name,
    link: { id: s.ids.next('link'), person: s.ids.next('person') },
  }))
  const persons = made.map(({ link }) => ({ id: link.person, data_key: s.ring.newKey(link.person), made_at: now }))
  await s.engine.writer.each(putPersons, persons)
  await s.engine.writer.each(
    putLinks,
    made.map(({ blind, name, link }) => ({
      id: link.id,
      channel: name.channel,
      account: name.account,
      blind,
      ext: s.ring.seal(theTown, name.ext, ['link', 'ext', link.id]),
      person: link.person,
      made_at: now,
    })),
  )
  await count(s, { 'person.known': made.length })
  for (const { key, link } of made) found.set(key, link)
  for (const { id, data_key } of persons) s.ring.learn(id, data_key)
  s.afterCommit.push(() => {
    for (const { key, link } of made) s.links.set(key, link)
  })
  return found
}

/** Answers go where the person last wrote in private; what was held for want of a way goes now. */
export async function settleHomes(s: Inside, links: Iterable<FoundLink>, now: number): Promise<void> {
  const moved = new Map([...links].filter(({ id, person }) => s.homes.get(person) !== id).map((l) => [l.person, l.id]))
  if (moved.size === 0) return
  await s.engine.writer.each(
    setHome,
    [...moved].map(([id, link]) => ({ id, link })),
  )
  await s.engine.writer.each(
    releaseHeld,
    [...moved.keys()].map((id) => ({ id, since: now - heldFor })),
  )
  // The database has the last word on which link is home: a message that came twice moves nothing.
  const homes = await s.engine.writer.all(homesOf, { ids: [...moved.keys()] })
  s.afterCommit.push(() => {
    for (const { id, home_link } of homes) if (home_link !== null) s.homes.set(id, home_link)
    if (homes.some(({ id }) => s.watch?.staff.has(id))) s.watch = undefined
  })
}

/**
 * From now on this link is that person's, and their answers go there; whom it belonged to before keeps what they said, and is no
 * longer answered there.
 * @throws Error if there is no such person
 */
export async function joinLink(s: Inside, name: LinkName, person: number, now: number): Promise<void> {
  const key = linkKey(name)
  const link = (await findLinks(s, [name], now)).get(key)
  if (link === undefined || link.person === person) return
  await learnKeys(s.engine.writer, s.ring, [person])
  await s.engine.writer.run(leaveHome, { link: link.id })
  await s.engine.writer.run(moveLink, { link: link.id, person })
  await s.engine.writer.run(makeHome, { link: link.id, person })
  await s.engine.writer.each(releaseHeld, [{ id: person, since: now - heldFor }])
  // Cleared was another browser; whoever proves it is theirs sees the talk again.
  await showFeed(s, person)
  // What still waits for the one before has no way to go.
  s.afterCommit.push(() => {
    s.links.set(key, { id: link.id, person })
    s.homes.delete(link.person)
    s.homes.set(person, link.id)
    s.watch = undefined
  })
}
