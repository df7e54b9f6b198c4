/** The demo's little world as the page sees it: who is there, which rooms, what time it is. */
import type { CountBody, Counted, DemoWorld, SeenBy } from '../bot/page-types.ts'
import { within } from './keep.ts'

/** The parts in the story. */
export type Part = 'resident' | 'neighbour' | 'duty' | 'second' | 'leader' | 'secretary'
type Persona = DemoWorld['people'][number]

export interface World {
  readonly data: DemoWorld
  /** Ids of the village group and of the staff's. */
  readonly village: string
  readonly staff: string
  who(part: Part): Persona
  /** The part a persona plays, if one. */
  partOf(id: string): Part | undefined
  /** A person's private chat with the bot. */
  privateRoom(id: string): string
  now(): number
  /** The clock of the world was moved. */
  moved(minutes: number): void
}

const anybody: Persona = { id: 'nobody', name: '', role: 'resident' }

/** Names the story calls for; where a world has others, the order of the list decides. */
const wanted: Readonly<Record<Part, { readonly name: string; readonly role: Persona['role']; readonly nth: number }>> = {
  resident: { name: '李大娘', role: 'resident', nth: 0 },
  neighbour: { name: '王二婶', role: 'neighbour', nth: 0 },
  duty: { name: '刘明', role: 'officer', nth: 0 },
  second: { name: '', role: 'officer', nth: 1 },
  leader: { name: '', role: 'officer', nth: 2 },
  secretary: { name: '', role: 'secretary', nth: 0 },
}

export async function loadWorld(): Promise<World> {
  const answer = await fetch('/demo/world', { credentials: 'same-origin', signal: within(8000) })
  if (!answer.ok) throw new Error('no world')
  const data = (await answer.json()) as DemoWorld
  let ahead = data.now - Date.now()
  const groups = data.rooms.filter((r) => r.kind === 'group')
  const staff = groups.find((r) => r.id === 'g-duty') ?? groups.find((r) => r.name.includes('值班')) ?? groups[groups.length - 1]
  const village = groups.find((r) => r !== staff)
  const who = (part: Part): Persona => {
    const { name, role, nth } = wanted[part]
    const same = data.people.filter((p) => p.role === role)
    const named = same.find((p) => p.name === name)
    // 刘明 may stand anywhere in the list; the others are taken in order around him.
    const rest = part === 'second' || part === 'leader' ? same.filter((p) => p.name !== wanted.duty.name) : same
    return named ?? rest[part === 'second' ? 0 : part === 'leader' ? 1 : nth] ?? anybody
  }
  return {
    data,
    village: village?.id ?? '',
    staff: staff?.id ?? '',
    who,
    partOf: (id) => (Object.keys(wanted) as Part[]).find((part) => who(part).id === id),
    privateRoom: (id) => id,
    now: () => Date.now() + ahead,
    moved: (minutes) => {
      ahead += minutes * 60_000
    },
  }
}

async function post(path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    signal: within(8000),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  if (!answer.ok) throw new Error(`${path} ${answer.status}`)
  return answer
}

export const restartWorld = (): Promise<unknown> => post('/demo/restart')
export const moveClock = (minutes: number): Promise<unknown> => post('/demo/clock', { minutes })
export const cutPower = (): Promise<unknown> => post('/demo/cut')
export const countLines = async (body: CountBody): Promise<Counted> => (await post('/demo/count', body)).json() as Promise<Counted>

export async function whoSaw(no: string): Promise<SeenBy> {
  const answer = await fetch(`/demo/seen?${new URLSearchParams({ no })}`, { credentials: 'same-origin', signal: within(8000) })
  if (!answer.ok) throw new Error('no answer')
  return (await answer.json()) as SeenBy
}

/** Whether the world answers at this moment. */
export const isUp = (): Promise<boolean> =>
  fetch('/demo/world', { credentials: 'same-origin', signal: within(1500) }).then(
    (answer) => answer.ok,
    () => false,
  )

/** The world may just be starting, or coming back: asks until it answers, and says so when that takes long. */
export async function again<T>(ask: () => Promise<T>, slow: () => void): Promise<T> {
  for (let wait = 200; ; wait = Math.min(wait * 2, 3000)) {
    try {
      return await ask()
    } catch {
      if (wait > 400) slow()
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
