/** Plays the story through the real program: says, waits for what comes back, never shows anything itself. */
import { story } from './story.ts'
import type { Act, Step } from './story-acts.ts'
import { answering } from './story-answers.ts'
import type { Stage } from './story-stage.ts'
import { either, say } from './words.ts'

export interface Player {
  /** Plays on to the end, or stops where it is. */
  toggle(): void
  halt(): void
  next(): void
  jump(step: number): void
  /** A fresh world, and nothing played. @returns whether it came */
  reset(): Promise<boolean>
  /** `done`: steps wholly played; `at`: the step begun last. */
  readonly state: { readonly playing: boolean; readonly done: number; readonly at: number }
}

export interface PlayerOptions {
  /** The world may be another after a restart. */
  readonly stage: () => Stage
  readonly done: number
  readonly changed: () => void
  /** A fresh world; the story begins anew. */
  readonly restart: () => Promise<boolean>
}

class NotCome extends Error {}
class Halted extends Error {}

export function createPlayer({ stage: stageNow, done, changed, restart }: PlayerOptions): Player {
  const state = { playing: false, done, at: Math.min(done, story.length - 1) }
  let run = 0
  let fast = false
  let hurry = false
  /** The last step of this run. */
  let target = 0

  const nap = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const check = (mine: number): void => {
    if (mine !== run) throw new Halted()
  }

  async function waitFor(mine: number, seconds: number, test: () => boolean): Promise<void> {
    const end = Date.now() + seconds * 1000
    while (!test()) {
      check(mine)
      if (Date.now() > end) throw new NotCome()
      await stageNow().next(200)
    }
    check(mine)
  }

  async function rest(mine: number, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000
    while (!fast && !hurry && Date.now() < end) {
      check(mine)
      await nap(80)
    }
  }

  async function play(step: number, mine: number): Promise<void> {
    const stage = stageNow()
    state.at = step
    changed()
    // What a reload found done already is passed over without a pause.
    const { acts } = story[step] as Step
    let old = acts.some((act, index) => act.do !== 'caption' && stage.known(stage.id(step, index)))
    for (const [index, act] of acts.entries()) {
      check(mine)
      const id = stage.id(step, index)
      if (old && ('name' in act || act.do === 'say') && !stage.known(id)) old = false
      if (act.do === 'cut' || act.do === 'answer' || act.do === 'who') old = false
      await perform(act, id, mine, stage, !fast && !hurry && !old)
      if (act.do === 'rest' && !old) await rest(mine, act.seconds)
      if (act.do === 'wait') {
        await waitFor(mine, act.within ?? 8, () => act.until(stage.tale))
        // The bot often says two or three lines; nobody answers before the last of them.
        await stage.quiet(400)
      }
    }
    state.done = Math.max(state.done, step + 1)
    hurry = false
    changed()
  }

  async function perform(act: Act, id: string, mine: number, stage: Stage, slow: boolean): Promise<void> {
    const saidOnce = async (send: () => Promise<void>): Promise<void> => {
      if (!stage.known(id)) await send()
      check(mine)
    }
    const acknowledged = (): Promise<void> => waitFor(mine, 12, () => stage.known(id))
    switch (act.do) {
      case 'caption':
        return stage.caption(either(act.text))
      case 'look':
        return stage.look(act.at)
      case 'say':
        await saidOnce(() => stage.say({ id, as: act.as, ...(act.in === undefined ? {} : { in: act.in }), text: either(act.text) }, slow))
        return act.soon === true ? undefined : acknowledged()
      case 'voice':
        await saidOnce(() => stage.voice(id, act.as, act.seconds))
        return acknowledged()
      case 'claim':
        await saidOnce(() => stage.say({ id, as: act.as, in: 'staff', text: say('claimWords', { no: stage.tale.no ?? '' }) }, slow))
        return acknowledged()
      case 'seen':
        // The visitor may have pressed it.
        if (stage.tale.alarm !== 'sent') return
        await saidOnce(() => stage.seeAlarm(id, act.as))
        return acknowledged()
      case 'answer':
        return answering(act, id, stage, {
          waitFor: (seconds, test) => waitFor(mine, seconds, test),
          rest: (seconds) => rest(mine, seconds),
          slow,
        })
      case 'hurry':
        return fast || hurry ? stage.clock(act.minutes) : undefined
      case 'cut':
        return stage.cut(id)
      case 'count':
        await waitFor(mine, 20, () => stage.settled())
        return stage.count()
      case 'who':
        return stage.who()
      case 'end':
        return fast ? undefined : stage.end()
      default:
        return
    }
  }

  /** Plays up to `to`: fast before it, at its own pace from `slowFrom` on. */
  function begin(to: number, slowFrom: number): void {
    run += 1
    const mine = run
    target = to
    state.playing = true
    hurry = false
    changed()
    void (async () => {
      try {
        for (let step = Math.min(state.done, to); step <= target; step += 1) {
          fast = step < slowFrom
          await play(step, mine)
        }
      } catch (error) {
        if (mine !== run || error instanceof Halted) return
        // Perhaps the visitor has taken the matter elsewhere: the next step may still do.
        state.done = Math.max(state.done, state.at + 1)
        stageNow().caption(say('notCome'))
      } finally {
        if (mine === run) {
          state.playing = false
          fast = false
          changed()
        }
      }
    })()
  }
  const reset = async (): Promise<boolean> => {
    halt()
    if (!(await restart())) return false
    state.done = 0
    state.at = 0
    changed()
    return true
  }
  const afresh = async (then: () => void): Promise<void> => {
    if (await reset()) then()
  }
  const halt = (): void => {
    run += 1
    state.playing = false
    fast = false
    hurry = false
    changed()
  }
  const last = story.length - 1
  /** A story that begins, begins in a world where nobody has said anything else. */
  const from = (then: () => void): void => void (state.done === 0 && stageNow().byHand() ? afresh(then) : then())
  return {
    toggle: () => {
      if (state.playing) halt()
      else if (state.done > last) void afresh(() => begin(last, 0))
      else from(() => begin(last, 0))
    },
    state,
    halt,
    reset,
    next: () => {
      if (state.playing) {
        hurry = true
        target = Math.min(last, Math.max(target, state.at + 1))
      } else if (state.done > last) stageNow().end()
      else from(() => begin(state.done, state.done))
    },
    jump: (step) => {
      if (step < state.done) void afresh(() => begin(step, step))
      else from(() => begin(step, step))
    },
  }
}
