/** Reads a town's file (data/town.yaml) and says in plain words, with the line, what is wrong in it and what would be right. */
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Town } from './town.ts'
import { likest, type Problem, sayFault, sayIssue } from './town-problems.ts'
import { type TownYaml, townSchema } from './town-schema.ts'
import { readYaml, type YamlWithLines } from './yaml.ts'

/** A town's file that cannot be used; the message holds every problem with its line, Chinese first. */
export class TownFileError extends Error {
  readonly fileName: string
  readonly problems: readonly Problem[]

  constructor(fileName: string, problems: readonly Problem[]) {
    super(problems.map((p) => `${fileName}:${p.line}\n  ${p.zh}\n  ${p.en}`).join('\n'))
    this.name = 'TownFileError'
    this.fileName = fileName
    this.problems = problems
  }
}

/**
 * The town in a file.
 * @param yamlText  the file's words
 * @param fileName  how the file is called in what goes wrong
 * @returns         the town; fields that only the demo and papers need (households, where, model, residents) are checked and left out
 * @throws TownFileError with every problem found, each with its line
 */
export function readTown(yamlText: string, fileName: string): Town {
  const yaml = readYaml(yamlText.replace(/^\uFEFF/, ''))
  const lines = yamlText.split(/\r?\n/)
  if (yaml.faults.length > 0)
    throw new TownFileError(
      fileName,
      yaml.faults.slice(0, 1).map((f) => sayFault(f, lines)),
    )
  const parsed = townSchema.safeParse(yaml.value)
  if (!parsed.success) throw new TownFileError(fileName, sayIssues(parsed.error.issues, yaml, lines))
  const problems = disagreements(parsed.data, yaml)
  if (problems.length > 0) throw new TownFileError(fileName, problems)
  return townOf(parsed.data)
}

/**
 * The duty phone of a town that is really at work; every alarm tells people to call it.
 * @throws TownFileError where it cannot be dialled: none, or one made up for the demo (0000-…, 1990000…)
 */
export function requireDutyPhone(town: Town, fileName: string): string {
  const { duty } = town.phones
  if (duty !== '' && !/^0000|^1990000/.test(duty)) return duty
  const zh = `phones.duty：“${duty}”是打不通的号码。出了急事全靠它，请写真的值班电话，比如 "0537-8200110"。`
  const en = `phones.duty: "${duty}" cannot be dialled. Every alarm names it: write the real duty phone, e.g. "0537-8200110".`
  throw new TownFileError(fileName, [{ line: 1, zh, en }])
}

/** A new data/town.yaml with every field explained; what must be filled in stands empty and is refused until it is. */
export const writeTownTemplate = (): string => readFileSync(new URL('./town-template.yaml', import.meta.url), 'utf8')

const sayIssues = (issues: readonly z.core.$ZodIssue[], yaml: YamlWithLines, lines: readonly string[]): readonly Problem[] =>
  issues
    .flatMap((issue) => sayIssue(issue, yaml, lines))
    .filter((p, i, all) => all.findIndex((q) => q.line === p.line && q.zh === p.zh) === i)
    .sort((a, b) => a.line - b.line)

/** What no single field shows: names twice, officers and villages that are not there, a kind in two offices. */
function disagreements(town: TownYaml, yaml: YamlWithLines): readonly Problem[] {
  const problems: Problem[] = []
  const add = (path: readonly PropertyKey[], zh: string, en: string): void => {
    problems.push({ line: yaml.lineOf(path), zh, en })
  }
  const once = (things: readonly (readonly [string, readonly PropertyKey[]])[], zh: string, en: string): void => {
    const seen = new Map<string, readonly PropertyKey[]>()
    for (const [name, path] of things) {
      const before = seen.get(name)
      if (before === undefined) seen.set(name, path)
      else
        add(
          path,
          `${zh}“${name}”写了两次（第${yaml.lineOf(before)}行已经有了）。每个只写一次。`,
          `${en} "${name}" stands twice (first on line ${yaml.lineOf(before)}). Write each once.`,
        )
    }
  }
  const villages = town.branches.flatMap((b, i) => b.villages.map((v, j) => ({ ...v, path: ['branches', i, 'villages', j] as const })))
  const names = villages.map((v) => v.name)
  once(
    villages.map((v) => [v.name, [...v.path, 'name']]),
    '村',
    'Village',
  )
  for (const v of villages)
    for (const also of v.also)
      if (also !== v.name && names.includes(also))
        add(
          [...v.path, 'also'],
          `“${v.name}”的简叫“${also}”是另一个村的名字。换一个，或去掉。`,
          `"${also}", short for "${v.name}", is the name of another village. Take another, or leave it out.`,
        )

  const people = town.offices.flatMap((o, i) => o.people.map((p, j) => [p.id, ['offices', i, 'people', j, 'id']] as const))
  const ids = people.map(([id]) => id)
  once(
    town.offices.map((o, i) => [o.id, ['offices', i, 'id']]),
    '部门',
    'Office',
  )
  once(people, '人员', 'Officer')
  for (const [path, before] of sameName(town))
    add(
      path,
      `和第${yaml.lineOf(before)}行的人同名，乡亲分不清是谁。加几个字，比如 王海（司法所）。`,
      `Both officers are called the same (see line ${yaml.lineOf(before)}), and nobody can tell them apart. Add a word, e.g. 王海（司法所）.`,
    )
  const officer = (id: string, path: readonly PropertyKey[]): void => {
    if (ids.includes(id)) return
    const near = likest(id, ids)
    add(
      path,
      `没有叫“${id}”的人员。${near === undefined ? '请写 offices 里 people 的 id。' : `是不是“${near}”？`}`,
      `There is no officer "${id}". ${near === undefined ? 'Write an id from people under offices.' : `Do you mean "${near}"?`}`,
    )
  }
  for (const [who, id] of Object.entries(town.duty ?? {})) if (id !== undefined) officer(id, ['duty', who])
  for (const [sign, all] of Object.entries(town.named ?? {})) for (const [i, id] of (all ?? []).entries()) officer(id, ['named', sign, i])

  const kinds = town.offices.flatMap((o, i) => o.kinds.map((k, j) => [k, ['offices', i, 'kinds', j]] as const))
  once(kinds, '事情种类', 'Kind')

  const groups = (town.groups?.village ?? []).map((g, i) => ({ ...g, path: ['groups', 'village', i] as const }))
  once(
    [
      ...groups.map((g) => [g.id, [...g.path, 'id']] as const),
      ...(town.groups?.staff === undefined ? [] : [[town.groups.staff.id, ['groups', 'staff', 'id']] as const]),
    ],
    '群',
    'Group',
  )
  const inVillage = [...groups, ...(town.residents ?? []).map((r, i) => ({ village: r.village, path: ['residents', i] as const }))]
  for (const { village, path } of inVillage) {
    if (village === undefined || names.includes(village)) continue
    const near = likest(village, names)
    add(
      [...path, 'village'],
      `没有叫“${village}”的村。${near === undefined ? '请写 branches 里的村名。' : `是不是“${near}”？`}`,
      `There is no village "${village}". ${near === undefined ? 'Write a name from branches.' : `Do you mean "${near}"?`}`,
    )
  }
  for (const g of groups)
    if (g.village === undefined)
      add([...g.path], `群“${g.name}”没写是哪个村的。加上 village: 村名。`, `The group "${g.name}" has no village. Add village: its name.`)
  return problems.sort((a, b) => a.line - b.line)
}

/** Officers called as one before them, with where both names stand; blanks between the signs make no other name. */
function sameName(town: TownYaml): readonly (readonly [PropertyKey[], PropertyKey[]])[] {
  const people = town.offices.flatMap((o, i) =>
    o.people.map((p, j) => ({ name: p.name.normalize('NFKC').replace(/\s/g, ''), path: ['offices', i, 'people', j, 'name'] })),
  )
  return people.flatMap(({ name, path }, i) => {
    const before = people.findIndex((p) => p.name === name)
    return before < i && people[before] !== undefined ? [[path, people[before].path] as const] : []
  })
}

/** The town as the rest of the program knows it; fields that are not set are left out. */
function townOf(yaml: TownYaml): Town {
  const staff = yaml.groups?.staff
  return {
    name: yaml.town,
    county: yaml.county,
    centre: yaml.centre,
    phones: { duty: yaml.phones.duty },
    contactDays: yaml.contact_days,
    villages: yaml.branches.flatMap((b) =>
      b.villages.map((v) => ({ name: v.name, also: v.also, branch: b.name, ...(v.phone === undefined ? {} : { phone: v.phone }) })),
    ),
    offices: yaml.offices.map((o) => ({
      id: o.id,
      name: o.name,
      phone: o.phone,
      kinds: o.kinds,
      people: o.people.map((p) => ({ id: p.id, name: p.name, office: o.id, ...(p.phone === undefined ? {} : { phone: p.phone }) })),
    })),
    ...(yaml.duty === undefined ? {} : { duty: known(yaml.duty) }),
    named: known(yaml.named ?? {}),
    groups: { village: (yaml.groups?.village ?? []).map(known), ...(staff === undefined ? {} : { staff: known(staff) }) },
  }
}

type Known<T> = { [K in keyof T]: Exclude<T[K], undefined> }
/** Without the fields that are undefined. */
const known = <T extends object>(of: T): Known<T> => Object.fromEntries(Object.entries(of).filter(([, v]) => v !== undefined)) as Known<T>
