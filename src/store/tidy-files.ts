/** Brings the files on disk and the rows that name them together, after whatever has ended the process in between. */
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ask } from './hot/hot.ts'
import type { Inside } from './inside.ts'
import type { Tidied } from './store.ts'

const idsFrom = ask<{ from: string; to: string }, { id: string }>(`SELECT id FROM stored_file WHERE id >= :from AND id < :to`)

/** So long a file may wait for its row; the row of an older one was never written. */
const patienceMs = 24 * 60 * 60 * 1000
const prefixes = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

/** @param now epoch ms of the clock by which the disk writes its times */
export async function tidyFiles(s: Inside, now: number): Promise<Tidied> {
  const missing: string[] = []
  let aside = 0
  for (const prefix of prefixes) {
    // Rows first: a file is there before its row, so what is written meanwhile is never missing.
    const rows = new Set((await s.engine.reader.all(idsFrom, { from: prefix, to: `${prefix}g` })).map((row) => row.id))
    const folder = join(s.dataDir, 'files', prefix)
    const names = new Set(await namesIn(folder))
    missing.push(...[...rows].filter((id) => !names.has(id)))
    for (const name of names) {
      if (rows.has(name) || now - (await stat(join(folder, name))).mtimeMs < patienceMs) continue
      const away = join(s.dataDir, 'files-aside')
      await mkdir(away, { recursive: true, mode: 0o700 })
      await rename(join(folder, name), join(away, name))
      aside += 1
    }
  }
  return { aside, missing }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
