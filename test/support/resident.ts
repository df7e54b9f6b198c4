/** People of a running town over HTTP: a resident who says something and waits for the answer, one who reports, an officer who enrols. */
import { runCommand } from '../../src/cli/commands.ts'
import type { FeedLine } from '../../src/store/store.ts'
import { findCaseNumbers } from '../../src/town/case-number.ts'
import { type Browser, until } from './demo.ts'
import type { Place } from './store.ts'

/** Everything so far is on the screen. */
const seen = 2 ** 31 - 1
const patienceMs = 60_000
let said = 0

/** Says a line and waits for what the bot says to it. @returns the first line of the bot after it that looks like this */
export async function ask(browser: Browser, text: string, like = /./, files: readonly string[] = []): Promise<string> {
  const id = `q${++said}`
  const answer = await browser.post('/say', { id, text, seen, files })
  if (answer.status !== 202) throw new Error(`not taken (${answer.status}): ${text}`)
  const talk = await browser.live<FeedLine>('/live')
  const found = (): string | undefined => {
    const mine = talk.lines.findIndex((l) => l.ext?.endsWith(id))
    return mine < 0 ? undefined : talk.lines.slice(mine).find((l) => l.from === 'bot' && like.test(l.message.text))?.message.text
  }
  try {
    await until(`an answer like ${like} to: ${text}`, () => found() !== undefined, patienceMs)
    return found() ?? ''
  } finally {
    talk.close()
  }
}

/** What is answered in a report, in the order of the questions. */
export interface Reported {
  readonly what?: string
  readonly name?: string
  readonly phone?: string
}

/** Reports something. @returns the number */
export async function report(
  browser: Browser,
  { what = '邻居把俺家门口的水沟堵了', name = '李大娘', phone = '19900000216' }: Reported = {},
) {
  await ask(browser, what, /受伤/)
  await ask(browser, '没有', /哪个村/)
  await ask(browser, '柳树湾', /称呼/)
  await ask(browser, name, /电话/)
  await ask(browser, phone, /对不对/)
  return findCaseNumbers(await ask(browser, '对', /编号/))[0] ?? ''
}

/** A one-time code for 刘明, as the command line prints it. */
export async function newCode({ dir, options }: Pick<Place, 'dir' | 'options'>): Promise<string> {
  const printed: string[] = []
  const out = (text: string): void => void printed.push(text)
  const environment = { CUNKOU_DATA: dir, DATABASE_URL: options.url }
  if ((await runCommand(['admin-code', 'liuming'], { out, err: out, input: process.stdin, environment })) !== 0)
    throw new Error(printed.join('\n'))
  return printed[0] ?? ''
}

/** Nothing is left to be decided or sent. */
export const atRest = (browser: Browser, withinMs = patienceMs): Promise<void> =>
  until(
    'all is done',
    async () =>
      !/cunkou_rows\{what="(inbox\.new|outbox\.pending|outbox\.sending)"\} [1-9]/.test(await (await browser.get('/metrics')).text()),
    withinMs,
  )
