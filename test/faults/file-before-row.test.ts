/** A file lies whole on the disk, and its name in the folders, before the row that speaks of it: seen in the program's own calls to the kernel. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { startTown } from '../page/town.ts'
import { openBrowser, until } from '../support/demo.ts'
import { photo } from '../support/photo.ts'
import { later, onEachEngine } from '../support/store.ts'

vi.setConfig({ testTimeout: 120_000 })

/** With -D the program stays our child. Whole database pages are written down, for a row is known by the id in it. */
const strace = (out: string, calls: string): readonly string[] => [
  'strace',
  '-D',
  '-f',
  '-y',
  '-s',
  '70000',
  '-o',
  out,
  '-e',
  `trace=${calls}`,
]

/** Why nothing can be traced here; undefined where it can. */
function notTraced(): string | undefined {
  const [command = '', ...more] = [...strace('/dev/null', 'fsync'), 'true']
  const { error, status } = spawnSync(command, more, { encoding: 'utf8' })
  if (error !== undefined) return 'strace is not installed: apt-get install strace'
  return status === 0 ? undefined : 'strace may not look into a process here'
}

const missing = notTraced()

describe.skipIf(missing !== undefined)(`a file and its row${missing === undefined ? '' : ` (${missing})`}`, () => {
  onEachEngine((make) => {
    test('the file is synced, gets its name, each folder is synced, and only then is the row written', async () => {
      const place = await make()
      const out = join(place.dir, 'calls.txt')
      const town = await startTown({
        data: place.dir,
        database: place.options.url,
        under: strace(out, 'fsync,fdatasync,rename,renameat,renameat2,write,writev,pwrite64,pwritev,sendto,sendmsg'),
      })
      later(town.stop)
      const person = openBrowser(town.url)
      const { file } = (await (await person.send('/file?kind=photo', photo)).json()) as { file: string }
      expect(await town.end()).toBe(0)
      const ended = new RegExp(`^${town.child.pid}\\s+\\+{3} exited`, 'm')
      await until('all is written down', () => ended.test(readFileSync(out, 'utf8')))
      const calls = finished(readFileSync(out, 'utf8'))

      const folders = [join(place.dir, 'files', file.slice(0, 2)), join(place.dir, 'files'), place.dir]
      const steps = [
        synced(`${join(folders[0] ?? '', file)}.`),
        (call: string) => /^rename/.test(call) && call.includes(`/${file}"`),
        ...folders.map((folder) => synced(`${folder}>`)),
      ]
      // On the wire to PostgreSQL the id is first in a question whether it is there.
      const names = (call: string): boolean => call.includes(file) && !call.includes(`/${file}`) && !/\\0SELECT /.test(call)
      const row = calls.findIndex((call) => /^(p?write|send)/.test(call) && names(call))
      let after = -1
      const at = steps.map((is) => {
        after = calls.findIndex((call, n) => n > after && n < row && is(call))
        return after
      })
      expect(row).toBeGreaterThan(0)
      expect(at, 'what of it did not come before the row').not.toContain(-1)
    })
  })
})

const synced = (path: string) => (call: string) => /^f(data)?sync\(/.test(call) && call.includes(`<${path}`)

/** The calls in the order in which they came to an end, without who made them; one that another interrupted is put together. */
function finished(written: string): readonly string[] {
  const begun = new Map<string, string>()
  return written.split('\n').flatMap((line) => {
    const [, thread = '', call = ''] = /^(\d+)\s+(.*)$/s.exec(line) ?? []
    if (call.endsWith('<unfinished ...>')) {
      begun.set(thread, call.slice(0, -'<unfinished ...>'.length))
      return []
    }
    const rest = /^<\.\.\. \w+ resumed>(.*)$/s.exec(call)?.[1]
    return [rest === undefined ? call : `${begun.get(thread) ?? ''}${rest}`]
  })
}
