/** The poster as it is printed: one sheet of A4, nothing cut off, and a QR whose every module stands on the paper as it should. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { encode } from 'uqr'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runCommand } from '../../src/cli/commands.ts'
import { chromiumPath, launch, why } from './browser.ts'
import { smallTown } from './town.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Whether each square of a picture of so many squares each way is dark at its middle. */
const darkSquares = (page: Page, picture: Buffer, size: number): Promise<boolean[][]> =>
  page.evaluate(
    async ({ png, size }) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
      const paper = new OffscreenCanvas(image.width, image.height).getContext('2d') as OffscreenCanvasRenderingContext2D
      paper.drawImage(image, 0, 0)
      const at = (n: number, length: number): number => Math.floor(((n + 0.5) / size) * length)
      const squares = Array.from({ length: size }, (_, n) => n)
      return squares.map((y) =>
        squares.map((x) => (paper.getImageData(at(x, image.width), at(y, image.height), 1, 1).data[0] ?? 255) < 128),
      )
    },
    { png: picture.toString('base64'), size },
  )

describe.skipIf(chromiumPath === undefined)(`the poster${why}`, () => {
  let browser: Browser
  let data = ''
  beforeAll(async () => {
    browser = await launch()
    data = mkdtempSync(join(tmpdir(), 'cunkou-poster-'))
    writeFileSync(join(data, 'town.yaml'), smallTown)
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(data, { recursive: true, force: true })
  })

  test.each(['zh-CN', 'en'])('is one sheet of A4 that leads to the village page: %s', async (lang) => {
    const said: string[] = []
    const line = ['poster', '柳树湾', '--url', 'https://cunkou.qinghewan.example/', '--lang', lang]
    const place = {
      out: (text: string) => void said.push(text),
      err: () => {},
      input: Readable.from([]),
      environment: { CUNKOU_DATA: data },
    }
    expect(await runCommand(line, place)).toBe(0)
    const page = await browser.newPage({ viewport: { width: 794, height: 1123 } })
    await page.goto(pathToFileURL(join(data, 'poster-柳树湾.html')).href)

    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(printed) ?? []
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll('h1, p, svg')].flatMap((e) => {
        const range = document.createRange()
        range.selectNodeContents(e)
        const { left, right, bottom } = (e.matches('svg') ? e : range).getBoundingClientRect()
        return left < 38 || right > 794 - 38 || bottom > 1123 - 38 ? [e.textContent] : []
      }),
    )
    expect(beyond).toEqual([])
    expect(await page.locator('body').innerText()).toContain('0537-8200110')

    const address = 'https://cunkou.qinghewan.example/?v=%E6%9F%B3%E6%A0%91%E6%B9%BE'
    expect(said.at(-1)).toBe(address)
    const qr = encode(address, { ecc: 'M', border: 4 })
    const reader = await browser.newPage()
    expect(await darkSquares(reader, await page.locator('svg').screenshot(), qr.size)).toEqual(qr.data)
    await page.close()
    await reader.close()
  })
})
