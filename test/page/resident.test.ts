/** The village page in Chromium: lived through by hand and by keyboard, with the line cut, and left at once. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chromiumPath, launch, tabTo, visit, why } from './browser.ts'
import { startTown } from './town.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

const story = '邻居把水沟堵了，水都灌到俺家院里'

describe.skipIf(chromiumPath === undefined)(`the village page${why}`, () => {
  let browser: Browser
  let town: Awaited<ReturnType<typeof startTown>>
  beforeAll(async () => {
    ;[town, browser] = await Promise.all([startTown(), launch()])
  })
  afterAll(async () => {
    await browser?.close()
    await town?.stop()
  })

  const write = async (page: Page, text: string): Promise<void> => {
    await page.fill('textarea', text)
    await page.keyboard.press('Enter')
  }
  const bubble = (page: Page, text: string, side = 'me') => page.locator(`.line.${side} .said`, { hasText: text })
  /** From the first word to the number. */
  async function report(page: Page, phone: string): Promise<string> {
    await page.click('.way-in.first')
    await page.getByText('出了啥事').waitFor()
    await write(page, story)
    await page.click('.choice:has-text("没有")')
    await page.getByText('在哪个村').waitFor()
    await write(page, '柳树湾')
    await page.getByText('怎么称呼').waitFor()
    await write(page, '李大娘')
    await page.getByText('留个电话好找您').waitFor()
    await write(page, phone)
    await page.click('.choice:has-text("对")')
    return ((await page.locator('.receipt-no').textContent()) ?? '').replace(/\D/g, '')
  }
  test('the number comes, large, and can be kept as a picture', async () => {
    const { page } = await visit(browser, town.url)
    const no = await report(page, '19900000216')
    expect(no).toMatch(/^\d{6}$/)
    expect(await page.locator('.receipt-no').evaluate((e) => getComputedStyle(e).fontSize)).toBe('32px')
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('text=存成图片')])
    expect(saved.suggestedFilename()).toBe(`村口编号-${no}.png`)
    expect(
      readFileSync(await saved.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    await page.context().close()
  })

  test('when a phone’s keyboard opens the last words stay in sight', async () => {
    const { page } = await visit(browser, town.url)
    await page.click('.way-in.first')
    await page.getByText('出了啥事').waitFor()
    await write(page, story)
    const last = page.locator('.choice', { hasText: '没有' })
    await last.waitFor()
    await page.setViewportSize({ width: 360, height: 400 })
    const log = page.locator('.log').first()
    await expect.poll(() => log.evaluate((e) => Math.round(e.scrollHeight - e.scrollTop - e.clientHeight))).toBeLessThanOrEqual(1)
    await page.context().close()
  })

  test('the keyboard is enough', async () => {
    const { page } = await visit(browser, town.url)
    await page.locator('.way-in.first').waitFor()
    await tabTo(page, '说件事')
    await page.keyboard.press('Enter')
    await page.getByText('出了啥事').waitFor()
    await page.keyboard.type(story)
    await page.keyboard.press('Enter')
    await page.locator('.choice').first().waitFor()
    await tabTo(page, '没有')
    await page.keyboard.press('Enter')
    await page.getByText('在哪个村').waitFor()
    // A press and another one: it is recorded and sent.
    await tabTo(page, '语音')
    await page.keyboard.press('Enter')
    await page.locator('.talking', { hasText: '再按一下就发' }).waitFor()
    await page.waitForTimeout(1500)
    await page.keyboard.press('Enter')
    await page.getByText('语音收好了').waitFor()
    await page.locator('.line.me .voice').waitFor()
    await page.context().close()
  })

  test('nothing that anybody types becomes markup', async () => {
    const { page, errors } = await visit(browser, town.url)
    await page.click('.way-in.first')
    const bad = '<img src=x onerror="document.title=1"><b>粗</b><script>document.title=2</script>'
    await write(page, bad)
    await bubble(page, '<img src=x').waitFor()
    expect(await page.locator('.log img, .log b, .log script').count()).toBe(0)
    expect(await page.title()).toContain('村口')
    expect(errors).toEqual([])
    await page.context().close()
  })

  test('with the line cut the words stay, over a reload too, and arrive once', async () => {
    const { page, context } = await visit(browser, town.url)
    await page.click('.way-in.first')
    await page.getByText('出了啥事').waitFor()
    await context.route('**/say?*', (route) => route.abort())
    await write(page, story)
    await page.locator('.again', { hasText: '没发出去，点这里再发' }).waitFor()
    await page.fill('textarea', '还没写完的')
    await page.reload()
    await bubble(page, story).waitFor()
    expect(await page.inputValue('textarea')).toBe('还没写完的')
    // Tapped while the line is still cut: afterwards the page may send by itself before anybody can tap.
    await page.click('.again')
    await context.unroute('**/say?*')
    await page.locator('.choice').first().waitFor()
    expect(await bubble(page, story).count()).toBe(1)
    await page.context().close()
  })

  test('what the town does not take is said, and stays where it was said', async () => {
    const { page, context } = await visit(browser, town.url)
    await page.click('.way-in.first')
    await page.getByText('出了啥事').waitFor()
    await context.route('**/say?*', (route) => route.fulfill({ status: 400, json: { say: '太长了' } }))
    await write(page, '说了好长一段')
    await page.getByText('这条没收下：太长了').waitFor()
    await context.unroute('**/say?*')
    await write(page, story)
    await page.locator('.choice').first().waitFor()
    expect(await page.locator('.line.me .said').allTextContents()).toEqual(['我要反映', '说了好长一段', story])
    await page.context().close()
  })

  test('a broken line is said, and comes back by itself', async () => {
    const { page, context } = await visit(browser, town.url)
    await page.locator('.way-in.first').waitFor()
    await context.setOffline(true)
    await page.getByText('断网了，您写的还在').waitFor()
    await context.setOffline(false)
    await page.locator('#strip').waitFor({ state: 'hidden' })
    await page.context().close()
  })

  test('马上离开 leaves nothing behind and no way back', async () => {
    const { page, context } = await visit(browser, town.url)
    await page.click('.way-in.first')
    await page.getByText('出了啥事').waitFor()
    await write(page, story)
    await page.locator('.choice').first().waitFor()
    await page.click('#leave')
    await page.waitForURL('**/away')
    expect(await page.title()).toBe('天气和农时')
    await page.goBack().catch(() => null)
    expect(await page.locator('body').textContent()).not.toContain('水沟')
    const again = await context.newPage()
    await again.goto(town.url)
    await again.locator('.way-in.first', { hasText: '说件事' }).waitFor()
    await again.waitForTimeout(1000)
    expect(await again.locator('body').textContent()).not.toContain('水沟')
    await context.close()
  })

  test('this phone is cleared', async () => {
    const { page, context } = await visit(browser, town.url)
    await report(page, '19900000218')
    await page.click('#menu-open')
    await page.click('.menu >> text=清掉这台手机上的话')
    await page.click('dialog >> text="清掉"')
    await page.getByText('已清掉').waitFor()
    expect(await page.locator('.log .line').count()).toBe(0)
    await page.reload()
    await page.waitForTimeout(1000)
    expect(await page.locator('.log .line').count()).toBe(0)
    await context.close()
  })

  test('the number and four digits of the phone lead back from another', async () => {
    const one = await visit(browser, town.url)
    const no = await report(one.page, '19900000217')
    await one.context.close()
    const { page, context } = await visit(browser, town.url)
    await page.click('.way-in >> nth=1')
    await page.fill('#back-no', no)
    await page.fill('#back-tail', '0000')
    await page.keyboard.press('Enter')
    await page.locator('.wrong', { hasText: '对不上' }).waitFor()
    await page.fill('#back-tail', '0217')
    await page.keyboard.press('Enter')
    await page.locator('.receipt-no').waitFor()
    // How far it is, is asked at once.
    await bubble(page, `查 ${no}`).waitFor()
    await page.locator(`.line.me:has-text("查 ${no}") ~ .line.bot`).first().waitFor()
    await context.close()
  })
})
