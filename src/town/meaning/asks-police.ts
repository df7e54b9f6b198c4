/** 打110有用吗, 要不要报警: a question about the police, and no danger of its own. */
import { bare, fitsIn } from './text.ts'

const whom = '(?:打|拨|叫|找)?(?:110|120|119|报警|报案|警察|派出所|救护车)(?:电话|了)*'
const asked =
  '(?:有没有用|有用(?:吗|么|不|没)|管用(?:吗|么|不|没)|管不管用?|顶用(?:吗|么|不)|好使(?:吗|么|不)|(?:要|收|花)(?:不要|不收|不花)?钱(?:吗|么|不)?|收费(?:吗|么|不)|能?管(?:这事)?(?:吗|么|不)|会?来(?:吗|么|不来?)|怎么打|咋打|行(?:吗|不)|中不)'
const chinese = new RegExp(
  `${whom}(?:到底|真)?${asked}|(?:要不要|该不该|能不能|用不用|可以|能|该|需要)(?:打110|打120|打119|报警|报案|叫警察)(?:吗|么|不)?$`,
  'u',
)
const english =
  /(?:is|will) it (?:be )?(?:any )?(?:use|help)(?:ful)? (?:calling|to call) (?:110|the police)|should i call (?:110|the police)|does (?:it|calling 110|110) cost|will the police (?:come|help)|how do i call the police/

/** @param text as typed; longer ones (over 24 signs) tell a story */
export const asksAboutPolice = (text: string): boolean => {
  const said = bare(text)
  if (!/\p{Script=Han}/u.test(said)) return said.length <= 80 && english.test(said)
  return fitsIn(text, 24) && chinese.test(said.replace(/ /g, ''))
}
