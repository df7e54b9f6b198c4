/** Listens for browsers on an address or a socket; at a stop what is in hand has a moment to end. */
import { chmodSync, rmSync } from 'node:fs'
import { createServer as createHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Listening {
  /** What a browser opens; for a socket its path. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** What is still open after this, a stream or a long upload, is cut, so that a stop takes seconds; the page comes back and sends again. */
const graceMs = 500

/**
 * @param host an address, or an absolute path of a Unix socket (made 0600)
 * @throws NodeJS.ErrnoException EADDRINUSE and the like
 */
export async function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const server: Server = createHttp(getRequestListener(app.fetch))
  server.keepAliveTimeout = 5_000
  const socket = host.startsWith('/')
  if (socket) rmSync(host, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if (socket) server.listen(host, resolve)
    else server.listen(port, host, resolve)
  })
  if (socket) chmodSync(host, 0o600)
  const at = server.address()
  const used = socket ? 0 : (at as AddressInfo).port
  return {
    port: used,
    url: socket ? host : `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${used}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), graceMs).unref()
      }),
  }
}
