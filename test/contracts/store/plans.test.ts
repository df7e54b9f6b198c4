/** No hot statement walks through a table that grows with the years: each goes by an index, or by a partial index of what waits. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import * as cases from '../../../src/store/hot/cases.ts'
import { type Ask, type Each, spell } from '../../../src/store/hot/hot.ts'
import * as inbox from '../../../src/store/hot/inbox.ts'
import * as outbox from '../../../src/store/hot/outbox.ts'
import * as town from '../../../src/store/hot/town.ts'
import { sqlite } from '../../support/store.ts'

const growing =
  /^(SCAN) (inbox|outbox|case_file|case_event|person|link|stored_file|audit|alarm|[iopleacft])\b(?!.*USING (COVERING )?INDEX (inbox_new|inbox_dead|inbox_clear|outbox_waiting|outbox_held|outbox_astray|outbox_sent|case_open|alarm_open|file_unheard))/

/** On purpose: the newest row by key, and the few who are enrolled. */
const onPurpose = new Set(['auditHead', 'lastDuty', 'enrolled'])

test('on SQLite', async () => {
  const place = await sqlite()
  const db = new Database(place.file)
  const statements = Object.entries({ ...cases, ...inbox, ...outbox, ...town })
  const walks: string[] = []
  const plans = new Map<string, string>()
  for (const [name, one] of statements) {
    const sql = (one as Ask<unknown, unknown>).sql ?? (one as Each<unknown>).row
    if (typeof sql !== 'string' || onPurpose.has(name)) continue
    const { text, names } = spell(sql, (_, list) => (list === undefined ? '?' : 'IN (SELECT value FROM json_each(?))'))
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...names.map(() => '[1]')) as { detail: string }[]
    plans.set(name, plan.map(({ detail }) => detail).join('; '))
    walks.push(...plan.filter(({ detail }) => growing.test(detail)).map(({ detail }) => `${name}: ${detail}`))
  }
  db.close()
  expect(walks).toEqual([])
  expect(plans.get('talksLeft')).toContain('talk_left (flow=? AND updated_at>? AND updated_at<?)')
  expect(statements.length).toBeGreaterThan(60)
})
