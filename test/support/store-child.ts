/** A process of its own that works on a store and can be killed; its role is the second argument. */
import type { OpenOptions } from '../../src/store/boot.ts'
import { openStore } from '../../src/store/open.ts'
import type { Arrival } from '../../src/store/store.ts'

interface Told extends OpenOptions {
  /** Where the process ends itself. */
  readonly dieAt?: string
  /** A text whose decision ends the process. */
  readonly poison?: string
  /** A text whose decision throws. */
  readonly throwsAt?: string
  readonly arrivals?: readonly Arrival[]
}

const told = JSON.parse(process.argv[2] ?? '{}') as Told
const say = (message: Record<string, unknown>) => new Promise<void>((done) => process.send?.(message, () => done()))
const dieAt = (name: string) => {
  if (name === told.dieAt) process.kill(process.pid, 'SIGKILL')
}

const roles: Record<string, () => Promise<void>> = {
  /** Holds the database until it is killed; what it was given is acknowledged before. */
  async own() {
    const started = performance.now()
    const store = await openStore(told)
    const opened = performance.now() - started
    for (const one of told.arrivals ?? []) await store.accept([one], 2000)
    await say({ opened })
    setInterval(() => {}, 1000)
  },
  /** Tries to open once. */
  async open() {
    const error = await openStore(told).then(
      (store) => store.close(),
      (e: Error) => e,
    )
    await say({ refused: error?.name ?? '', why: error?.message ?? '' })
    process.exit(0)
  },
  /** Accepts, steps and sends what it was given, and dies where it was told to. */
  async live() {
    const store = await openStore({ ...told, failpoint: dieAt })
    for (const one of told.arrivals ?? []) {
      await store.accept([one], 2000)
      await say({ accepted: one.ext })
    }
    for (;;) {
      const report = await store.step(
        50,
        ({ row, person }) => {
          if (row.text === told.poison) process.kill(process.pid, 'SIGKILL')
          if (row.text === told.throwsAt) throw new RangeError('poison')
          return [{ do: 'send', to: { person: person.id }, message: { text: row.text }, class: 'reply', once: `${row.id}:echo` }]
        },
        3000,
      )
      if (report.dead.length > 0) await say({ dead: report.dead })
      if (report.done === 0) break
    }
    await store.tellDead(
      ({ row, person, number }) => [
        { do: 'open-case', no: number, person: person.id, reach: 'chat' },
        { do: 'happened', no: number, event: { is: 'begun', why: 'unreadable' } },
        { do: 'send', to: { person: person.id }, message: { text: 'told' }, class: 'reply', once: `dead:${row.id}` },
      ],
      3000,
    )
    const rows = await store.takeOut(50, 4000, () => true)
    await say({ sending: rows.map((r) => r.message.text) })
    await store.markOut(
      rows.map((r) => ({ id: r.id, is: 'sent' as const, remote: 'r' })),
      4000,
    )
    await say({ lived: await store.counts() })
    setInterval(() => {}, 1000)
  },
  /** Acknowledges messages while other transactions on the same connection are rolled back all the time. */
  async mixed() {
    const store = await openStore(told)
    const spoil = async () => {
      for (;;)
        await store
          .apply(
            [
              { do: 'audit', actor: 'bot', act: 'a', object: 'x' },
              { do: 'happened', no: '000000', event: { is: 'claimed' } },
            ],
            1,
          )
          .catch(() => {})
    }
    const code = async () => {
      for (let i = 0; ; i++) await store.putCode(`CADE${String(i % 10000).padStart(4, '0')}`, `o${i}`, 'officer', 1).catch(() => {})
    }
    const accept = async () => {
      for (let i = 0; ; i++) {
        await store.accept(
          [{ channel: 'web', account: 'town', ext: `mixed${i}`, from: `p${i % 7}`, text: `word ${i}`, files: [], at: i }],
          1,
        )
        await say({ acknowledged: `mixed${i}` })
      }
    }
    await Promise.all([spoil(), code(), accept()])
  },
}

await roles[process.argv[3] ?? '']?.()
