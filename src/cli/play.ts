/** play: a conversation in the terminal, without a database; at the end it is printed as a test. */
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { book } from '../flows/book.ts'
import type { Lang } from '../town/town.ts'
import { readArguments } from './arguments.ts'
import { type Command, Misused, type Place } from './place.ts'
import { asTest, expected, readSaid, type Said, sayChoices } from './play-lines.ts'
import { type Played, rehearse } from './rehearsal.ts'
import { madeUpTown } from './town-here.ts'

export const play: Command = {
  name: 'play',
  use: `[${Object.keys(book).join('|')}] [--lang en]`,
  zh: '在这儿试一段对话，不存不发；/test 把它写成测试',
  en: 'plays a conversation here, nothing is stored or sent; /test prints it as a test',
  run: async (args, place) => {
    const { words, options } = readArguments(args, 0, 1, ['lang'])
    const flow = book[words[0] ?? 'report-dispute']
    if (flow === undefined || !['zh-CN', 'en', undefined].includes(options.lang)) throw new Misused('')
    const lang: Lang = options.lang === 'en' ? 'en' : 'zh-CN'
    const flows = fileURLToPath(new URL('../flows', import.meta.url))
    const rehearsal = rehearse({ town: madeUpTown(), flows, lang, clock: Date.now })
    const script: string[] =
      lang === 'en' ? [`${person}：/lang en`, `${bot}：${expected(rehearsal.words().one('common.language'), undefined)}`] : []
    await talk(place, script, rehearsal.begin(flow), rehearsal.hear)
    return 0
  },
}

const [person, bot] = ['李大爷', '村口']

/** Reads line after line until the input ends. */
async function talk(place: Place, script: string[], first: Played, hear: (said: Said) => Played): Promise<void> {
  const typing = place.input.isTTY === true
  const lines = createInterface({ input: place.input, ...(typing ? { output: process.stdout, prompt: `${person}：` } : {}) })
  const show = (played: Played): void => {
    if (played.said !== undefined) {
      // Who types sees the line already.
      if (!typing || played === first) place.out(`${person}：${played.said}`)
      script.push(`${person}：${played.said}`)
    }
    for (const line of played.lines) {
      place.out(`${bot}：${line.text}${line.choices === undefined ? '' : ` ${sayChoices(line.choices)}`}`)
      script.push(`${bot}：${expected(line.text, played.number)}`)
    }
    for (const done of played.done) place.out(`  · ${done}`)
    if (typing && played.over) place.out('  · 没有说到一半的事；Ctrl-D 结束。 / Nothing is open; end with Ctrl-D.')
  }
  show(first)
  lines.prompt()
  for await (const line of lines) {
    if (line.trim() === '/test') place.out(asTest(script))
    else if (line.trim() !== '') show({ ...hear(readSaid(line)), said: line })
    lines.prompt()
  }
  place.out(`\n${asTest(script)}`)
}
