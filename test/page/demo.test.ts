/** The three-minute demo in Chromium: the story through the real program, other eyes, a reload in the middle. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Demo, ready, startDemo, until } from '../support/demo.ts'
import { chromiumPath, launch, tabTo, visit, why } from './browser.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.skipIf(chromiumPath === undefined)(`the demo${why}`, () => {
  let browser: Browser
  let demo: Demo
  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launch()])
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  const desk = { width: 1280, height: 720 }
  const lived = (page: Page) => page.locator('#panel-group .line').nth(1).waitFor()
  /** Plays fast up to a step (1 to 8) and that one at its own pace, until the sentence below says this. */
  async function jump(page: Page, step: number, until: string): Promise<void> {
    await page.evaluate((n) => document.querySelectorAll<HTMLElement>('.pill')[n - 1]?.click(), step)
    await page.locator('#caption', { hasText: until }).waitFor({ timeout: 60_000 })
  }

  test('the whole story goes through the real program, and the group stays as empty as it was', async () => {
    const { page, errors } = await visit(browser, demo.url, desk)
    await lived(page)
    await jump(page, 5, '话带到了')
    const phone = page.locator('#panel-private')
    await phone.locator('.said', { hasText: '明天上午九点' }).waitFor()
    const no = (await phone.locator('.receipt-no').textContent()) ?? ''
    expect(no).toMatch(/^\d{3} \d{3}$/)
    await jump(page, 7, '少0条，重0条')
    await page.click('#next')
    await page.locator('.seen').waitFor({ timeout: 60_000 })
    expect(await page.locator('.seen li').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/刘明.*看过内容/), expect.stringMatching(/村支书.*看不到/)]),
    )
    const group = (await page.locator('#panel-group').textContent()) ?? ''
    for (const secret of [no, no.replace(' ', ''), '水沟', '锄头', '明天上午九点']) expect(group).not.toContain(secret)
    const staff = (await page.locator('#panel-staff .room').first().textContent()) ?? ''
    for (const secret of ['李大娘', '水沟', '锄头', '19900000216']) expect(staff).not.toContain(secret)
    expect(errors).toEqual([])
    await page.context().close()
  })

  test('the plug is pulled: it turns grey, words are kept, and all comes back', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    await page.evaluate(() => fetch('/demo/cut', { method: 'POST' }).then(() => undefined))
    await page.locator('body.cut').waitFor()
    const phone = page.locator('#panel-private')
    await phone.locator('textarea').fill('俺家水沟叫邻居堵了')
    await page.keyboard.press('Enter')
    await page.locator('body:not(.cut)').waitFor()
    await phone.locator('.choice').first().waitFor()
    expect(await phone.locator('.line.me').count()).toBe(1)
    await page.context().close()
  })

  test('a reload in the middle repeats nothing, and the story goes on', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    await jump(page, 2, '语音它听不懂')
    await page.reload()
    await page.locator('#caption', { hasText: '再问三两句' }).waitFor({ timeout: 30_000 })
    expect(await page.locator('#panel-private .line.me .voice').count()).toBe(1)
    expect(await page.locator('#panel-group .said', { hasText: '俺想反映个事' }).count()).toBe(1)
    await page.context().close()
  })

  test('who has tried things first sees the story in a fresh world', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    await page.locator('#panel-group textarea').fill('@村口 俺有个事')
    await page.locator('#panel-group textarea').press('Enter')
    await page.locator('#panel-group .said', { hasText: '有事咱私下说' }).waitFor()
    await jump(page, 2, '语音它听不懂')
    const said = (await page.locator('#panel-group .said').allTextContents()).join('\n')
    expect(said).toContain('@村口 俺想反映个事')
    expect(said).not.toContain('俺有个事')
    await page.context().close()
  })

  test('a reply to a line of the bot is said to it, by keyboard too; nothing else is', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    const field = page.locator('#panel-group textarea')
    const say = async (text: string) => {
      await field.fill(text)
      await field.press('Enter')
    }
    await say('@村口 在吗')
    await page.locator('#panel-group .said', { hasText: '有事咱私下说' }).waitFor()
    // Danger is answered always, so the answer shows whether the bot was spoken to.
    await say('东头有人拿刀砍人了')
    await page.locator('#panel-group').getByRole('button', { name: '回复', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.locator('#panel-group .replying').waitFor()
    await say('东头又有人拿刀砍人了')
    await page.locator('#panel-group .said', { hasText: '有危险马上打110、120' }).waitFor()
    expect(await page.locator('#panel-group .said', { hasText: '有危险马上打110、120' }).count()).toBe(1)
    expect(await page.locator('#panel-group .replying').isVisible()).toBe(false)
    await page.context().close()
  })

  test('taken over in the middle: what the visitor did the story does not wait for, and goes on', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    await jump(page, 4, '值班群里来了一张卡')
    await page.click('#play')
    await page.locator('.card.fresh .card-do .outline').last().click()
    await page.locator('.card', { hasText: '刘明在办' }).last().waitFor()
    await page.locator('#panel-private textarea').fill('俺想问问，得等几天？')
    await page.locator('#panel-private textarea').press('Enter')
    await jump(page, 6, '值班的人那边在数秒')
    await page.click('#play')
    await page.click('.alarm-press')
    await page.locator('.alarm.calm').waitFor()
    await jump(page, 7, '少0条，重0条')
    // Danger once more in the same matter is an alarm once more.
    await page.click('#play')
    await page.locator('#panel-private textarea').fill('他又拿着刀来了')
    await page.locator('#panel-private textarea').press('Enter')
    await page.locator('.alarm:not(.calm)', { hasText: '秒没人看' }).waitFor()
    await page.context().close()
  })

  test('other eyes see what that person may see, and no more', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    await jump(page, 4, '刘明点了认领')
    await page.click('#self')
    const no = ((await page.locator('.receipt-no').textContent()) ?? '').replace(' ', '')
    const look = async (name: string): Promise<string> => {
      await page.click('#eyes')
      await page.click(`.eye:has-text("${name}")`)
      await page.waitForTimeout(1500)
      return (await page.locator('.panels').textContent()) ?? ''
    }
    const secretary = await look('村支书')
    expect(secretary).toContain('俺想反映个事')
    for (const secret of [no, '水沟', '认领']) expect(secretary).not.toContain(secret)
    const second = await look('孙丽')
    expect(second.replaceAll(' ', '')).toContain(no)
    expect(second).not.toContain('水沟')
    expect(await look('刘明')).toContain('水沟')
    await page.context().close()
  })

  test('by hand and by keyboard: a line in the group, 我自己试, and from the start again', async () => {
    const { page } = await visit(browser, demo.url, desk)
    await lived(page)
    await tabTo(page, '我自己试')
    await page.keyboard.press('Enter')
    await page.locator('#caption', { hasText: '您来' }).waitFor()
    await page.locator('#panel-group textarea').focus()
    await page.keyboard.type('@村口 俺有个事')
    await page.keyboard.press('Enter')
    await page.locator('#panel-group .said', { hasText: '有事咱私下说' }).waitFor()
    await until('a world is kept ready', () => ready(demo) > 0)
    const worlds = demo.worlds()
    for (const press of [1, 2]) {
      await page.locator('#restart').focus()
      await page.keyboard.press('Enter')
      await page.locator('#panel-group .said', { hasText: '俺有个事' }).waitFor({ state: 'detached' })
      await lived(page)
      if (press === 2) break
      await page.locator('#panel-group textarea').focus()
      await page.keyboard.type('@村口 俺有个事')
      await page.keyboard.press('Enter')
      await page.locator('#panel-group .said', { hasText: '有事咱私下说' }).waitFor()
    }
    // Begun anew where it is: a new process would take a second and more.
    expect(demo.worlds()).toEqual(worlds)
    await page.context().close()
  })
})
