/** The alarm bar of the staff: counts the seconds until somebody says that they have seen it. */
import type { Choice, DemoLine } from '../bot/page-types.ts'
import { alertTo } from './announce.ts'
import { button, el } from './dom.ts'
import { say, spaced } from './words.ts'

type Alarm = NonNullable<DemoLine['line']['message']['alarm']>

export interface AlarmBar {
  readonly element: HTMLElement
  heard(line: DemoLine): void
  clear(): void
}

/** `seen` says it in the room where the alarm came, with the number of the case. */
export function createAlarmBar(now: () => number, seen: (room: string, no: string, choice: Choice | undefined) => void): AlarmBar {
  const text = el('p', { class: 'alarm-text' })
  const press = button(say('alarmPress'), 'alarm-press', () => {
    const one = waiting()
    if (one !== undefined) seen(one.room, one.alarm.no, one.choice)
  })
  const element = el('div', { class: 'alarm on-ink' }, text, press)
  element.hidden = true
  const alarms = new Map<string, { alarm: Alarm; room: string; choice: Choice | undefined; seenAt?: number }>()
  const waiting = () => [...alarms.values()].find((a) => a.alarm.state === 'sent')

  const show = (): void => {
    const open = waiting()
    const lately = [...alarms.values()].find((a) => a.alarm.state === 'seen' && a.seenAt !== undefined && now() - a.seenAt < 15_000)
    element.hidden = open === undefined && lately === undefined
    press.hidden = open === undefined
    element.classList.toggle('calm', open === undefined)
    const seconds = (until: number, since: number): number => Math.max(0, Math.round((until - since) / 1000))
    if (open !== undefined) text.textContent = say('alarmOpen', { no: spaced(open.alarm.no), n: seconds(now(), open.alarm.since) })
    else if (lately !== undefined)
      text.textContent = say('alarmSeen', { no: spaced(lately.alarm.no), n: seconds(lately.seenAt ?? 0, lately.alarm.since) })
  }
  setInterval(show, 500)

  return {
    element,
    heard: ({ line, room }) => {
      const { alarm } = line.message
      if (alarm === undefined) return
      const before = alarms.get(alarm.no)
      // Danger again in the same matter is another alarm; of one, states only move on, in whatever order two rooms bring them.
      if (
        before !== undefined &&
        (alarm.since < before.alarm.since || (alarm.since === before.alarm.since && rank(alarm) < rank(before.alarm)))
      )
        return
      const isNew = before === undefined || before.alarm.since < alarm.since
      if (isNew && alarm.state === 'sent') alertTo(line.message.text)
      const choice = line.message.choices?.find((c) => /看到|seen|see it/i.test(c.label)) ?? before?.choice
      alarms.set(alarm.no, {
        alarm,
        room: before?.room ?? room,
        choice,
        ...(alarm.state === 'sent' ? {} : { seenAt: (isNew ? undefined : before.seenAt) ?? line.at }),
      })
      show()
    },
    clear: () => {
      alarms.clear()
      show()
    },
  }
}

const rank = (alarm: Alarm): number => ['sent', 'seen', 'called'].indexOf(alarm.state)
