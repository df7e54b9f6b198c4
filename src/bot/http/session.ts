/** Sessions of the page: a random cookie names the browser; nothing else is known of it. */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const name = 'cunkou'
const form = /^[\w-]{22}$/
const yearSeconds = 365 * 24 * 3600

/** The person's id on the web channel: the hash of the cookie, so that a copy of the database opens no session. */
export function bySession(random: (bytes: number) => Uint8Array): (c: Context) => string {
  return (c) => {
    const given = getCookie(c, name)
    // Only what was given out here: nobody chooses a secret that another can guess.
    const secret = given !== undefined && form.test(given) ? given : newSession(c, random)
    return createHash('sha256').update(secret).digest('base64url')
  }
}

/** Gives this browser a new session; the old one is forgotten here. */
export function newSession(c: Context, random: (bytes: number) => Uint8Array): string {
  const secret = Buffer.from(random(16)).toString('base64url')
  const secure = c.req.header('x-forwarded-proto') === 'https' || new URL(c.req.url).protocol === 'https:'
  setCookie(c, name, secret, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: yearSeconds, secure })
  return secret
}
