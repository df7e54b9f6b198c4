/** Before every test file: a console.error fails the test that caused it, unless the test expects it with a spy of its own. */
import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'

let errors: string[] = []
console.error = (...args: unknown[]) => {
  errors.push(format(...args))
}

function noErrors(): void {
  const seen = errors
  errors = []
  if (seen.length > 0) throw new Error(`console.error was called:\n${seen.join('\n')}`)
}

afterEach(noErrors)
afterAll(noErrors)
