/** The conversations in the READMEs run through the real program. */
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { play } from '../support/play.ts'

test.each([
  ['README.md', 'A conversation'],
  ['README.zh-CN.md', '一段对话'],
])('the conversation in %s is what happens', (file, title) => {
  const readme = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  const script = new RegExp(`## ${title}\\n\`\`\`\\n([\\s\\S]+?)\`\`\``).exec(readme)?.[1]
  if (script === undefined) throw new Error(`${file} has no conversation`)
  return play(script)
})
