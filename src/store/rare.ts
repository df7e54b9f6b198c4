/** What is rare goes through Prisma: enrolment codes. Its client is loaded when first needed and writes on the writer's own connection. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Role } from './effect.ts'
import { isCode, spellCode } from './enrolment.ts'
import { DatabaseBusy, patience, StoreRefused } from './errors.ts'
import type { Inside } from './inside.ts'
import type { Orm } from './orm.ts'

type Tx = Parameters<Parameters<Orm['$transaction']>[0]>[0]

const day = 24 * 60 * 60 * 1000

/** One transaction of the ORM, alone on the queue like every other write. A locked database is waited for between two tries: Prisma itself would wait inside SQLite and stop the process. */
const rarely = <T>(s: Inside, work: (tx: Tx) => Promise<T>): Promise<T> =>
  s.queue.alone(async () => {
    const orm = await s.engine.orm()
    for (const until = performance.now() + patience; ; await sleep(25)) {
      try {
        return await orm.$transaction(work, { maxWait: 60_000, timeout: 60_000 })
      } catch (error) {
        const why = s.engine.outage(error) ?? error
        if (!(why instanceof DatabaseBusy) || performance.now() > until) throw why
      }
    }
  })

/** Keeps the hash of a one-time code for a named officer; it is good for 24 hours. An older unused code of the officer ends. */
export async function putCode(s: Inside, code: string, officer: string, role: Role, now: number): Promise<void> {
  const spelt = spellCode(code)
  if (!isCode(spelt)) throw new StoreRefused('An enrolment code has eight Crockford characters, digits and letters among them.')
  const hash = s.ring.codeHash(spelt)
  await rarely(s, async (tx) => {
    await tx.code.updateMany({ where: { officer, usedAt: null }, data: { expiresAt: BigInt(now) } })
    await tx.code.create({ data: { hash, officer, role, madeAt: BigInt(now), expiresAt: BigInt(now + day) } })
  })
}
