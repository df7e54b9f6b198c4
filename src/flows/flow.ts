/** A flow is a list of what is told and asked; walking it over the stored answers finds the first gap. */
import type { Sign } from '../town/danger/hear.ts'
import type { About, Answers, Heard, Json } from './talk.ts'

/** What a question makes of a message. */
export type Reading<V> =
  | { readonly is: 'answer'; readonly value: V }
  /** Several fit: ask which. */
  | { readonly is: 'between'; readonly values: readonly V[] }
  /** Not an answer but part of what happened: kept, and the question asked again. */
  | { readonly is: 'story' }
  | { readonly is: 'miss' }

export interface Question<V extends Json> {
  /** Values on offer, in the order of their numbers; how they are called stands in the words under `<key>.choices`. */
  readonly choices?: (answers: Answers, about: About) => readonly V[]
  /** May be left out with 跳过 (told in the words). */
  readonly skippable: boolean
  /** Files (voice, photos) count as an answer. */
  readonly takesFiles: boolean
  /** @param called how a value on offer is called in the words */
  read(heard: Heard, about: About, offered: readonly Json[] | undefined, called: (value: Json) => string): Reading<V>
  /** What is kept when two tries were not understood, so that the talk goes on while a human is called. */
  giveUp(heard: Heard): V | null
  /** How a choice that is not in the words is called (a village, a case number). */
  label?(value: V, about: About): string
  /** Fills {names} in the question's text. */
  values?(answers: Answers, about: About): Readonly<Record<string, string>>
}

export type Step =
  | { readonly do: 'say'; readonly key: string; readonly when: When }
  | {
      readonly do: 'ask'
      readonly key: string
      readonly question: Question<Json>
      readonly when: When
      /** An answer that is known without asking. */
      readonly known: (answers: Answers, about: About) => Json | undefined
      readonly was: string | undefined
    }
  | { readonly do: 'alarm'; readonly key: string; readonly sign: Sign; readonly when: When }
  | { readonly do: 'open'; readonly key: string; readonly question: Question<Json>; readonly when: When }

type When = (answers: Answers) => boolean
const always: When = () => true

export interface Flow {
  readonly name: string
  readonly steps: readonly Step[]
  /** Key of the question that takes what happened; words said between the questions join it. */
  readonly storyKey: string
  /** Short fingerprint of the questions: a talk begun with another one is told that questions changed. */
  readonly version: string
}

type Asked<A, K extends string, V> = A & { readonly [key in K]?: V | null }

/** Builds a flow; the types follow the chain, so that a condition sees only answers to earlier questions. */
export interface Building<A> {
  /** Something told once, when it is reached. */
  say(key: string, when?: (a: A) => boolean): Building<A>
  ask<K extends string, V extends Json>(
    key: K,
    question: Question<V>,
    more?: { readonly when?: (a: A) => boolean; readonly known?: (a: A, about: About) => V | undefined; readonly was?: string },
  ): Building<Asked<A, K, V>>
  /** The duty is alarmed, once, when this is reached and the condition holds. */
  alarm(sign: Sign, when: (a: A) => boolean): Building<A>
  /** Reads back (unless the condition says not to), then the case gets its number; what is asked later is added to the case. */
  open(question: Question<'right' | 'wrong'>, when?: (a: A) => boolean): Building<A>
  end(): Flow
}

/** Answers every flow may see: what the turn itself keeps. */
export interface Kept {
  /** Sign of danger heard in this talk. */
  readonly urgent?: string
}

/** Begins a flow. @param storyKey key of the question that takes what happened */
export function flow(name: string, storyKey: string): Building<Kept> {
  const steps: Step[] = []
  const building: Building<never> = {
    say(key, when = always as never) {
      steps.push({ do: 'say', key, when: when as When })
      return building
    },
    ask(key, question, more = {}) {
      steps.push({
        do: 'ask',
        key,
        question: question as unknown as Question<Json>,
        when: (more.when ?? always) as When,
        known: (more.known ?? (() => undefined)) as (answers: Answers, about: About) => Json | undefined,
        was: more.was,
      })
      return building as never
    },
    alarm(sign, when) {
      steps.push({ do: 'alarm', key: `alarm-${sign}`, sign, when: when as When })
      return building
    },
    open(question, when = always as never) {
      steps.push({ do: 'open', key: 'readBack', question: question as unknown as Question<Json>, when: when as When })
      return building
    },
    end: () => ({ name, steps, storyKey, version: steps.map((s) => s.key).join(' ') }),
  }
  return building as unknown as Building<Kept>
}

/** Answers with renamed keys carried over (`was:`). */
export function carryOver(flow: Flow, answers: Answers): Answers {
  let carried = answers
  for (const step of flow.steps) {
    if (step.do !== 'ask' || step.was === undefined || !(step.was in carried) || step.key in carried) continue
    const { [step.was]: value, ...rest } = carried
    carried = { ...rest, [step.key]: value as Json }
  }
  return carried
}

/** Questions of the flow that stand answered, in the order of the flow. */
export const answered = (flow: Flow, answers: Answers): readonly (Step & { do: 'ask' })[] =>
  flow.steps.filter((s): s is Step & { do: 'ask' } => s.do === 'ask' && s.key in answers && s.when(answers))
