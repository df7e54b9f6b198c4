/** What `npm pack` holds is what a town runs: unpacked beside its dependencies alone, the demo answers and the command line works. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { builtMain } from '../support/program.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const root = dirname(dirname(import.meta.dirname))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}
let town = ''
let installed = ''

/** As `npm install --omit=dev cunkou.tgz` leaves a folder, but that nothing is asked of a registry: the dependencies are those of the repo. */
beforeAll(async () => {
  await builtMain()
  town = mkdtempSync(join(tmpdir(), 'cunkou-pack-'))
  installed = join(town, 'node_modules/cunkou')
  mkdirSync(join(town, 'node_modules/.bin'), { recursive: true })
  mkdirSync(installed)
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', town], { cwd: root, encoding: 'utf8' })
  execFileSync('tar', ['-xzf', join(town, packed.trim()), '--strip-components=1', '-C', installed])
  for (const name of Object.keys(manifest.dependencies)) {
    const there = join(town, 'node_modules', name)
    mkdirSync(dirname(there), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), there)
  }
  for (const [name, file] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, file), 0o755)
    symlinkSync(join(installed, file), join(town, 'node_modules/.bin', name))
  }
})
afterAll(() => rmSync(town, { recursive: true, force: true, maxRetries: 5 }))

const env = { PATH: process.env['PATH'], LOG_LEVEL: 'error', PORT: '0' }

test('the demo starts and its bot answers', async () => {
  const program = spawn('npm', ['start', '--silent'], {
    cwd: installed,
    env: { ...env, CUNKOU_DATA: join(town, 'demo') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  try {
    const [line] = (await once(program.stdout, 'data')) as [Buffer]
    const url = line.toString().trim()
    const page = await fetch(url)
    expect(await page.text()).toContain('<script type="module" src="/page/demo.js">')
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
    const say = (): Promise<Response> =>
      fetch(`${url}/say?as=lidaniang`, {
        method: 'POST',
        headers: { Cookie: cookie, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: 'packed', text: '我要反映' }),
      })
    for (let tries = 0; (await say()).status !== 202; tries += 1) if (tries > 6) throw new Error('nothing is taken')
    const live = await fetch(`${url}/live?as=lidaniang&rooms=lidaniang`, { headers: { Cookie: cookie } })
    let heard = ''
    for await (const piece of live.body as unknown as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(piece).toString('utf8')
      if (heard.includes('出了啥事')) break
    }
    expect(heard).toContain('出了啥事')
  } finally {
    process.kill(-(program.pid ?? 0), 'SIGTERM')
    await once(program, 'exit')
  }
})

test('the command line works: init, check, poster, help', () => {
  const data = join(town, 'data')
  const cunkou = (...args: string[]): string =>
    execFileSync(join(town, 'node_modules/.bin/cunkou'), args, {
      cwd: town,
      encoding: 'utf8',
      env: { ...env, CUNKOU_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  expect(cunkou('help')).toContain('poster')
  // Without a town's own file it is the made-up town's.
  expect(cunkou('poster', '柳树湾', '--url', 'https://cunkou.example/')).toContain('https://cunkou.example/?v=')
  expect(cunkou('init')).toContain('town.yaml')
  expect(existsSync(join(data, 'town.yaml'))).toBe(true)
  // The file is still to be filled in, and says where.
  expect(() => cunkou('check')).toThrow(/town\.yaml:\d+/)
})
