/** The demo's hall: gives every browser a world of its own, shows the pages itself (also while a world is down) and passes the rest on. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { generateCookie, getCookie } from 'hono/cookie'
import { pageRoutes, safeHeaders, sameSite } from '../bot/http/pages.ts'
import { langOf } from '../bot/http/parts.ts'
import { listen } from '../bot/http/server.ts'
import { codeOf, type Log } from '../bot/log.ts'
import { readWords } from '../flows/words.ts'
import { passOn } from './pass-on.ts'
import { defaultLimits, type Limits, openWorlds, type World, type Worlds } from './worlds.ts'

/** What the hall needs of the settings. */
export interface HallSettings {
  readonly data: string
  readonly host: string
  readonly port: number
  readonly zone: string
  readonly logLevel: string
}

export interface Hall {
  readonly url: string
  close(): Promise<void>
}

/** For tests: tighter limits, and which main file the worlds are started from. */
export interface HallOptions {
  readonly limits?: Partial<Limits>
  readonly entry?: string
}

type Env = { Bindings: HttpBindings; Variables: { owner: string } }

const cookie = 'world'
const cookieForm = /^[\w-]{22}$/
const cookieSeconds = 30 * 24 * 3600
/** A world that was cut off is back in about two seconds. */
const patienceMs = 10_000
const longestLine = 1024 * 1024

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
/** The program itself: main.js where it is built, main.ts where it runs from its source. */
const main = (): string => here(`../main${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`)

/**
 * Opens the hall.
 * @throws LeaseTaken when another hall has this folder, NodeJS.ErrnoException when the port is taken
 */
export async function openHall(settings: HallSettings, log: Log, options: HallOptions = {}): Promise<Hall> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 })
  const limits = { ...defaultLimits, ...options.limits }
  const worlds = await openWorlds({
    data: settings.data,
    entry: options.entry ?? main(),
    zone: settings.zone,
    logLevel: settings.logLevel,
    limits,
    log,
  })
  try {
    const server = await listen(routes(worlds, log) as unknown as Hono, settings.host, settings.port)
    return { url: server.url, close: async () => void (await Promise.all([server.close(), worlds.close()])) }
  } catch (error) {
    await worlds.close()
    throw error
  }
}

function routes(worlds: Worlds, log: Log): Hono<Env> {
  const app = new Hono<Env>()
  const words = { 'zh-CN': readWords('zh-CN', [here('.')]), en: readWords('en', [here('.')]) }
  const refuse = (c: Context, status: 413 | 503, why: 'full' | 'down' | 'tooLong') => {
    if (status === 503) c.header('Retry-After', '5')
    return c.json({ say: words[langOf(c)].one(`hall.${why}`) }, status)
  }

  app.use(safeHeaders)
  app.use(sameSite)
  app.onError((error, c) => {
    log.error('the hall could not answer', { code: codeOf(error) })
    return refuse(c, 503, 'down')
  })
  // Asked from outside, not by a visitor: no world is made for it.
  app.get('/health/live', (c, next) => (getCookie(c, cookie) === undefined ? c.json({ live: true }) : next()))
  app.get('/health/ready', (c, next) =>
    getCookie(c, cookie) === undefined ? c.json({ ready: worlds.alive > 0 }, worlds.alive > 0 ? 200 : 503) : next(),
  )

  app.use(async (c, next) => {
    c.set('owner', ownerOf(c))
    await next()
  })
  app.post('/demo/cut', (c) => {
    worlds.visit(c.get('owner'))?.cut()
    return c.body(null, 202)
  })
  app.post('/demo/restart', async (c) => {
    const world = worlds.renew(c.get('owner'))
    if (world === undefined) return refuse(c, 503, 'full')
    return (await during(world, () => world.up(patienceMs))) ? c.body(null, 204) : refuse(c, 503, 'down')
  })
  for (const path of ['/say', '/file', '/live', '/files/*', '/about', '/clear', '/back', '/demo/*', '/health/*']) app.all(path, pass)
  app.route('/', pageRoutes(here('../page'), 'demo.html'))
  return app

  async function pass(c: Context<Env>): Promise<Response> {
    const world = worlds.visit(c.get('owner'))
    if (world === undefined) return refuse(c, 503, 'full')
    const { incoming, outgoing } = c.env
    const passed = await during(world, () =>
      passOn(world, { incoming: incoming as never, outgoing: outgoing as never, longest: longestLine, patienceMs }),
    )
    if (passed === 'down') return refuse(c, 503, 'down')
    if (passed === 'too long') return refuse(c, 413, 'tooLong')
    return RESPONSE_ALREADY_SENT
  }
}

/** The world counts as asked for while this lasts. */
async function during<T>(world: World, work: () => Promise<T>): Promise<T> {
  const leave = world.enter()
  try {
    return await work()
  } finally {
    leave()
  }
}

/** Whose world: the hash of a random cookie, given where there is none, so that a look at the folders opens no world. */
function ownerOf(c: Context<Env>): string {
  const given = getCookie(c, cookie)
  const secret = given !== undefined && cookieForm.test(given) ? given : randomBytes(16).toString('base64url')
  if (secret !== given) {
    const secure = c.req.header('x-forwarded-proto') === 'https'
    // What a world answers goes out past Hono, so the cookie is set where everything passes.
    c.env.outgoing.setHeader(
      'Set-Cookie',
      generateCookie(cookie, secret, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: cookieSeconds, secure }),
    )
  }
  return createHash('sha256').update(secret).digest('hex')
}
