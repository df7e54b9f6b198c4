#!/usr/bin/env node
/** The command line: `npm run cunkou -- <command>`. */
import { runCommand } from './commands.ts'

// Whoever reads may stop reading (| head).
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  input: process.stdin,
})
