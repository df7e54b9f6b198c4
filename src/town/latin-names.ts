/** Hears names and handles in Latin letters: Tom Smith, Mrs Wang, 微信号zhao8899. */
import { fold } from './meaning/text.ts'
import { readFacts } from './yaml.ts'

const facts = readFacts<Readonly<Record<'given' | 'nobody', string>>>(new URL('./latin-names.yaml', import.meta.url))
const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
const [given, nobody] = [setOf(facts.given), setOf(facts.nobody)]

const pinyin =
  'wang|li|zhang|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|gao|lin|he|guo|ma|luo|liang|song|zheng|xie|han|tang|feng|yu|dong|xiao|cheng|cao|yuan|deng|fu|shen|zeng|peng|lu|su|jiang|cai|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong|jin|hao|kong|bai|cui|qiu|qin|gu|hou|shao|meng|long|duan|qian'
/** Mrs Wang, Uncle Li, Old Zhao, in any case of letters. */
const titled: readonly RegExp[] = [
  new RegExp(
    `\\b(?:mr|mrs|ms|miss|uncle|aunt|auntie|granny|grandma|grandpa|old|lao|xiao|secretary|director|doctor|dr)\\.? (?!he\\b|long\\b|song\\b|fan\\b)(?:${pinyin})\\b`,
  ),
  /\b(?:mr|mrs|ms|dr)\.? [a-z]{2,}/,
]

const app = '(?:微信|威信|v信|wechat|weixin|vx|wx|qq|扣扣|抖音|快手|telegram|whatsapp|facebook|instagram|tiktok)'
/** Where somebody can be found on another network. */
const handles: readonly RegExp[] = [
  new RegExp(
    `${app}(?: ?(?:号码?|账号|id|number|name))?(?: ?(?:是|叫|为|加|is))?[\\s\\p{P}]*(?![\\d.,]+ ?[元块万])(?=[a-z_-]*\\d|[a-z\\d-]*_)[a-z0-9][a-z0-9_-]{4,}`,
    'u',
  ),
  new RegExp(`${app} ?(?:号码?|账号|id)[\\s\\p{P}是]*[a-z][a-z0-9_-]{4,}`, 'u'),
  /@[a-z0-9_]{4,}/,
  /[\w.+-]+@[\w-]+\.[a-z]{2,}/,
]

const word = '[A-Z][a-z]+'
const pair = new RegExp(`\\b(?<one>${word})(?= (?<next>${word}))`, 'g')
/** Inside a sentence, or behind 找, 跟, 叫 …, where a capital is no beginning. */
const inside = new RegExp(`(?:(?<=\\b[a-z]+,? )|[叫找是给跟和让问请喊替被由]\\s*)(?<one>${word})\\b(?! (?<next>${word}))`, 'g')
const speaks = new RegExp(
  `\\b(?<one>${word}) (?:said|says|agreed|agrees|owes|refused|refuses|admits|admitted|signed|promised|promises)\\b`,
  'g',
)

/** @param text as typed, without what may be said */
export function namesInLatin(text: string): boolean {
  const said = text.normalize('NFKC').replace(/\s+/g, ' ')
  const folded = fold(said)
  if ([...titled, ...handles].some((pattern) => pattern.test(folded))) return true
  if ([...said.matchAll(/(?<![A-Za-z])[A-Z][a-z]+(?![A-Za-z])/g)].some(([one]) => given.has(one))) return true
  return [pair, inside, speaks].some((pattern) =>
    [...said.matchAll(pattern)].some(({ groups }) => !nobody.has(groups?.one ?? '') && !nobody.has(groups?.next ?? '')),
  )
}
