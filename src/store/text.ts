/** Makes what people send storable: well-formed, without NUL, at most 64 KiB in the message itself. */

export const longestText = 64 * 1024

/** Lone surrogates become U+FFFD, NUL goes (PostgreSQL refuses it); everything else stays as it was. */
export const clean = (text: string): string => {
  const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD')
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Cuts at a grapheme so that the first part has at most `bytes` bytes of UTF-8; the second is '' where all fits. */
export function cutText(text: string, bytes: number = longestText): readonly [string, string] {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return [text, '']
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  const around = text.slice(Math.max(0, read - 1000), read + 1000)
  const inside = graphemes.segment(around).containing(Math.min(read, 1000))
  const start = read - Math.min(read, 1000) + (inside?.index ?? Math.min(read, 1000))
  // A single grapheme longer than all the room there is: then between two characters.
  const at = start <= Math.max(0, read - 1000) ? read : start
  return [text.slice(0, at), text.slice(at)]
}
