/** Where a request comes from: the other end itself, or whom the web server on this same machine speaks for. */
import { isIP, isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** What comes from this machine and names nobody behind it. */
const here = 'here'
const isHere = (peer: string): boolean => peer === '' || peer === '::1' || peer.startsWith('127.')
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** @returns an IPv4 address, the network of 64 bits of an IPv6 one (one household), or 'here' */
export function addressOf(c: Context): string {
  const peer = plain(getConnInfo(c).remote.address ?? '')
  if (!isHere(peer)) return network(peer)
  // The last one was put there by the web server in front; those before it may be anything.
  const told = plain(c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '')
  return isIP(told) === 0 ? here : network(told)
}

function network(address: string): string {
  if (!isIPv6(address)) return address
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':').toLowerCase()
}
