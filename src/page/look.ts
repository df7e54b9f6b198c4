/** Letter size and language of the pages: chosen by the reader, kept in this browser. */
import { keep, kept } from './keep.ts'

export type Lang = 'zh-CN' | 'en'
interface Look {
  readonly big: boolean
  readonly lang?: Lang
}

let look: Look = kept<Look>('look', { big: false })

/** `?lang=en` in an address wins, so that a link can be handed on in either language. */
function asked(): Lang | undefined {
  const wanted = new URLSearchParams(location.search).get('lang')
  return wanted === 'en' || wanted === 'zh-CN' ? wanted : undefined
}

export const lang = (): Lang => look.lang ?? 'zh-CN'
export const isBig = (): boolean => look.big

export function applyLook(): void {
  const wanted = asked()
  if (wanted !== undefined && wanted !== look.lang) change({ ...look, lang: wanted })
  document.documentElement.lang = lang()
  document.documentElement.classList.toggle('big', look.big)
}

function change(to: Look): void {
  look = to
  keep('look', look)
}

export function toggleBig(): boolean {
  change({ ...look, big: !look.big })
  applyLook()
  return look.big
}

/** The other language; the page is loaded anew, for everything on it survives that. */
export function switchLang(): void {
  change({ ...look, lang: lang() === 'en' ? 'zh-CN' : 'en' })
  const url = new URL(location.href)
  url.searchParams.delete('lang')
  location.replace(url)
}
