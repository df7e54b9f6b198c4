/** Draws the number as a picture that lies well in a phone's album. */
import { say } from './words.ts'

const width = 1080
const margin = 96
const font = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif'

/** Chinese breaks anywhere; a run of letters or digits stays whole; no line begins with a closing sign. */
export function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/[A-Za-z0-9\-+.]+|[\s\S]/gu) ?? []) {
    if (piece === '\n' || (line !== '' && !fits(line + piece) && !/^[，。？！：；、）”]/.test(piece))) {
      lines.push(line)
      line = piece.trim()
    } else line += piece
  }
  if (line !== '') lines.push(line)
  return lines
}

export function drawReceipt(no: string, texts: readonly string[], done: (picture: Blob) => void): void {
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d')
  if (brush === null) return
  brush.font = `44px ${font}`
  const inner = width - 2 * margin - 112
  const wrapped = texts.map((text) => breakLines(text, (line) => brush.measureText(line).width <= inner))
  const textHeight = wrapped.reduce((sum, lines) => sum + lines.length * 68 + 24, 0)
  canvas.width = width
  canvas.height = 560 + textHeight + 140

  brush.fillStyle = '#F5F2EA'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = '#FFFFFF'
  brush.beginPath()
  const frame = [margin, 176, width - 2 * margin, canvas.height - 176 - 140] as const
  if (typeof brush.roundRect === 'function') brush.roundRect(...frame, 36)
  else brush.rect(...frame)
  brush.fill()
  brush.strokeStyle = '#1E5B45'
  brush.lineWidth = 4
  brush.stroke()

  const put = (text: string, x: number, y: number, style: string, colour: string): void => {
    brush.font = `${style} ${font}`
    brush.fillStyle = colour
    brush.fillText(text, x, y)
  }
  const left = margin + 56
  put(say('bot'), margin, 120, 'bold 60px', '#1E5B45')
  put(say('yourNumber'), left, 276, '40px', '#56625B')
  brush.letterSpacing = '6px'
  put(no, left, 404, 'bold 120px', '#1E5B45')
  brush.letterSpacing = '0px'
  let y = 500
  for (const lines of wrapped) {
    for (const line of lines) {
      put(line, left, y, '44px', '#1F2A24')
      y += 68
    }
    y += 24
  }
  put(say('imageFoot'), margin, canvas.height - 64, '36px', '#56625B')
  canvas.toBlob((picture) => picture !== null && done(picture), 'image/png')
}
