/** The words with which somebody whose private words are otherwise answers begins a report of their own: 我要反映, 说件事. */
import { addressed } from './in-group.ts'
import { fold } from './meaning/text.ts'

const something = /^(?:我|俺|咱)?(?:也)?(?:想|要|来)?(?:再)?(?:说|讲)(?:个|件|一件|一个|点)事|^(?:i want|i would like|i'd like) to report/u

export const beginsReport = (text: string): boolean => addressed(text, []).by === 'wish' || something.test(fold(text))
