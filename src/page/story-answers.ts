/** How the story answers the bot's questions: it reads the newest open question and presses or types what fits. */
import type { FeedLine } from '../bot/page-types.ts'
import type { Act, Rule } from './story-acts.ts'
import type { Stage } from './story-stage.ts'
import { either } from './words.ts'

type Answer = Extract<Act, { do: 'answer' }>
interface Hands {
  readonly waitFor: (seconds: number, test: () => boolean) => Promise<void>
  readonly rest: (seconds: number) => Promise<void>
  readonly slow: boolean
}
/** More questions than this are not in the story. */
const most = 14

interface Reply {
  readonly text: string
  readonly press?: string
}

/** Skipping, for a question that no rule knows. */
const skip = /跳过|不说|不留|skip|leave/i
const never = /改|取消|转人工|change|cancel/i

export async function answering(act: Answer, id: string, stage: Stage, hands: Hands): Promise<void> {
  let answered = 0
  for (let replies = 0; !act.until(stage.tale); replies += 1) {
    // A talk that goes round in circles is let go like one that does not answer.
    if (replies > most) return hands.waitFor(0, () => false)
    const before = answered
    await hands.waitFor(8, () => act.until(stage.tale) || fresh(stage.tale.open(act.as), before) !== undefined)
    if (act.until(stage.tale)) return
    // Several lines of one turn come one after the other; the question is the last of them.
    await hands.rest(1.2)
    await stage.quiet(400)
    if (act.until(stage.tale)) return
    const open = stage.tale.open(act.as).filter((l) => (l.out ?? 0) > before)
    const reply =
      byRule(open, act.rules) ?? (await otherwise(hands, () => stage.tale.open(act.as).filter((l) => (l.out ?? 0) > before), act))
    answered = Math.max(before, ...stage.tale.open(act.as).map((l) => l.out ?? 0))
    if (reply === undefined) continue
    const mine = `${id}-${answered}`
    if (!stage.known(mine)) await stage.say({ id: mine, as: act.as, ...reply }, hands.slow && reply.press === undefined)
    await hands.waitFor(12, () => stage.known(mine))
  }
}

const fresh = (open: readonly FeedLine[], before: number): FeedLine | undefined => open.find((l) => (l.out ?? 0) > before)

function byRule(open: readonly FeedLine[], rules: readonly Rule[]): Reply | undefined {
  for (const line of [...open].reverse()) {
    const rule = rules.find((r) => r.asked.test(line.message.text) && !(r.but?.test(line.message.text) ?? false))
    if (rule === undefined) continue
    const choice = rule.press === undefined ? undefined : line.message.choices?.find((c) => rule.press?.test(c.label))
    if (choice !== undefined) return { text: choice.label, press: choice.press }
    if (rule.type !== undefined) return { text: either(rule.type) }
  }
  return undefined
}

/** No rule fits: wait a little for another line, then take the way on that costs least. */
async function otherwise(hands: Hands, open: () => readonly FeedLine[], act: Answer): Promise<Reply | undefined> {
  const count = open().length
  const late = Date.now() + 3000
  await hands.waitFor(4, () => open().length > count || Date.now() > late)
  const known = byRule(open(), act.rules)
  if (known !== undefined) return known
  const choices = [...open()].reverse().find((l) => l.message.choices !== undefined)?.message.choices ?? []
  const choice = choices.find((c) => skip.test(c.label)) ?? choices.find((c) => !never.test(c.label))
  return choice === undefined ? undefined : { text: choice.label, press: choice.press }
}
