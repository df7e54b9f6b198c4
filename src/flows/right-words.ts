/** What remains of a correction when 说错了，不是…，是… is off: 我说错了，不是东芦花，是西芦花 -> 西芦花. */

const topic = '(?:电话|手机|号码|手机号|名字|姓名|称呼|村子|村名|村|地方|地址)'
const leading = new RegExp(
  `^(?:[\\p{P}\\s]|哎呀?|唉|刚才|不好意思|对不起|返回|退一步|退回去?|上一步|(?:我|俺)?(?:说|写|打|记|填|弄|搞|选|发|按|点|答)?错(?:字)?了|(?:我|俺)?(?:说|写|打|记|填)的?不对|不对|不是这个|修改|改一下|改成|改为|换成|改(?=${topic})|应该|应当|是(?!不)|(?:我|俺)?(?:的)?(?:电话|手机)?换(?:了)?(?:新|个)?(?:电话|手机|手机号|号码|号)了|新(?:的)?(?:电话|手机号?|号码?)(?:是)?(?=[\\p{P}\\s]*[+\\d])|第?[一二三四五\\d](?:项|条)|(?:把|我的?|俺的?)?${topic}(?=不对|错|写|说|记|打|填|应该|改|换|变|是|$)|(?:改|换|变)了|sorry|wrong|i mean|it is|should be|no,)+`,
  'iu',
)
const contrast = /不是(?<wrong>[^，,]{1,12}?)[，, ]*(?:而是|应该是|应当是|是)(?<right>.+)$/u

/** The words that hold; the whole where nothing is corrected. */
export const rightWords = (text: string): string => (contrast.exec(text)?.groups?.['right'] ?? text).replace(leading, '').trim()

/** What was wrong, where it is said: 不是地，是宅基地 -> 地. */
export const wrongWords = (text: string): string | undefined => contrast.exec(text)?.groups?.['wrong']
