/** `npm run bench:flood`: how long fifty residents wait for an answer while one person floods, beside how long they wait in quiet; in turns, on the built program. */
import type { FeedLine } from '../src/store/store.ts'
import { startTown } from '../test/page/town.ts'
import { type Browser, openBrowser, until } from '../test/support/demo.ts'

const residents = 50
const rounds = 5
const floodLines = 2_000
const patienceMs = 120_000

/** Milliseconds from saying a line to seeing its answer, each resident on a stream of their own. */
async function waits(url: string, round: string): Promise<readonly number[]> {
  const all: number[] = []
  const one = async (n: number): Promise<void> => {
    const browser = openBrowser(url)
    // The first word makes the session; the one that is measured follows on an open stream.
    await browser.say('', `${round}-${n}-0`, '邻居把俺家门口的水沟堵了')
    const talk = await browser.live<FeedLine>('/live')
    const answers = (): number => talk.lines.filter((l) => l.from === 'bot').length
    await until('the first answer', () => answers() >= 2, patienceMs)
    const before = answers()
    const began = performance.now()
    await browser.post('/say', { id: `${round}-${n}-1`, text: '帮助', seen: 2 ** 31 - 1 })
    while (answers() === before) await new Promise((resolve) => setTimeout(resolve, 2))
    all.push(performance.now() - began)
    talk.close()
  }
  await Promise.all(Array.from({ length: residents }, (_, n) => one(n)))
  return all
}

const pour = (browser: Browser, round: number): Promise<unknown> => {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let n = next++; n < floodLines; n = next++)
      await browser.post('/say', { id: `f${round}-${n}`, text: `第${n}句，他家又占了我家的地` })
  }
  return Promise.all(Array.from({ length: 20 }, lane))
}

const waiting = async (url: string): Promise<number> =>
  Number(/what="inbox\.new"\} (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1])
const p95 = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? 0

const town = await startTown()
const quiet: number[] = []
const flooded: number[] = []
const flooder = openBrowser(town.url)
for (let round = 0; round < rounds; round += 1) {
  quiet.push(...(await waits(town.url, `quiet${round}`)))
  await pour(flooder, round)
  flooded.push(...(await waits(town.url, `flood${round}`)))
  console.log(`round ${round + 1}: ${await waiting(town.url)} lines of the flood still waited when the residents had their answers`)
  await until('the flood is over', async () => (await waiting(town.url)) === 0, patienceMs)
}
await town.stop()
const [still, rough] = [p95(quiet), p95(flooded)]
console.log(
  `p95 of the answer: quiet ${still.toFixed(0)} ms, flooded ${rough.toFixed(0)} ms, ${(rough / still).toFixed(2)} times (goal: 2)`,
)
