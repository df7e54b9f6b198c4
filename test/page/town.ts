/** A small real town on a free port: the built program without the demo, on either engine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startProgram } from '../support/program.ts'

/** The duty begins with 刘明, once enrolled. */
export const smallTown = `
town: 清河湾镇
county: 临湖县
centre: 综治中心
phones: { duty: "0537-8200110" }
duty: { now: liuming }
offices:
  - id: justice
    name: 司法所
    phone: "0537-8200148"
    kinds: [family, neighbor, adjacent, other]
    people:
      - { id: liuming, name: 刘明 }
branches:
  - name: 湖东总支
    villages:
      - { name: 柳树湾, phone: "0537-8200201" }
      - { name: 石桥口, phone: "0537-8200202" }
`

export interface TownHere {
  /** Its data folder; without one it gets one of its own, which goes with it. */
  readonly data?: string
  /** Where its database is; without one in the data folder. */
  readonly database?: string
  readonly environment?: NodeJS.ProcessEnv
  readonly nodeArguments?: readonly string[]
  /** A command that runs it, and leaves it to us as our child. */
  readonly under?: readonly string[]
  /** Its town.yaml. */
  readonly file?: string
}

export interface TownProgram extends Program {
  readonly data: string
  stop(): Promise<void>
}

/** @throws NotStarted with what it said instead */
export async function startTown(here: TownHere = {}): Promise<TownProgram> {
  const data = here.data ?? mkdtempSync(join(tmpdir(), 'cunkou-town-'))
  writeFileSync(join(data, 'town.yaml'), here.file ?? smallTown)
  const program = await startProgram(
    {
      CUNKOU_DEMO: 'off',
      CUNKOU_DATA: data,
      ...(here.database === undefined ? {} : { DATABASE_URL: here.database }),
      ...here.environment,
    },
    here.nodeArguments,
    here.under,
  )
  return {
    ...program,
    data,
    stop: async () => {
      await program.end()
      if (here.data === undefined) rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
