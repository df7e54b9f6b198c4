/** F30: no address that a person sends is ever asked for: nothing of the program goes out, wherever the address stands. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startTown } from '../page/town.ts'
import { openBrowser, until } from '../support/demo.ts'
import { ask, atRest, report } from '../support/resident.ts'
import { later, onEachEngine } from '../support/store.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Writes down every connection and every name that the process asks for; on SIGUSR2 it asks for one itself. */
const witness = (target: string): string =>
  `data:text/javascript,${encodeURIComponent(`
    import net from 'node:net'
    import dns from 'node:dns'
    import dgram from 'node:dgram'
    import child from 'node:child_process'
    import { syncBuiltinESMExports } from 'node:module'
    const note = (what, to) => process.stderr.write('OUT ' + what + ' ' + JSON.stringify(to) + '\\n')
    for (const [of, name] of [[net.Socket.prototype, 'connect'], [dns, 'lookup'], [dns.promises, 'lookup'], [dgram.Socket.prototype, 'send'], [child, 'spawn'], [child, 'exec'], [child, 'execFile']]) {
      const real = of[name]
      of[name] = function (...args) {
        const first = Array.isArray(args[0]) ? args[0][0] : args[0]
        note(name, typeof first === 'object' ? { host: first?.host, port: first?.port, path: first?.path } : first)
        return real.apply(this, args)
      }
    }
    syncBuiltinESMExports()
    process.on('SIGUSR2', () => void fetch('${target}/control').catch(() => {}))
  `)}`

onEachEngine((make, engine) => {
  test('addresses in words, files, fields and headers open no connection', async () => {
    const asked: string[] = []
    const trap = createServer((request, answer) => {
      asked.push(request.url ?? '')
      answer.writeHead(302, { Location: '/again' }).end()
    }).listen(0, '127.0.0.1')
    await once(trap, 'listening')
    later(() => trap.close())
    const target = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`
    const place = await make()
    const here = await startTown({ data: place.dir, database: place.options.url, nodeArguments: ['--import', witness(target)] })
    later(here.stop)
    const database = new URL(place.options.url)
    const out = (): readonly string[] =>
      here
        .printed()
        .split('\n')
        .filter((line) => line.startsWith('OUT '))
        // The program speaks to its own database.
        .filter((line) => engine === 'sqlite' || !line.includes(database.port))
    const before = out().length

    const person = openBrowser(here.url)
    const addresses = [
      `${target}/a.jpg`,
      target.replace('127.0.0.1', 'localhost'),
      target.replace('127.0.0.1', '0x7f.1'),
      `${target.replace('127.0.0.1', '[::1]')}/x`,
      'http://169.254.169.254/latest/meta-data/',
      'file:///etc/passwd',
      '\\\\127.0.0.1\\share',
      `<img src="${target}/b.png">`,
      `![照片](${target}/c.png)`,
      `[CQ:image,url=${target}/d.png]`,
      'rebind.example.org',
    ]
    await report(person, { what: `邻居占地，照片在${target}/story.jpg` })
    for (const address of addresses) {
      await ask(person, `看看 ${address}`)
      const fields = {
        url: address,
        media_url: address,
        image: { url: address },
        file_url: address,
        avatar: address,
        callback: address,
        webhook: address,
      }
      const answer = await person.post('/say', {
        id: address,
        text: address,
        press: address,
        village: address,
        files: [address],
        edits: address,
        ...fields,
      })
      expect([202, 400]).toContain(answer.status)
      await person.post('/back', { no: address, lastFour: address, ...fields })
      for (const body of [
        address,
        `<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}"/></svg>`,
        `%PDF-1.4 /URI (${address})`,
      ])
        await person.send(`/file?kind=photo&url=${encodeURIComponent(address)}&seconds=3`, new TextEncoder().encode(body))
      await (await person.get(`/?v=${encodeURIComponent(address)}`)).arrayBuffer()
      await (await person.get(`/files/${encodeURIComponent(address)}`)).arrayBuffer()
    }
    for (const name of ['X-Forwarded-Host', 'X-Forwarded-For', 'Forwarded', 'Referer', 'X-Original-URL', 'Location', 'Origin'])
      await (
        await fetch(`${here.url}/say`, { method: 'POST', body: '{"id":"h","text":"在吗"}', headers: { [name]: target } })
      ).arrayBuffer()
    await atRest(person)
    expect(out().slice(before)).toEqual([])
    expect(asked).toEqual([])

    // What watches can see.
    here.child.kill('SIGUSR2')
    await until('the connection is seen', () => asked.length > 0)
    expect(asked[0]).toBe('/control')
    expect(out().slice(before).join('\n')).toMatch(/OUT connect .*127\.0\.0\.1/)
  })
})
