/** How people call the items that can be corrected: 手机 and 号码 for the phone. */
import type { Flow } from './flow.ts'

const topics: Readonly<Record<string, RegExp>> = {
  phone: /电话|手机|号码|phone|number/,
  name: /名字|姓名|称呼|name/,
  village: /村|地址|地方|village/,
  danger: /受伤|伤|hurt/,
  what: /出的?事|啥事|事情|内容|what/,
}

/** @param said folded */
export const calls = (key: string, said: string): boolean => topics[key]?.test(said) === true

/** The item of the flow that is called so, answered or not; what happened is never meant by the way. @param said folded */
export const named = (said: string, flow: Flow): string | undefined =>
  ['phone', 'name', 'village'].find((key) => calls(key, said) && flow.steps.some((step) => step.key === key))
