/** Hears that somebody is not free to speak: 现在不方便, 不敢说, 他就在跟前. Read only where that was asked. */
import { bare, fitsIn } from './text.ts'

const notFree =
  /不方便|不(?:太)?方便|不中|不行|不能说|不敢说|不敢出声|没法说|说不了|别问|别说话|嘘|小声|(?:他|她|人家)(?:就|还|正)?在|有人|旁边|跟前|cant talk|not (?:safe|free|alone)|he s here|he is here/

/** @param text as typed @returns whether they say that they cannot speak freely; false where they say nothing of it */
export const saysNotFree = (text: string): boolean => fitsIn(text, 20) && notFree.test(bare(text))
