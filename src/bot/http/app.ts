/** Puts the routes of the pages together, with the headers of every answer. */
import { Hono } from 'hono'
import { fileLimits } from '../files.ts'
import { codeOf } from '../log.ts'
import { aboutRoutes } from './about.ts'
import { backRoutes } from './back.ts'
import { fileRoutes } from './file.ts'
import { healthRoutes } from './health.ts'
import { liveRoutes } from './live.ts'
import { pageRoutes, safeHeaders, sameSite } from './pages.ts'
import { type Parts, wordsFor } from './parts.ts'
import { sayRoutes } from './say.ts'
import { storedFileRoutes } from './stored-file.ts'

/** Routes that come before the house's own (the demo's). */
export type MoreRoutes = (parts: Parts) => Hono

export interface Pages {
  /** Folder of the built pages. */
  readonly folder: string
  /** The page that `/` shows. */
  readonly home: string
}

/**
 * @param wanting sentences of what keeps the house from being ready
 * @param more routes that come first
 */
export function buildApp(parts: Parts, pages: Pages, wanting: () => Promise<readonly string[]>, more?: MoreRoutes): Hono {
  const app = new Hono()
  app.use(safeHeaders)
  app.use(sameSite)
  app.onError((error, c) => {
    parts.log.error('a page could not be given', { code: codeOf(error) })
    return c.json({ say: wordsFor(parts, c).one('page.unreadable') }, 500)
  })
  app.route('/', healthRoutes({ store: parts.store, wanting }))
  if (more !== undefined) app.route('/', more(parts))
  app.route('/', sayRoutes(parts))
  app.route('/', fileRoutes(parts, fileLimits))
  app.route('/', liveRoutes(parts))
  app.route('/', aboutRoutes(parts, fileLimits))
  app.route('/', storedFileRoutes(parts))
  app.route('/', backRoutes(parts))
  app.route('/', pageRoutes(pages.folder, pages.home, parts.demo ? undefined : (c) => void parts.speaker(c)))
  return app
}
