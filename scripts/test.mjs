/** `npm test`: builds, lends the tests a PostgreSQL and a Chromium, runs them (the pure rooms in a second time zone too) and names what was skipped. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { buildIfStale, orStop } from './build.mjs'
import { findProgram } from './find-program.mjs'
import { startPostgres } from './throwaway-postgres.mjs'

const root = dirname(import.meta.dirname)
const args = process.argv.slice(2)
const skipped = []
const total = { passed: 0, failed: 0, skipped: 0 }

let running
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true
    running?.kill(signal)
  })
}

/** Runs vitest once, adds what it counted to the total, and answers its exit code. */
async function vitest(label, env, ...more) {
  const dir = mkdtempSync(join(tmpdir(), 'cunkou-test-'))
  const report = join(dir, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  running = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...more], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const code = await new Promise((resolve) => running.once('exit', (status) => resolve(status ?? 1)))
  if (existsSync(report)) count(label, JSON.parse(readFileSync(report, 'utf8')))
  rmSync(dir, { recursive: true, force: true })
  return code
}

function count(label, report) {
  for (const file of report.testResults) {
    const name = relative(root, file.name)
    const fileItself = file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
    if (fileItself) total.failed += 1 // it did not load, or a hook of it failed
    for (const test of file.assertionResults) {
      if (test.status === 'passed') total.passed += 1
      else if (test.status === 'failed') total.failed += 1
      else {
        total.skipped += 1
        skipped.push(`${name}: ${test.fullName}${label}`)
      }
    }
  }
}

orStop(buildIfStale)
const env = { ...process.env }
const postgres = await startPostgres()
let code = 1
try {
  if (postgres.url) env.CUNKOU_TEST_PG = postgres.url
  else skipped.push(`everything on PostgreSQL: ${postgres.missing}`)
  const chromium = findProgram([process.env.CHROMIUM, '/usr/bin/chromium', 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean))
  if (chromium) env.CUNKOU_TEST_CHROMIUM = chromium
  else skipped.push('everything in the browser: no Chromium found: apt-get install chromium, or name one in CHROMIUM')
  if (!interrupted) code = await vitest('', env, ...args)
  if (args.length > 0) skipped.push('the second time zone: only the tests named on the command line were run')
  else if (!interrupted) {
    const again = { ...env, TZ: 'America/New_York' }
    code = (await vitest(' (America/New_York)', again, '--passWithNoTests', 'test/town', 'test/flows')) || code
  }
} finally {
  await postgres.stop?.()
}

if (interrupted) {
  console.log('\nInterrupted before the end.')
  code ||= 130
}
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  - ${line}`).join('\n')}`)
if (skipped.length > 0 && process.env.CUNKOU_TEST_ALL === '1') {
  console.log('CUNKOU_TEST_ALL=1: nothing may be skipped.')
  code ||= 1
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = code
