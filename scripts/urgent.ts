/** `npm run urgent [-- file …]`: how many dangers are heard and how many ordinary sentences raise a false alarm, per table; exits 1 under the thresholds. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { decide, hearUrgent, type Urgent } from '../src/town/urgent.ts'
import { levelsOf, readingOf } from '../src/town/urgent-levels.ts'
import { leaningsOf } from '../src/town/urgent-tone.ts'
import { heldOut, written } from './urgent-learn.ts'

interface Row {
  readonly say: string
  readonly sign: readonly string[]
  readonly late?: boolean
}
interface Goal {
  readonly recall: number
  readonly alarms: number
  /** Whether misses are shown without asking for them. */
  readonly open: boolean
}

const TABLES = new URL('../test/town/tables/', import.meta.url)
const OWN: Goal = { recall: 99, alarms: 1, open: true }
const INDEPENDENT: Goal = { recall: 95, alarms: 5, open: false }
const args = process.argv.slice(2)
const showMisses = args.includes('--misses')
const named = args.filter((a) => !a.startsWith('--'))
const independent = process.env.URGENT_INDEPENDENT ?? new URL('urgent-independent.yaml', TABLES).pathname
const paths = named.length > 0 ? named : [new URL('urgent-own.yaml', TABLES).pathname, independent].filter((p) => existsSync(p))

function rowsOf(path: string): Row[] {
  const read: unknown = parse(readFileSync(path, 'utf8'))
  const list = Array.isArray(read) ? read : Object.values(read as object).find((v) => Array.isArray(v))
  return (list as Record<string, unknown>[]).map((row) => ({
    say: String(row.say),
    sign: [row.sign].flat().map((s) => String(s).replaceAll('_', '-')),
    late: row.late === true,
  }))
}

function report(
  title: string,
  rows: readonly Row[],
  goal: Goal,
  hear: (row: Row, i: number) => Urgent | undefined = (row) => hearUrgent(row.say),
): boolean {
  const heard = rows.map((row, i) => ({ row, urgent: hear(row, i) }))
  const danger = heard.filter(({ row }) => !row.sign.includes('none'))
  const plain = heard.filter(({ row }) => row.sign.includes('none'))
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
  if (goal.open || showMisses) {
    for (const { row, urgent } of danger)
      if (!urgent?.sure) console.log(`    ${urgent ? 'only asked' : 'missed'}: ${row.say} [${row.sign.join(', ')}]`)
    for (const { row, urgent } of alarms) console.log(`    false alarm: ${row.say} [${urgent?.sign}]`)
    if (args.includes('--signs'))
      for (const { row, urgent } of sure)
        if (urgent && !row.sign.includes(urgent.sign))
          console.log(`    sign: ${row.say} [${urgent.sign} instead of ${row.sign.join(', ')}]`)
    if (args.includes('--asked')) for (const { row, urgent } of askedInVain) console.log(`    asked in vain: ${row.say} [${urgent?.sign}]`)
  }
  return percent(sure.length, danger.length) >= goal.recall && (plain.length === 0 || percent(alarms.length, plain.length) <= goal.alarms)
}

/** Learns the tone anew, and tells how well it and the words do on sentences that it did not learn from. */
function learnTone(path: string): void {
  const rows = rowsOf(path).filter((row) => !row.late)
  const examples = rows.map((row) => ({ reading: readingOf(row.say), danger: !row.sign.includes('none'), signs: row.sign }))
  const tones = heldOut(examples)
  const usual = Math.sqrt(tones.reduce((sum, tone) => sum + tone * tone, 0) / tones.length)
  const hear = (row: Row, i: number): Urgent | undefined => {
    const reading = readingOf(row.say)
    return decide(levelsOf(reading), (tones[i] as number) / usual, () => leaningsOf(reading))
  }
  report(`${basename(path)}, tone learned from the other sentences`, rows, { ...OWN, open: false }, hear)
  writeFileSync(new URL('../src/town/urgent-tone.yaml', import.meta.url), written(examples, usual))
  console.log('learned anew; run once more to hear with it')
}

if (args.includes('--learn')) learnTone(paths[0] as string)
else {
  let good = true
  for (const path of paths) {
    const rows = rowsOf(path)
    const goal = basename(path).includes('independent') ? INDEPENDENT : OWN
    const late = rows.filter((row) => row.late)
    good = report(basename(path), rows, goal) && good
    if (late.length > 0 && args.includes('--late')) report(`${basename(path)}, late only`, late, goal)
  }
  process.exitCode = good ? 0 : 1
}
