/** Builds the three panels for a pair of eyes and brings every line that comes to its place. */
import type { DemoLine } from '../bot/page-types.ts'
import { createAlarmBar } from './alarm.ts'
import { createCards } from './cards.ts'
import type { Pressed } from './choices.ts'
import type { FileToSend } from './composer.ts'
import type { World } from './demo-world.ts'
import { byId, el } from './dom.ts'
import { type Eyes, sightOf } from './eyes.ts'
import { createPanel, type Panel, type PanelRoom } from './panel.ts'
import type { SendState, Unsent } from './queue.ts'
import { createRoomView, type RoomOptions, type RoomView } from './room-view.ts'
import { createTabs } from './tabs.ts'
import { say } from './words.ts'

export type Sender = (as: string, group: string | undefined, what: Pressed, file?: FileToSend) => void

export interface Panels {
  put(line: DemoLine): void
  sending(line: Unsent, state: SendState, why?: string): void
  room(id: string): RoomView | undefined
  look(at: 'group' | 'private' | 'staff' | 'desk'): void
  /** `out` of every line of the bot on the screen, by room. */
  shown(): Readonly<Record<string, readonly number[]>>
}

export function buildPanels(world: World, eyes: Eyes, send: Sender, resend: () => void): Panels {
  const sight = sightOf(eyes)
  const nameOf = (id: string): string => world.data.people.find((p) => p.id === id)?.name ?? id
  const me = eyes === 'all' ? undefined : world.who(eyes)
  const tabs = createTabs([say('tabGroup'), world.who(sight.phone).name, say('tabStaff')])
  const group = (id: string) => world.data.rooms.find((r) => r.id === id)
  const groupTitle = (id: string): string => {
    const found = group(id)
    return found?.members === undefined ? (found?.name ?? '') : say('groupOf', { name: found.name, n: found.members })
  }
  const common = { nameOf, now: world.now, resend, follow: () => {} }
  const view = (options: Omit<RoomOptions, keyof typeof common | 'send'> & { follow?: () => void }): RoomView =>
    createRoomView({ ...common, ...options, send: (as, what, file) => send(as, options.group ? options.room : undefined, what, file) })

  // --- the village group ---
  let villageRooms: PanelRoom[] = []
  if (sight.village) {
    const speakers = me === undefined ? [world.who('resident'), world.who('neighbour')] : [me]
    const room = view({
      room: world.village,
      group: true,
      label: say('logGroup'),
      speakers,
      placeholder: (name) => say('fieldAs', { name }),
      replies: true,
      follow: () => {
        tabs.show('private')
        privateView.composer.field.focus()
      },
    })
    villageRooms = [{ view: room, title: groupTitle(world.village), note: say('noteGroup') }]
  }

  // --- one person's phone ---
  const owner = world.who(sight.phone)
  const privateView = view({
    room: world.privateRoom(owner.id),
    group: false,
    label: say('logPrivate', { name: owner.name }),
    speakers: [owner],
    placeholder: () => say('field'),
    nothing: say('nothingYet', { name: owner.name }),
  })

  // --- the staff ---
  const duty = me ?? world.who('duty')
  const cards = createCards({
    now: world.now,
    claim: (no) => send(duty.id, world.staff, { text: say('claimWords', { no }) }),
    listen: (no) => {
      send(duty.id, undefined, { text: say('listenWords', { no }) })
      look('desk')
    },
  })
  const headline = el('p', { class: 'headline', text: cards.headline() })
  const alarm = createAlarmBar(world.now, (room, no, choice) => {
    send(
      duty.id,
      room === world.staff ? room : undefined,
      choice === undefined ? { text: `看到了 ${no}` } : { text: choice.label, press: choice.press },
    )
  })
  const staffRooms: PanelRoom[] = []
  if (sight.staff) {
    const officers = [world.who('duty'), world.who('second'), world.who('leader')].filter((p) => p.id !== 'nobody')
    const room = view({
      room: world.staff,
      group: true,
      label: say('logStaff'),
      speakers: me === undefined ? officers : [me],
      placeholder: () => say('fieldStaff'),
      view: (line) => (line.message.card === undefined ? undefined : cards.view(line.message.card)),
    })
    staffRooms.push({ view: room, title: groupTitle(world.staff), note: say('noteStaff'), tab: say('tabRoom') })
  }
  if (sight.desk !== undefined) {
    const officer = world.who(sight.desk)
    const room = view({
      room: world.privateRoom(officer.id),
      group: false,
      label: say('logPrivate', { name: officer.name }),
      speakers: [officer],
      placeholder: () => say('fieldDesk'),
      nothing: say('nothingDesk', { name: officer.name }),
    })
    staffRooms.push({
      view: room,
      title: say('phoneOf', { name: officer.name }),
      note: say('notePrivate', { name: officer.name }),
      tab: say('tabDesk', { name: officer.name }),
    })
  }

  const name = me?.name ?? ''
  const panels: { group: Panel; private: Panel; staff: Panel } = {
    group: createPanel({
      root: byId('panel-group'),
      rooms: villageRooms,
      ...(sight.village ? {} : { closed: { title: say('closedGroup', { name }), why: say('closedGroupWhy') } }),
    }),
    private: createPanel({
      root: byId('panel-private'),
      rooms: [{ view: privateView, title: say('phoneOf', { name: owner.name }), note: say('notePrivate', { name: owner.name }) }],
    }),
    staff: createPanel({
      root: byId('panel-staff'),
      rooms: staffRooms,
      between: [headline, alarm.element],
      ...(sight.staff ? {} : { closed: { title: say('closedStaff', { name }), why: say('closedStaffWhy') } }),
    }),
  }
  const all = Object.entries(panels) as ['group' | 'private' | 'staff', Panel][]
  const where = (room: string) => all.find(([, panel]) => panel.rooms.some((r) => r.view.room === room))
  const viewOf = (room: string): RoomView | undefined => where(room)?.[1].rooms.find((r) => r.view.room === room)?.view

  const look = (at: 'group' | 'private' | 'staff' | 'desk'): void => {
    tabs.show(at === 'desk' ? 'staff' : at)
    if (at === 'staff') panels.staff.rooms.length > 0 && panels.staff.show(0)
    if (at === 'desk' && panels.staff.rooms.length > 1) panels.staff.show(1)
  }
  return {
    room: viewOf,
    look,
    shown: () => Object.fromEntries(all.flatMap(([, panel]) => panel.rooms.map(({ view: room }) => [room.room, room.shown()]))),
    put: (line) => {
      alarm.heard(line)
      const place = where(line.room)
      if (place === undefined) return
      viewOf(line.room)?.put(line)
      if (line.line.message.card !== undefined) headline.textContent = cards.headline()
      place[1].came(line.room)
      tabs.came(place[0])
    },
    sending: (line, state, why) => viewOf(line.body.group ?? world.privateRoom(line.as ?? ''))?.sending(line, state, why),
  }
}
