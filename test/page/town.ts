/** A small real town on a free port: the built program without the demo, for the tests of the village page. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtMain } from '../support/demo.ts'

const town = `
town: 清河湾镇
county: 临湖县
centre: 综治中心
phones: { duty: "0537-8200110" }
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

export async function startTown(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'cunkou-town-'))
  writeFileSync(join(data, 'town.yaml'), town)
  const program = spawn(process.execPath, [await builtMain()], {
    env: { PATH: process.env['PATH'], CUNKOU_DEMO: 'off', CUNKOU_DATA: data, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let wrong = ''
  program.stderr.on('data', (piece: Buffer) => {
    wrong += piece
  })
  const url = await new Promise<string>((resolve, reject) => {
    program.stdout.once('data', (piece: Buffer) => resolve(piece.toString().trim().split('\n')[0] ?? ''))
    program.once('exit', () => reject(new Error(`the town did not start: ${wrong}`)))
  })
  return {
    url,
    stop: async () => {
      program.kill('SIGTERM')
      if (program.exitCode === null) await once(program, 'exit')
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
