/** The arrows between the rooms of src/: who may call whom, and which vendor package lives where. */
const rooms = {
  town: [],
  flows: ['town'],
  store: ['flows', 'town'],
  bot: ['store', 'flows', 'town'],
  reminders: ['store', 'flows', 'town'],
  desk: ['store', 'flows', 'town'],
  demo: ['bot', 'store', 'flows', 'town'],
  cli: ['bot', 'reminders', 'desk', 'store', 'flows', 'town'],
}
const vendors = [
  { packages: '@prisma|better-sqlite3|pg', only: '^src/store/' },
  { packages: 'hono|@hono', only: '^src/(bot|demo|desk)/' },
  { packages: 'node-cron', only: '^src/reminders/clock\\.ts$' },
  { packages: 'telegraf', only: '^src/bot/telegram\\.ts$' },
  { packages: 'wechaty[^/]*', only: '^src/bot/wechat\\.ts$' },
]
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, may]) =>
      error(
        `arrows-from-${room}`,
        `${room} may import from: ${[room, ...may].join(', ')}`,
        { path: `^src/${room}/` },
        // Only main and cli see config.ts and said-errors.ts; the others are given what they need.
        {
          path: '^src/',
          pathNot: [room, ...may].map((name) => `^src/${name}/`).concat(room === 'cli' ? '^src/(config|said-errors)\\.ts$' : []),
        },
      ),
    ),
    error('config-stands-alone', 'config.ts knows no room', { path: '^src/config\\.ts$' }, { path: '^src/' }),
    error('only-main-starts-the-demo', 'nobody but main imports demo', { pathNot: '^src/(main\\.ts$|demo/)' }, { path: '^src/demo/' }),
    error(
      'page-alone',
      'browser code imports nothing outside page',
      { path: '^src/page/' },
      { pathNot: '^src/(page/|bot/page-types\\.ts$)' },
    ),
    error(
      'page-types-only',
      'browser code may take types from bot/page-types, nothing else',
      { path: '^src/page/' },
      { path: '^src/bot/page-types\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    error('page-is-not-imported', 'browser code is served, not imported', { path: '^src/', pathNot: '^src/page/' }, { path: '^src/page/' }),
    ...vendors.map(({ packages, only }) =>
      error(`vendor-${packages}`, `only in ${only}`, { path: '^src/', pathNot: only }, { path: `(^|node_modules/)(${packages})(/|$)` }),
    ),
    error(
      'pure-rooms',
      'town and flows reach no network and start no process',
      { path: '^src/(town|flows)/' },
      { path: '^(node:)?(https?|http2|net|tls|dgram|dns|child_process|worker_threads|cluster)$' },
    ),
    error('generated-clients', 'only store knows Prisma', { path: '^src/', pathNot: '^src/store/' }, { path: '^src/store/generated/' }),
    error(
      'known-rooms',
      'a new room needs its arrows here',
      {},
      { path: '^src/', pathNot: `^src/((${Object.keys(rooms).join('|')}|page)/|(config|open-house|said-errors)\\.ts$)` },
    ),
    error('no-circular', 'no circles', {}, { circular: true }),
    error(
      'no-misc-rooms',
      'say what it is instead of utils, helpers, common',
      {},
      { path: '^src/.*\\b(utils?|helpers?|commons?)(/|\\.ts$)' },
    ),
    error('resolvable', 'the import does not exist', {}, { couldNotResolve: true }),
    error(
      'no-dev-packages',
      'src runs without the dev dependencies',
      { path: '^src/', pathNot: '^src/store/generated/' },
      { dependencyTypes: ['npm-dev'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/store/generated'] },
    exclude: { path: '^src/store/generated/.*/internal' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
}
