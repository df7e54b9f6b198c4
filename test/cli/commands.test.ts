/** The command line: what each command leaves behind, and what is said when a line is not understood. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commandsOf, listenForCommands, socketOf } from '../../src/bot/command-socket.ts'
import { runCommand } from '../../src/cli/commands.ts'
import { readSettings } from '../../src/config.ts'
import { openStore } from '../../src/store/open.ts'
import { readTown } from '../../src/town/town-file.ts'
import { arrival, sayCode } from '../support/store.ts'

let data = ''
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'cunkou-cli-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const filled = `town: 清河湾镇
county: 临湖县
centre: 综治中心
phones: { duty: "0537-8200110" }
duty: { now: liuming }
offices:
  - { id: justice, name: 司法所, phone: "0537-8200148", kinds: [other], people: [{ id: liuming, name: 刘明 }, { id: sunli, name: 孙丽 }] }
branches:
  - { name: 湖东总支, villages: [{ name: 柳树湾 }, { name: 东芦花 }, { name: 西芦花 }, { name: "<b>&村" }] }
`
const fill = (text = filled): void => writeFileSync(join(data, 'town.yaml'), text)

async function run(line: string, typed = '', environment: NodeJS.ProcessEnv = {}) {
  const out: string[] = []
  const err: string[] = []
  const input = Readable.from([typed])
  const code = await runCommand(line === '' ? [] : line.split(' '), {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    input,
    environment: { CUNKOU_DATA: data, ...environment },
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const openHere = (readOnly = false) => {
  const { database, keyFile } = readSettings({ CUNKOU_DATA: data })
  return openStore({ url: database, dataDir: data, keyFile, readOnly })
}

test.each([
  '',
  'foo',
  'poster',
  'poster a b',
  'check now',
  'audit',
  'audit look',
  'play nothing',
  'play --lang fr',
  'admin-code',
  'poster 柳树湾 --bogus',
])('a line that is not understood is answered in one line: %s', async (line) => {
  const { code, out, err } = await run(line)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err.split('\n')).toHaveLength(1)
  expect(err).toMatch(/Commands: .*init|Use: /)
})

test('help names every command in both languages', async () => {
  const { code, out } = await run('help')
  expect(code).toBe(0)
  for (const name of ['init', 'check', 'poster', 'admin-code', 'status', 'audit verify', 'play']) expect(out).toContain(`  ${name}`)
})

test('init writes a file that says what is missing, and never overwrites one', async () => {
  const first = await run('init')
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/写好了.*check[\s\S]*Wrote.*check/)
  expect(statSync(join(data, 'town.yaml')).mode & 0o777).toBe(0o600)
  const empty = await run('check')
  expect(empty.code).toBe(1)
  expect(empty.err).toMatch(/town\.yaml:\d+\n {2}\S/)
  fill('mine')
  expect((await run('init')).code).toBe(1)
  expect(readFileSync(join(data, 'town.yaml'), 'utf8')).toBe('mine')
  expect((await run(`init ${join(data, 'other')}`)).code).toBe(0)
  expect(existsSync(join(data, 'other/town.yaml'))).toBe(true)
})

test('check says line and reason, and what is allowed to be missing', async () => {
  expect((await run('check')).err).toMatch(/run init first/)
  fill(filled.replace('now: liuming', 'now: liumin'))
  expect(await run('check')).toMatchObject({ code: 1, err: expect.stringMatching(/town\.yaml:5\n.*liumin.*\n.*Do you mean "liuming"/) })
  fill(filled.replace('0537-8200110', '0000-5550110'))
  expect(await run('check')).toMatchObject({ code: 1, err: expect.stringContaining('phones.duty') })
  fill()
  const good = await run('check')
  expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/填得对：清河湾镇，4个村[\s\S]*All right: 清河湾镇/) })
  expect(good.err).toContain('domestic')
})

test('poster makes an A4 page whose QR holds the village; nothing of the town file is markup', async () => {
  fill()
  const { code, out, err } = await run('poster 柳树湾 --url https://cunkou.example/x?a=1')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(new URL(out.split('\n').at(-1) ?? '').searchParams.get('v')).toBe('柳树湾')
  const page = readFileSync(join(data, 'poster-柳树湾.html'), 'utf8')
  expect(page).toMatch(/@page \{ size: A4/)
  expect(page).toMatch(/<svg[^>]*><path d="M/)
  expect(page).toContain('0537-8200110')
  expect(page.match(/<p>/g)).toHaveLength(4)
  expect(page).not.toMatch(/<script|https?:/)
  fill(filled.replace('town: 清河湾镇', 'town: "<i>镇"'))
  expect((await run('poster <b>&村 --url https://a.example/')).code).toBe(0)
  const strange = readFileSync(join(data, 'poster-b村.html'), 'utf8')
  expect(strange).toContain('&lt;b&gt;&amp;村')
  expect(strange).not.toMatch(/<[bi]>/)
})

test('poster offers the villages that may be meant, and says where its address cannot be opened', async () => {
  fill()
  expect(await run('poster 芦花')).toMatchObject({ code: 1, err: expect.stringContaining('Do you mean 东芦花, 西芦花?') })
  expect(await run('poster 柳树弯')).toMatchObject({ code: 1, err: expect.stringContaining('Do you mean 柳树湾?') })
  expect(await run('poster 纽约')).toMatchObject({ code: 1, err: expect.not.stringContaining('mean') })
  expect(await run('poster 柳树湾')).toMatchObject({
    code: 0,
    out: expect.stringContaining('http://127.0.0.1:8200/?v='),
    err: expect.stringContaining('--url'),
  })
  const open = await run('poster 柳树湾 --url http://cunkou.example/')
  expect(open).toMatchObject({ code: 0, err: expect.stringMatching(/话筒[\s\S]*microphone/) })
  expect(await run('poster 柳树湾', '', { HOST: '/run/cunkou.sock' })).toMatchObject({ code: 2, err: expect.stringContaining('--url') })
  expect(await run('poster 柳树湾 --url javascript:alert(1)')).toMatchObject({ code: 2 })
  rmSync(join(data, 'town.yaml'))
  expect(await run('poster 柳树湾 --lang en')).toMatchObject({ code: 0, err: expect.stringContaining('made-up town') })
})

test('admin-code without a running process takes the lease, keeps only the hash, and the code enrols once', async () => {
  fill()
  const { code, out } = await run('admin-code 刘明')
  expect(code).toBe(0)
  const shown = /^([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})$/m.exec(out)
  const secret = `${shown?.[1]}${shown?.[2]}`
  expect(secret).toHaveLength(8)
  expect(out).toMatch(/私下[\s\S]*in private/)
  expect(readFileSync(join(data, 'cunkou.db')).includes(secret)).toBe(false)
  const store = await openHere()
  expect(await sayCode(store, arrival('a', secret), Date.now())).toEqual({ officer: 'liuming', role: 'admin' })
  expect(await sayCode(store, arrival('b', secret), Date.now())).toBeUndefined()
  expect((await store.auditOf('liuming')).map((r) => r.act)).toContain('code')
  await store.close()
})

test('admin-code says who there is where a name is no officer', async () => {
  fill()
  expect(await run('admin-code 王五')).toMatchObject({ code: 1, err: expect.stringContaining('liuming 刘明') })
  expect(await run('admin-code sunli')).toMatchObject({ code: 0 })
})

test('beside a running process a change goes through its socket, and what only reads needs none', async () => {
  fill()
  const store = await openHere()
  const town = readTown(filled, 'town.yaml')
  // The lease is taken, but nobody listens: said, and nothing done.
  expect(await run('admin-code liuming')).toMatchObject({ code: 1, err: expect.stringContaining('already running') })
  const socket = await listenForCommands(socketOf(data), commandsOf({ store, town, clock: Date.now }))
  expect(statSync(join(data, 'cunkou.sock')).mode & 0o777).toBe(0o600)
  expect(await run('admin-code liuming')).toMatchObject({ code: 0 })
  fill(filled.replace('id: sunli,', 'id: newone,'))
  expect(await run('admin-code newone')).toMatchObject({ code: 1, err: expect.stringContaining('restart') })
  const status = await run('status')
  expect(status).toMatchObject({ code: 0, out: expect.stringMatching(/running[\s\S]*inbox\.stored +0/) })
  expect(await run('audit verify')).toMatchObject({ code: 0, out: expect.stringContaining('whole') })
  await socket.close()
  await store.close()
  expect(await run('status')).toMatchObject({ code: 0, out: expect.stringContaining('not running') })
})

test('what is left of a killed process is no obstacle', async () => {
  writeFileSync(join(data, 'cunkou.sock'), '')
  const socket = await listenForCommands(socketOf(data), {})
  expect(await run('admin-code liuming')).toMatchObject({ code: 1, err: expect.stringContaining('init') })
  await socket.close()
  fill()
  expect(await run('admin-code liuming')).toMatchObject({ code: 0 })
})

test('status and audit say where there is no database', async () => {
  fill()
  expect(await run('audit verify')).toMatchObject({ code: 1, err: expect.stringContaining('no database') })
  expect(existsSync(join(data, 'cunkou.db'))).toBe(false)
  expect(existsSync(join(data, 'master.key'))).toBe(false)
})

test('play: a report in the terminal comes out as a test', async () => {
  const { code, out } = await run('play', '隔壁老王家盖房占了我家地二尺\n[按 没有]\n柳树湾\n王大爷\n19900001234\n1\n/test\n')
  expect(code).toBe(0)
  expect(out).toMatch(/村口：现在有没有人受伤.* 1有 2没有/)
  expect(out).toContain('登记好了，编号483 216')
  expect(out.match(/await play\(`/g)).toHaveLength(2)
  expect(out.slice(out.lastIndexOf('await play'))).toMatch(
    /^await play\(`\n {2}李大爷：在吗\n {2}村口：[\s\S]*\n {2}李大爷：\[按 没有\]\n[\s\S]*编号\{编号\}[\s\S]*\n`\)$/,
  )
})

test('play: in English, and every flow begins', async () => {
  const english = await run('play --lang en', 'my neighbour took my land\n')
  expect(english.out).toMatch(/李大爷：hello[\s\S]*Is anyone hurt.* 1Yes 2No[\s\S]*await play\(`\n {2}李大爷：\/lang en/)
  expect((await run('play more-words', '他昨天又来占地了\n1\n')).out).toMatch(/补充到483 216[\s\S]*补到483 216里了/)
  expect((await run('play beside-case', '他打我\n')).out).toMatch(/110/)
  expect((await run('play how-it-went', '1\n1\n')).out).toMatch(/1办好了[\s\S]*1满意/)
})

test('the program itself: exit codes, and lines from a pipe', () => {
  const cunkou = (args: string[], input = '') =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
      input,
      encoding: 'utf8',
      env: { ...process.env, CUNKOU_DATA: data },
    })
  expect(cunkou(['nothing']).status).toBe(2)
  const { status, stdout, stderr } = cunkou(['play', 'report-dispute'], '路灯坏了\n')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('村口：现在有没有人受伤')
}, 30_000)

test('the socket answers whatever comes, and says no more than the kind of an error', async () => {
  const secret = 'not to be told'
  const socket = await listenForCommands(socketOf(data), {
    fail: async () => {
      throw new Error(secret)
    },
  })
  const ask = (line: string): Promise<string> =>
    new Promise((resolve) => {
      let heard = ''
      const client = connect(socketOf(data), () => client.write(line))
      client.on('data', (part) => {
        heard += String(part)
      })
      client.on('close', () => resolve(heard))
      client.on('error', () => {})
    })
  for (const line of ['{\n', '\n', '{}\n', '{"command":"constructor","args":{}}\n', '{"command":"fail","args":{}}\n']) {
    const answer = JSON.parse(await ask(line))
    expect(answer).toMatchObject({ ok: false, error: expect.not.stringContaining(secret) })
  }
  expect(JSON.parse(await ask('x'.repeat(70_000)))).toMatchObject({ ok: false })
  await socket.close()
  expect(existsSync(join(data, 'cunkou.sock'))).toBe(false)
})
