/** `npm run urgent [-- file …]`: how many dangers are heard and how many ordinary sentences raise a false alarm, per table; exits 1 under the goals. `-- --totals` shows no misses, for whoever mends the table; `-- --learn` learns the tone anew from danger-own.yaml. */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { decide, hearUrgent, type Urgent } from '../src/town/danger/hear.ts'
import { read } from '../src/town/danger/reading.ts'
import { heldOut, learn, written } from './urgent-learn.ts'

interface Row {
  readonly say: string
  /** The signs that would be right; empty: no danger. */
  readonly sign: readonly string[]
}
interface Goal {
  readonly recall: number
  readonly alarms: number
}

const TABLES = new URL('../test/town/tables/', import.meta.url)
const OWN: Goal = { recall: 99, alarms: 1 }
const INDEPENDENT: Goal = { recall: 95, alarms: 5 }
const args = process.argv.slice(2)
const named = args.filter((arg) => !arg.startsWith('--'))
const paths = named.length > 0 ? named : ['danger-own.yaml', 'danger-independent.yaml'].map((name) => new URL(name, TABLES).pathname)

const rowsOf = (path: string): Row[] => parse(readFileSync(path, 'utf8')) as Row[]

/** Prints the figures and, unless told otherwise, the misses. @returns whether the goal is reached */
function report(title: string, rows: readonly Row[], goal: Goal, hear: (row: Row, i: number) => Urgent | undefined): boolean {
  const heard = rows.map((row, i) => ({ row, urgent: hear(row, i) }))
  const danger = heard.filter(({ row }) => row.sign.length > 0)
  const plain = heard.filter(({ row }) => row.sign.length === 0)
  const sure = danger.filter(({ urgent }) => urgent?.sure)
  const asked = danger.filter(({ urgent }) => urgent)
  const right = sure.filter(({ row, urgent }) => urgent && row.sign.includes(urgent.sign))
  const alarms = plain.filter(({ urgent }) => urgent?.sure)
  const askedInVain = plain.filter(({ urgent }) => urgent && !urgent.sure)
  const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole)
  const say = (label: string, part: number, whole: number): string => `${label} ${part}/${whole} (${percent(part, whole).toFixed(1)} %)`
  console.log(`${title}: ${rows.length} sentences`)
  console.log(
    `  ${say('recall', sure.length, danger.length)}, ${say('at least asked', asked.length, danger.length)}, ${say('sign among the right ones', right.length, sure.length)}`,
  )
  console.log(`  ${say('false alarms', alarms.length, plain.length)}, ${say('asked in vain', askedInVain.length, plain.length)}`)
  if (!args.includes('--totals') && !args.includes('--learn')) {
    for (const { row, urgent } of danger)
      if (!urgent?.sure) console.log(`    ${urgent ? 'only asked' : 'missed'}: ${row.say} [${row.sign.join(', ')}]`)
    for (const { row, urgent } of alarms) console.log(`    false alarm: ${row.say} [${urgent?.sign}]`)
  }
  return percent(sure.length, danger.length) >= goal.recall && percent(alarms.length, plain.length) <= goal.alarms
}

if (args.includes('--learn')) {
  const rows = rowsOf(paths[0] as string)
  const examples = rows.map(({ say, sign }) => ({ units: read(say), signs: sign }))
  writeFileSync(new URL('../src/town/danger/tone.yaml', import.meta.url), written(learn(examples)))
  const tones = heldOut(examples)
  report(`${basename(paths[0] as string)}, each heard by ears that learned from the others`, rows, OWN, (_, i) =>
    decide(tones[i] as (typeof tones)[number]),
  )
  console.log('learned anew; run once more to hear with it')
} else {
  const reached = paths.map((path) =>
    report(basename(path), rowsOf(path), basename(path).includes('independent') ? INDEPENDENT : OWN, (row) => hearUrgent(row.say)),
  )
  process.exitCode = reached.every(Boolean) ? 0 : 1
}
