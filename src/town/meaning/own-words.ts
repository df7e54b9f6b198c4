/** Answers in one's own words to five questions: whom have you been to, whose matter, may we talk to them, may your name be said, which matter the words are for. Source: ours, 2026-11-25. */
import { bare, fitsIn, fold } from './text.ts'

const kin =
  '(?:爹|娘|爸|妈|父|母|儿|闺女|女|媳妇|老伴|老婆|老公|丈夫|对象|男人|哥|弟|姐|妹|爷|奶|孙|外甥|侄|姑|姨|舅|叔|婶|伯|嫂|公公|婆婆|岳|丈人|亲家|邻居|朋友|同学|亲戚|老头|老太|老乡|工友|当家的|孩子|别人|人家|他|她)'
const forOther = /^(?:是|我|俺|就是)*(?:替|帮|代|给|为)(?!我自己|俺自己|自己)(?:我|俺|咱)?(?:们)?(?:家)?.{1,8}$/u
const ofOther = new RegExp(`^(?:是|就是)?(?:我|俺|咱)?(?:们)?(?:家)?的?.{0,2}${kin}.{0,2}?(?:们)?(?:家)?的?(?:事情?|那事)?$`, 'u')
const ofMe =
  /^(?:是|就是|都是|当然是)*(?:我|俺|咱|本人|自己|自个)(?:们|家)?(?:自己|自个|本人)?(?:儿)?(?:家|村)?的?(?:事情?|那事)?$|^(?:是)?(?:自家|大伙|大家|俺村|我们村|全村)的?事?$|^(?:我|俺)(?:和|跟).{1,4}的?事?$/u
const mine = /^(?:it is |it s |its )?(?:mine|my own|myself|me|for me|for myself|my own matter|my matter)$/
const others = /^(?:it is |it s |i speak |i ask )?(?:for (?!me$|myself$)|my \w+ ?s$|somebody else|someone else)/

/** 俺自己 -> own; 替俺娘, 不是我的，是我哥的 -> other; undefined for what is neither. */
export function readWhose(text: string): 'own' | 'other' | undefined {
  if (!fitsIn(text, 40)) return undefined
  const said = bare(text.replace(/['’]s\b/g, ' s'))
  if (/^不是(?:我|俺|自己)/u.test(said)) return 'other'
  if (!/\p{Script=Han}/u.test(said)) return mine.test(said) ? 'own' : others.test(said) ? 'other' : undefined
  const first = said.split(' ')[0]?.replace(/[吧呀啊呢嘛哩嘞]+$/u, '') ?? ''
  if (ofMe.test(first)) return 'own'
  return forOther.test(first) || ofOther.test(first) ? 'other' : undefined
}

const nobodyTried =
  /^(?:我|俺|咱|以前|之前|从前|从来|都|也|还|就|一直|这事|谁也|谁都|哪也|哪儿也|哪都)*没有?(?:去)?(?:找|问|联系)过?(?:谁|人|别人|旁人|任何人|村里人?|镇上|哪里|哪儿)?(?:过|了|呢|啊|呀|的|吧|哩)*$/u

/** 以前找过谁没有: 没找过, 没有找过谁; elsewhere the same words may mean that nobody came. */
export const saysTriedNobody = (text: string): boolean => fitsIn(text, 20) && nobodyTried.test(bare(text).replace(/ /g, ''))

const undecided = /^(?:我|俺)?(?:再|先)?(?:想想|等等|考虑|琢磨|商量)|没想好/u
const never = /千万别|^(?:最好|还是|先|暂时)?(?:别|甭|莫)|^不(?:让|想|说|愿|敢|用|要)/u
const goAndTalk =
  /^(?:没事|行|中|好|可以|能)?(?:你们|您)?(?:就|都|可以|能|快|赶紧|赶快)*(?:去)?(?:找|跟|和|问|联系)?(?:他们?|她们?|对方|人家|那家)?(?:去)?(?:说|谈|讲|问|聊|唠|联系|找|问问|谈谈)+(?:他们?|她们?|对方|人家)?(?:去)?(?:吧|呗|嘛|一下)*$|^(?:没事)?(?:你们|您)?去(?:吧|呗)$/u

/** 能不能去跟对方谈: 你们去谈吧 -> yes; 怕他报复, 我想想 -> no (not yet). Who leaves it to others has not agreed. */
export function readMayCall(text: string): 'yes' | 'no' | undefined {
  const said = fitsIn(text, 24) ? bare(text).replace(/ /g, '') : ''
  if (undecided.test(said) || never.test(said) || /^(?:我|俺)?(?:就)?怕|^please(?:dont|don't|don ?t)/u.test(said)) return 'no'
  if (/^(?:pleasedo|goahead|yougoahead|talktothem|talktohim)$/.test(said)) return 'yes'
  return goAndTalk.test(said) ? 'yes' : undefined
}

/** 能不能说是您反映的: 不怕, 就说是我 -> yes; 匿名, 怕 -> no. */
export function readMayName(text: string): 'yes' | 'no' | undefined {
  const said = fitsIn(text, 24) ? bare(text).replace(/ /g, '') : ''
  if (/^(?:我|俺)?(?:才)?(?:不怕|敢)(?:他们?|她们?|谁)?$|^说就说|^(?:就|你就|你们就)?说是(?:我|俺)/u.test(said)) return 'yes'
  if (undecided.test(said) || never.test(said) || /^(?:我|俺)?(?:就|有点)?怕|匿名|保密|secret|anonym/u.test(said)) return 'no'
  return undefined
}

const another =
  /另|别的事|新的?事|两码|两件|不是一(?:件|回|个)|^还有(?:一|个)|再说(?:一|个)|第二件|another|different|new one|something else/u
const same = /补充|加上|添上|同一|还是(?:那|这|刚才)|刚才那|一回事|\badd\b|\bsame\b/u

const beginsAnother =
  /^(?:还有|再|对了|哎|我|俺|要说|想说|再说|\s|[,，])*另(?:外|一|有)*(?:还有)?(?:一|个|件|桩|码|回)+(?:事情|事儿|事)?(?:是|[,，:：。\s]|$)+(?<rest>.*)$/su

/** 另外一件，俺家低保停了 -> what the other matter is, '' where it is not yet said; undefined where the words begin none. */
export const otherMatter = (text: string): string | undefined => beginsAnother.exec(text.trim())?.groups?.['rest']

/** 另外一件, 两码事 -> other; 补充, 还是那事 -> same; undefined where the words tell more. */
export function readWhichMatter(text: string): 'other' | 'same' | undefined {
  if (otherMatter(text) !== undefined) return 'other'
  const said = fold(text)
  if (!fitsIn(said, /\p{Script=Han}/u.test(said) ? 10 : 30)) return undefined
  return another.test(said) ? 'other' : same.test(said) ? 'same' : undefined
}
