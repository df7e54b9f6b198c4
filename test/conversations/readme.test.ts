/** The README's conversation runs through the real program. */
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { play } from '../support/play.ts'

test('the conversation in the README is what happens', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  return play(/## A conversation\n```\n([\s\S]+?)```/.exec(readme)?.[1] ?? '')
})
