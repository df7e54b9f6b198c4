/** What a person takes back or forbids: that the other side is spoken to (别找他谈了), or that they are named (别说我名字). Source: ours, 2026-11-25, after face.md §1. */
import { clausesOf, countSigns, fold } from './text.ts'

/** Keys of the two questions that this answers with no. */
export type Forbidden = 'mayCall' | 'mayName'

const polite =
  /^(?:那就|那你们|那|就|请|麻烦|千万|可千万|可|求求|求|但是|但|不过|只是|我说|俺说|我看|俺看|我想|算了|我|俺|你们|您们|您|你|先|也|还是|以后|please |pls |well |no |ok )+/u
const not = '(?:别再|别|甭|莫|勿|不要再|不要|不许|不准|不用|不必|先别|先不|不想让你们|不让你们|不同意|不愿意让你们|不愿意)'
const them =
  '(?:他们?|她们?|人家|那家人?|那一?家|那人|那边|对方|对家|对门|邻居|隔壁|老板|包工头|婆家|娘家|亲家|(?:俺|我)(?:家)?(?:男人|老公|丈夫|媳妇|老婆|儿子|儿媳|婆婆|公公|哥|弟|兄弟|姐|妹))'
const after = '(?:了|啦|吧|呗|哈|啊|家|去|谈|说|讲|唠|问|聊|核实|对质|调解|打电话|电话|上门|话|一声|这事|这个事|这件事)*'
const call = new RegExp(
  `^(?:你们|您)?${not}(?:再)?(?:去|来|打电话|上门)?(?:给|跟|和|同|向|找|联系|通知|告诉|问|惊动|叫|喊|见|联络|理)${them}${after}$`,
  'u',
)
const name = new RegExp(
  `^(?:你们|您)?${not}(?:再)?(?:跟${them}|和${them}|对${them}|给${them}|告诉${them}|让${them}知道)?(?:(?:说|提|讲|透露|报|露|写|泄露|暴露)(?:出|起|到|了)?)?(?:是)?(?:我|俺)(?:的)?(?:名字|姓名|名|姓|是谁|身份|说的|反映的|告的|讲的|报的|反映|告)?(?:了|啦|吧|呗|哈|啊)*$`,
  'u',
)
const inEnglish: readonly (readonly [RegExp, Forbidden])[] = [
  [
    /^(?:do not|dont|never|stop) (?:contact|contacting|call|calling|phone|see|visit|talk to|talking to|speak to|speak with|talk with|tell|ask|approach) (?:him|her|them|the other side|my neighbou?r|the neighbou?rs?)(?: (?:any ?more|again|please))*$/,
    'mayCall',
  ],
  [
    /^(?:do not|dont|never) (?:say|mention|use|give|tell them|tell him|tell her) (?:my name|it was me|who i am|me)(?: .{0,12})?$/,
    'mayName',
  ],
  [/^(?:keep me|i want to stay|let me stay|keep it) anonymous(?: please)?$/, 'mayName'],
]

/** More than a short sentence is a story, and 「村长说别找他了」 tells of something. */
const longest = 24

/**
 * What a short message forbids; each part between signs is read by itself.
 * @returns the keys, each once; empty where nothing is forbidden
 */
export function readForbidden(text: string): readonly Forbidden[] {
  const said = fold(text).replace(/['’]/g, '')
  const english = !/\p{Script=Han}/u.test(said)
  if (countSigns(said) > (english ? longest * 3 : longest)) return []
  return [...new Set(clausesOf(text).flatMap((clause) => forbiddenIn(clause) ?? forbiddenIn(clause.replace(polite, '')) ?? []))]
}

function forbiddenIn(clause: string): Forbidden | undefined {
  if (name.test(clause)) return 'mayName'
  if (call.test(clause)) return 'mayCall'
  return inEnglish.find(([pattern]) => pattern.test(clause))?.[1]
}
