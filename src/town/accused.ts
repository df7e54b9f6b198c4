/** Which officers of the town a resident accuses: by name, by surname and title, or all of an office. Pure. */
import { fold } from './meaning/text.ts'
import type { Office, Town } from './town.ts'
import { readFacts } from './yaml.ts'

const { behind, before, titles } = readFacts<Readonly<Record<'behind' | 'before' | 'titles', readonly string[]>>>(
  new URL('./accused.yaml', import.meta.url),
)

/** From the name to what is said of them; whom they told of, or where others did it, is somebody else's deed. */
const onward =
  '(?:的|的?人|的?工作人员)?(?:[，, ]?(?:他们?|她们?|还|又|也|就|总|老)[^，。；,.;!?\\s说讲问叫]{0,6}|[^，。；,.;!?\\s说讲问叫]{0,8})(?<![没不未])'
const towards = '(?:你们|咱们?|这个|那个|镇上?|一下|的)*'

const accuses = (target: string): RegExp =>
  new RegExp(`(?<![在去到往])${target}${onward}(?:${behind.join('|')})|(?:${before.join('|')})${towards}${target}`, 'u')

const literally = (name: string): string => fold(name).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

interface Patterns {
  readonly all: RegExp
  readonly each: readonly { readonly id: string; readonly named: RegExp }[]
}

const known = new WeakMap<Office, Patterns>()

/** How an office and each of its officers are accused; built once, for every message asks. */
function patternsOf(office: Office): Patterns {
  const built = known.get(office)
  if (built !== undefined) return built
  const its = literally(office.name)
  const each = office.people.map(({ id, name }) => {
    const family = literally([...name].slice(0, [...name].length > 3 ? 2 : 1).join(''))
    return { id, named: accuses(`(?:${its}的?)?(?:${literally(name)}|姓${family}的?|${family}(?:${titles.join('|')}))`) }
  })
  const made = { all: accuses(its), each }
  known.set(office, made)
  return made
}

/** The officers of one office whom the text accuses: who is called by name, else all of them. */
function accusedOf(office: Office, said: string): readonly string[] {
  const { all, each } = patternsOf(office)
  const named = each.filter((one) => one.named.test(said))
  return (named.length > 0 ? named : all.test(said) ? each : []).map(({ id }) => id)
}

/** Nobody is looked for where no word accuses. */
const anyAccusing = new RegExp([...behind, ...before].join('|'), 'u')

/** The ids of the officers whom a text accuses (收钱, 偏心, 不给办, 投诉…); none where they are only named. Never throws. */
export function accusedIn(town: Town, text: string): readonly string[] {
  const said = fold(text)
  return anyAccusing.test(said) ? town.offices.flatMap((office) => accusedOf(office, said)) : []
}
