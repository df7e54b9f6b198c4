/** 在吗, 你好, 俺想反映个事: the person is there, the story is not yet. */
import { madeOf, smallWords } from './small-talk.ts'
import { fold } from './text.ts'

const words = madeOf(smallWords.greeting, 30)

/**
 * Whether a text only greets, calls, or announces that something will be told. Any string goes in; the empty one is false.
 */
export const isGreeting = (text: string): boolean => words(text) || /^[?？]+$/.test(fold(text))
