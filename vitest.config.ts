/** How the tests run; the database clients are made first, so that a single test file can be run in a fresh clone. */
import { defineConfig } from 'vitest/config'
import { makeClients } from './scripts/build.mjs'

makeClients()

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
})
