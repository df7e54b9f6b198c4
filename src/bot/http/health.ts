/** /health/live, /health/ready and /metrics: health is progress, not being up. */
import { Hono } from 'hono'
import { Gauge, Registry } from 'prom-client'
import type { Store } from '../../store/store.ts'

export interface Health {
  readonly store: Store
  /** Sentences of what keeps the house from being ready; empty: ready. */
  readonly wanting: () => Promise<readonly string[]>
}

export function healthRoutes({ store, wanting }: Health): Hono {
  const app = new Hono()
  const registry = new Registry()
  const gauge = new Gauge({
    name: 'cunkou_rows',
    help: 'Rows by kind and state (no personal data)',
    labelNames: ['what'],
    registers: [registry],
  })
  const memory = new Gauge({ name: 'cunkou_resident_bytes', help: 'Resident memory of the process', registers: [registry] })

  app.get('/health/live', (c) => c.json({ live: true }))
  app.get('/health/ready', async (c) => {
    const missing = await wanting()
    return c.json({ ready: missing.length === 0, missing }, missing.length === 0 ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    gauge.reset()
    for (const [what, count] of Object.entries(await store.counts())) gauge.set({ what }, count)
    memory.set(process.memoryUsage.rss())
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })
  return app
}
