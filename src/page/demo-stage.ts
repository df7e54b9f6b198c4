/** The story's hands: it writes into the real fields, sends through the real queue and reads what really came. */
import type { Counted } from '../bot/page-types.ts'
import { closeBoxes, showEnd, showSeen } from './boxes.ts'
import type { Panels } from './demo-panels.ts'
import type { Wire } from './demo-wire.ts'
import { countLines, cutPower, isUp, moveClock, type World, whoSaw } from './demo-world.ts'
import { keep, kept } from './keep.ts'
import { actId, createTale, isByHand, type Stage } from './story-stage.ts'
import { hum } from './tone.ts'
import { say } from './words.ts'

export interface StageOptions {
  readonly world: World
  readonly wire: Wire
  readonly panels: () => Panels
  readonly caption: (text: string) => void
  readonly worldKey: () => string
  readonly chooseEyes: () => void
}

/** What the bot sent just now may still be on its way to the page: only what stays missing is missing. */
async function again(count: () => Promise<Counted>): Promise<Counted> {
  for (let left = 3; ; left -= 1) {
    const counted = await count()
    if (counted.missing === 0 || left === 0) return counted
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
}

export function createStage(o: StageOptions): Stage {
  const { world, wire } = o
  const { feed, acknowledged } = wire
  const tale = createTale(world, feed, o.worldKey)
  const known = (id: string): boolean => acknowledged.has(id) || feed.has(id)
  return {
    tale,
    known,
    byHand: () => feed.all().some(isByHand),
    id: (step, act) => actId(o.worldKey(), step, act),
    say: async ({ id, as, in: place, text, press }, slowly) => {
      const person = world.who(as)
      const group = place === 'village' ? world.village : place === 'staff' ? world.staff : undefined
      const room = o.panels().room(group ?? world.privateRoom(person.id))
      room?.speakAs(person.id)
      if (slowly) await room?.write(text)
      wire.send(id, person.id, group, press === undefined ? { text } : { text, press })
    },
    voice: async (id, as, seconds) => {
      wire.send(id, world.who(as).id, undefined, { text: '' }, { kind: 'voice', blob: hum(seconds), type: 'audio/wav', seconds })
    },
    seeAlarm: async (id, as) => {
      const line = [...feed.all()].reverse().find((l) => l.line.message.alarm?.state === 'sent')
      const choice = line?.line.message.choices?.find((c) => /看到|seen|see it/i.test(c.label))
      const group = line?.room === world.staff ? world.staff : undefined
      wire.send(id, world.who(as).id, group, choice === undefined ? { text: '看到了' } : { text: choice.label, press: choice.press })
    },
    next: feed.next,
    quiet: async (ms) => {
      for (let before = -1; before !== feed.all().length; ) {
        before = feed.all().length
        await new Promise((resolve) => setTimeout(resolve, ms))
      }
    },
    settled: () => wire.queue.unsent().length === 0 && wire.connected(),
    caption: o.caption,
    look: (at) => {
      closeBoxes()
      o.panels().look(at)
    },
    clock: async (minutes) => {
      await moveClock(minutes)
      world.moved(minutes)
    },
    cut: async (id) => {
      // A reload in the middle does not cut again.
      if (kept('demo.cut', '') === id) return
      keep('demo.cut', id)
      await cutPower()
      wire.power(false)
      // The next thing the story does falls into the dark; the light is watched beside it.
      void (async () => {
        await new Promise((resolve) => setTimeout(resolve, 300))
        while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, 250))
        wire.power(true)
      })()
    },
    count: async () => {
      const counted = await again(() => countLines({ ids: acknowledged.all(), shown: o.panels().shown() }))
      o.caption(say('counted', { ...counted }))
    },
    who: async () => {
      const { no } = tale
      if (no !== undefined) showSeen(no, await whoSaw(no))
    },
    end: () => showEnd(o.chooseEyes),
  }
}
