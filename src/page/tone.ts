/** Makes a small real recording for the demo: a soft hum of so many seconds, as a WAV file. */

const rate = 8000

export function hum(seconds: number): Blob {
  const samples = seconds * rate
  const bytes = new DataView(new ArrayBuffer(44 + samples))
  const word = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i += 1) bytes.setUint8(at + i, text.charCodeAt(i))
  }
  word(0, 'RIFF')
  bytes.setUint32(4, 36 + samples, true)
  word(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, rate, true)
  bytes.setUint32(28, rate, true)
  bytes.setUint16(32, 1, true)
  bytes.setUint16(34, 8, true)
  word(36, 'data')
  bytes.setUint32(40, samples, true)
  for (let i = 0; i < samples; i += 1) {
    const t = i / rate
    // Rises and falls like speech, so that it is heard and disturbs nobody.
    const swell = 0.5 + 0.5 * Math.sin(2 * Math.PI * 1.7 * t) * Math.sin(2 * Math.PI * 0.31 * t)
    bytes.setUint8(44 + i, 128 + Math.round(18 * swell * Math.sin(2 * Math.PI * (180 + 20 * Math.sin(2 * Math.PI * 0.9 * t)) * t)))
  }
  return new Blob([bytes.buffer], { type: 'audio/wav' })
}
