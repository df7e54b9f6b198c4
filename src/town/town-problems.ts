/** Says in Chinese and English what is wrong in a town's file and what would be right. */
import type { z } from 'zod'
import { kindCodes } from './kinds.ts'
import type { YamlFault, YamlWithLines } from './yaml.ts'

export interface Problem {
  /** From 1. */
  readonly line: number
  readonly zh: string
  readonly en: string
}

/** The one of `all` that was probably meant: at most two letters off, and no other as near. */
export function likest(said: string, all: readonly string[]): string | undefined {
  const ranked = [...new Set(all)].map((a) => [a, steps(said.toLowerCase(), a.toLowerCase())] as const).sort((a, b) => a[1] - b[1])
  const [first, second] = ranked
  const room = Math.min(2, Math.floor(said.length / 2))
  return first !== undefined && first[1] <= room && (second === undefined || second[1] > first[1]) ? first[0] : undefined
}

/** Letters to change, add or leave out to make one of the other (Levenshtein). */
function steps(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

const notYaml: Readonly<Record<string, readonly [string, string]>> = {
  TAB_AS_INDENT: ['行首用了 Tab。请换成空格。', 'A tab at the beginning of the line. Use blanks.'],
  DUPLICATE_KEY: ['这一项写了两次。留一个。', 'This field stands twice. Keep one.'],
  BAD_INDENT: [
    '行首的空格不对。同一层的行首要对齐；括号要成对。',
    'The blanks at the beginning do not fit. Fields side by side begin in the same column; brackets come in pairs.',
  ],
}

/** A fault of the YAML itself. @param lines the file's lines */
export function sayFault(fault: YamlFault, lines: readonly string[]): Problem {
  const here = lines[fault.line - 1] ?? ''
  if (/^\s*(?:- )?[\p{L}_]+\s*：/u.test(here))
    return {
      line: fault.line,
      zh: '用了中文冒号“：”。请换成英文冒号加一个空格，比如 town: 清河湾镇',
      en: 'A Chinese colon “：”. Use ":" and a blank, e.g. town: 清河湾镇',
    }
  if (/[“”‘’]/.test(here) && /QUOTE|MISSING_CHAR|UNEXPECTED/.test(fault.code))
    return { line: fault.line, zh: '用了中文引号。请换成英文引号 "。', en: 'Chinese quotation marks. Use ".' }
  const [zh, en] = notYaml[fault.code] ?? [
    '这一行的写法不对。看看冒号后面有没有空格，引号、括号是不是成对。',
    `Not YAML: ${fault.message}. A blank goes behind each colon; quotes and brackets come in pairs.`,
  ]
  return { line: fault.line, zh, en }
}

/** What a field must be, by the name the schema gives the fault. */
const must: Readonly<Record<string, (field: string, value: string) => readonly [string, string]>> = {
  missing: (f) => [`缺“${f}”。${example(f)[0]}`, `"${f}" is missing. ${example(f)[1]}`],
  empty: (f) => [`“${f}”还空着。${example(f)[0]}`, `"${f}" is empty. ${example(f)[1]}`],
  text: (f) => [`“${f}”该是一句话、一个名字。${example(f)[0]}`, `"${f}" must be a text. ${example(f)[1]}`],
  phone: (f, v) => [
    `“${f}”：“${v}”看不出是电话。写成 "0537-8200110" 或 "13800000000"。`,
    `"${f}": "${v}" is no phone. Write "0537-8200110" or "13800000000".`,
  ],
  id: (f, v) => [
    `“${f}”：“${v}”不能当代号。用小写字母开头，只用小写字母、数字、- 和 _，比如 liuming。`,
    `"${f}": "${v}" is no id. Begin with a small letter and use small letters, digits, - and _, e.g. liuming.`,
  ],
  count: (f, v) => [`“${f}”：“${v}”不是数。写成 312 这样。`, `"${f}": "${v}" is no number. Write it as 312.`],
  days: (f, v) => [
    `“${f}”：“${v}”不行。写几个工作日，1 到 30，比如 contact_days: 3。`,
    `"${f}": "${v}" will not do. Write a number of work days from 1 to 30, e.g. contact_days: 3.`,
  ],
  flag: (f, v) => [`“${f}”：“${v}”只能是 true 或 false。`, `"${f}": "${v}" must be true or false.`],
  list: (f) => [`“${f}”该是一串，每个前面有“- ”，或写成 [甲, 乙]。`, `"${f}" must be a list: "- " before each, or [a, b].`],
  none: (f) => [`“${f}”里一个也没有。至少写一个。`, `"${f}" is an empty list. Write at least one.`],
  map: (f) => [`“${f}”下面该是一项一项的“名字: 内容”。`, `"${f}" must hold fields, each as "name: value".`],
}

const examples: Readonly<Record<string, readonly [string, string]>> = {
  town: ['写镇名，比如 town: 清河湾镇', 'Write the town, e.g. town: 清河湾镇'],
  county: ['写县名，比如 county: 临湖县', 'Write the county, e.g. county: 临湖县'],
  centre: ['写管事的单位，比如 centre: 综治中心', 'Write who runs the bot, e.g. centre: 综治中心'],
  'phones.duty': [
    '写值班电话，比如 duty: "0537-8200110"。出了急事全靠它。',
    'Write the duty phone, e.g. duty: "0537-8200110". Every alarm names it.',
  ],
  offices: ['至少写一个部门。', 'Write at least one office.'],
  branches: ['至少写一个总支（或片区），里面写村。', 'Write at least one branch with its villages.'],
}
const example = (field: string): readonly [string, string] => examples[field] ?? ['请填上。', 'Fill it in.']

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  )

/** What zod found, in words people can act on. */
export function sayIssue(issue: z.core.$ZodIssue, yaml: YamlWithLines, lines: readonly string[]): readonly Problem[] {
  const field = issue.path.reduce<string>(
    (path, step) =>
      /^\d+$/.test(String(step)) ? `${path}[${Number(String(step)) + 1}]` : path === '' ? String(step) : `${path}.${String(step)}`,
    '',
  )
  const line = yaml.lineOf(issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const near = likest(key, knownFields)
      const path = [...issue.path, key]
      if (key.includes('：')) return sayFault({ code: '', message: '', line: yaml.lineOf(path) }, lines)
      return {
        line: yaml.lineOf(path),
        zh: `不认得“${key}”。${near === undefined ? '这里没有这一项，请去掉。' : `是不是“${near}”？`}`,
        en: `"${key}" is not known here. ${near === undefined ? 'Take it out.' : `Do you mean "${near}"?`}`,
      }
    })
  const value = valueAt(yaml.value, issue.path)
  if (issue.message === 'kind') {
    const near = likest(String(value), kindCodes)
    return [
      {
        line,
        zh: `没有“${String(value)}”这一类事。${near === undefined ? `只能是：${kindCodes.join('、')}` : `是不是“${near}”？`}`,
        en: `There is no kind "${String(value)}". ${near === undefined ? `The kinds are ${kindCodes.join(', ')}.` : `Do you mean "${near}"?`}`,
      },
    ]
  }
  if (field === '')
    return [
      {
        line: 1,
        zh: '这个文件是空的，或者开头不是“town: 镇名”这样的写法。',
        en: 'The file is empty, or does not hold fields such as "town: 清河湾镇".',
      },
    ]
  const name = value === undefined ? 'missing' : value === '' || value === null ? 'empty' : issue.message
  const [zh, en] = (must[name] ?? must.text)?.(field, typeof value === 'string' ? value : '') ?? ['', '']
  return [{ line, zh, en }]
}

const knownFields =
  'town county centre phones contact_days duty now deputy leader named domestic sexual child elder self_harm officials offices id name phone kinds people branches villages also where households model groups village staff members residents'.split(
    ' ',
  )
