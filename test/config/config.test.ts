/** Settings: defaults, checks, and one line when one is wrong. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { envExample, readSettings, SettingRefused, settings } from '../../src/config.ts'

describe('settings', () => {
  it('have defaults that are right', () => {
    for (const setting of settings) expect([setting.name, setting.fits(setting.default)]).toEqual([setting.name, true])
    const read = readSettings({})
    expect(read).toMatchObject({ host: '127.0.0.1', port: 8200, zone: 'Asia/Shanghai', demo: 'auto', logLevel: 'info' })
    expect(read.database).toBe(`file:${read.data}/cunkou.db`)
  })

  it.each([
    ['PORT', '82oo'],
    ['PORT', '70000'],
    ['CUNKOU_TIMEZONE', 'Asia/Nowhere'],
    ['DATABASE_URL', 'mysql://x'],
    ['CUNKOU_DEMO', 'perhaps'],
    ['CUNKOU_ALARM_WEBHOOK', 'ftp://x'],
    ['LOG_LEVEL', 'loud'],
    ['HOST', 'not a host'],
  ])('refuse %s=%s in one line that says what would be right', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingRefused)
    try {
      readSettings({ [name]: value })
    } catch (error) {
      const line = (error as Error).message
      expect(line).toContain(name)
      expect(line).toContain(settings.find((s) => s.name === name)?.right ?? '-')
      expect(line).not.toContain('\n')
    }
  })

  it('refuse a failpoint outside tests', () => {
    expect(() => readSettings({ CUNKOU_FAILPOINT: 'step:before-commit' })).toThrow(SettingRefused)
    expect(readSettings({ CUNKOU_FAILPOINT: 'step:before-commit,decide:throws=x', CUNKOU_TEST: '1' }).failpoints).toEqual([
      'step:before-commit',
      'decide:throws=x',
    ])
    expect(readSettings({}).failpoints).toEqual([])
  })

  it('all stand in docs/operating.md', () => {
    const text = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
    for (const { name } of settings) expect(text).toContain(`\`${name}\``)
  })

  it('are the ones that .env.example shows', () => {
    expect(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')).toBe(envExample())
  })
})
