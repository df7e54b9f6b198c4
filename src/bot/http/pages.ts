/** The pages themselves: files of dist/page, read once, sent with headers that let nothing foreign in. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Context, Hono, type MiddlewareHandler } from 'hono'

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  json: 'application/json',
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Headers of every answer. */
export const safeHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('Content-Security-Policy', policy)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  c.header('Permissions-Policy', 'microphone=(self), camera=(self), geolocation=()')
  if (c.res.headers.get('Cache-Control') === null) c.header('Cache-Control', 'no-store')
}

/** A post from another site's page is refused (the cookie is Lax, so it would come without one anyway). */
export const sameSite: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreign =
    (site !== undefined && !['same-origin', 'none'].includes(site)) ||
    (site === undefined && origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== c.req.header('host')))
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && foreign) return c.body(null, 403)
  return next()
}

/**
 * @param folder dist/page
 * @param home the page that `/` shows: resident.html or demo.html
 * @param greet gives the browser its session with the page itself: its first line and its stream, asked for at once, would else be two persons
 */
export function pageRoutes(folder: string, home: string, greet: (c: Context) => void = () => {}): Hono {
  const app = new Hono()
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`)]))
  const send = (c: Context, name: string): Response | Promise<Response> => {
    const bytes = files.get(name)
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    if (bytes === undefined || type === undefined) return c.notFound()
    const isPage = name.endsWith('.html')
    if (isPage) greet(c)
    // A page that carries a session is nobody else's.
    return c.body(bytes, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': isPage ? 'private, no-cache' : 'no-cache' })
  }
  app.get('/', (c) => send(c, home))
  app.get('/page/:name', (c) => send(c, c.req.param('name')))
  for (const name of files.keys()) if (name.endsWith('.html')) app.get(`/${name.slice(0, -5)}`, (c) => send(c, name))
  return app
}
