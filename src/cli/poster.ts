/** poster: an A4 page for the village wall: QR of the village page, phone, three lines. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { encode } from 'uqr'
import { readTownWords } from '../bot/town-words.ts'
import { readSettings, type Settings } from '../config.ts'
import type { Words } from '../flows/words.ts'
import type { Lang, Town } from '../town/town.ts'
import { findVillage } from '../town/villages.ts'
import { readArguments } from './arguments.ts'
import { CannotDo, type Command, Misused } from './place.ts'
import { isDemo, madeUpTown, townHere } from './town-here.ts'

export const poster: Command = {
  name: 'poster',
  use: '<village> [--url https://…] [--lang en]',
  zh: '做一张贴在村里的 A4 纸：二维码、电话、三句话',
  en: 'makes an A4 page for the village wall: QR, phone, three lines',
  run: async (args, place) => {
    const { words, options } = readArguments(args, 1, 1, ['url', 'lang'])
    const settings = readSettings(place.environment)
    const demo = isDemo(settings)
    const town = demo ? madeUpTown() : townHere(settings)
    const village = villageCalled(words[0] ?? '', town)
    const address = addressOf(options.url, settings, village)
    const lang: Lang = options.lang === 'en' ? 'en' : 'zh-CN'
    const texts = readTownWords(join(settings.data, 'words'))[lang]
    mkdirSync(settings.data, { recursive: true, mode: 0o700 })
    const file = join(settings.data, `poster-${[...village].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).join('')}.html`)
    writeFileSync(file, pageOf(town, village, address, texts))
    place.out(`写好了 ${file}，用浏览器打开，按 A4 打印。 / Wrote ${file}: open it in a browser and print it on A4.`)
    place.out(address)
    if (demo) place.err('这是编的清河湾镇，电话打不通，别贴。 / This is the made-up town; its phones do not work.')
    if (onlyHere(address))
      place.err(
        '这个网址只有这台机器打得开。加上 --url https://… 再做一次。 / Only this machine can open that address: make it again with --url.',
      )
    else if (address.startsWith('http:'))
      place.err(
        '这个网址是 http://：手机不给用话筒，说的话路上也藏不住。换成 https:// 再做一次。 / With http:// phones refuse the microphone and others on the way can read along: make it again with https://.',
      )
    return 0
  },
}

function villageCalled(said: string, town: Town): string {
  if (town.villages.some((v) => v.name === said)) return said
  const found = findVillage(said, town)
  const near = found.is === 'one' ? [found.village] : found.is === 'two' ? found.villages : []
  throw new CannotDo(
    `没有叫“${said}”的村。${near.length > 0 ? `是不是${near.join('、')}？` : ''} / There is no village “${said}”.${near.length > 0 ? ` Do you mean ${near.join(', ')}?` : ''}`,
  )
}

/** Where the village page is; the village rides along, so that nobody has to say it. */
function addressOf(given: string | undefined, settings: Settings, village: string): string {
  if (given === undefined && (isAbsolute(settings.host) || settings.port === 0))
    throw new Misused('照 HOST 和 PORT 看不出网址，请给 --url。 / HOST and PORT are no address: give --url.')
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const text = given ?? `http://${host}:${settings.port}/`
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new Misused('--url 要以 https:// 或 http:// 开头。 / --url begins with https:// or http://.')
  const url = new URL(text)
  url.searchParams.set('v', village)
  return url.href
}

const onlyHere = (address: string): boolean => /^(127\.|localhost$|\[::1?\]$|0\.0\.0\.0$)/.test(new URL(address).hostname)

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')

/** The QR as one path, so that it prints sharp at any size. */
function qrOf(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR" shape-rendering="crispEdges"><path d="${dark}"/></svg>`
}

const style = `
@page { size: A4 portrait; margin: 0 }
* { box-sizing: border-box; margin: 0 }
body { width: 210mm; min-height: 296mm; margin: 0 auto; padding: 18mm 15mm; display: flex; flex-direction: column; align-items: center; justify-content: space-between;
  text-align: center; color: #000; background: #fff; font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei", sans-serif; font-size: 26pt; line-height: 1.5 }
h1 { font-size: 48pt; line-height: 1.2 }
svg { width: 115mm; height: 115mm }
.where { font-size: 30pt }
.tel { font-size: 46pt; font-weight: 700; line-height: 1.2; white-space: nowrap }
`

/** Large type, black on white, nothing else. */
function pageOf(town: Town, village: string, address: string, texts: Words): string {
  const say = (key: string): string => safe(texts.one(`poster.${key}`))
  return `<!doctype html>
<html lang="${texts.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${safe(town.name)} ${safe(village)}</title>
<style>${style}</style>
<body>
<div>
<h1>${safe(town.name)}</h1>
<p class="where">${safe(village)}·${safe(town.centre)}</p>
</div>
${qrOf(address)}
<div>
<p>${say('ask')}</p>
<p>${say('how')}</p>
<p>${say('danger')}</p>
</div>
<div>
<p>${say('call')}</p>
<p class="tel">${safe(town.phones.duty)}</p>
</div>
</body>
</html>
`
}
