/** Every setting: its name in the environment, default, check, and a sentence for .env.example. Nobody else reads the environment. */
import { isAbsolute, resolve } from 'node:path'

export interface Settings {
  /** Where everything is kept; absolute. */
  readonly data: string
  /** `file:…` or `postgresql://…`. */
  readonly database: string
  readonly host: string
  readonly port: number
  readonly keyFile: string
  /** The master key itself, instead of the file. */
  readonly key: string | undefined
  readonly zone: string
  /** on: the demo's hall; off: a real town; world: one visitor's world (started by the hall). */
  readonly demo: 'auto' | 'on' | 'off' | 'world'
  readonly alarmWebhook: string | undefined
  readonly logLevel: LogLevel
  /** Tests only: what is to go wrong (bot/faults.ts). */
  readonly failpoints: readonly string[]
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

export interface Setting {
  readonly name: string
  readonly default: string
  /** What it is for, as .env.example says it. */
  readonly sentence: string
  /** What would be right, when it is wrong. */
  readonly right: string
  readonly fits: (value: string) => boolean
  /** Its value is never printed. */
  readonly secret?: true
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

export const settings = [
  {
    name: 'CUNKOU_DATA',
    default: './data',
    sentence: 'Folder for the database, files, keys and the town file.',
    right: 'a path to a folder',
    fits: (v) => v !== '',
  },
  {
    name: 'DATABASE_URL',
    default: '',
    sentence: 'Empty: SQLite in the data folder. A county: postgresql://user:password@host/database?schema=town',
    right: 'empty, file:<path> or postgresql://…',
    fits: (v) => v === '' || /^file:.+/.test(v) || /^postgres(ql)?:\/\/.+/.test(v),
    secret: true,
  },
  {
    name: 'HOST',
    default: '127.0.0.1',
    sentence: 'Address to listen on. Leave it and put a web server with HTTPS in front.',
    right: 'an address of this machine, or the absolute path of a socket',
    fits: (v) => /^[\w.:-]+$/.test(v) || isAbsolute(v),
  },
  {
    name: 'PORT',
    default: '8200',
    sentence: 'Port to listen on.',
    right: 'a whole number from 0 to 65535',
    fits: (v) => /^\d{1,5}$/.test(v) && Number(v) <= 65535,
  },
  {
    name: 'CUNKOU_KEY_FILE',
    default: '',
    sentence:
      'File with the master key (mode 0600). Empty: master.key in the data folder, made at the first start. Keep a copy elsewhere: without it nothing can be read.',
    right: 'a path to a file',
    fits: () => true,
  },
  {
    name: 'CUNKOU_KEY',
    default: '',
    sentence: 'The master key itself, instead of a file: base64 as in master.key, or 64 hexadecimal digits.',
    right: '32 bytes in base64 (as in master.key) or in 64 hexadecimal digits',
    // Read where the key file is (store/keys.ts), so that both are read alike.
    fits: () => true,
    secret: true,
  },
  {
    name: 'CUNKOU_TIMEZONE',
    default: 'Asia/Shanghai',
    sentence: 'Time zone of the town.',
    right: 'an IANA name such as Asia/Shanghai',
    fits: isZone,
  },
  {
    name: 'CUNKOU_DEMO',
    default: 'auto',
    sentence: 'on: the three-minute demo; off: a real town; auto: the demo as long as there is no town.yaml in the data folder.',
    right: 'on, off or auto',
    fits: (v) => ['auto', 'on', 'off', 'world'].includes(v),
  },
  {
    name: 'CUNKOU_ALARM_WEBHOOK',
    default: '',
    sentence: 'Address that is called (POST, JSON: number, step, time; no story) for each alarm: an SMS or phone gateway.',
    right: 'an http:// or https:// address, or empty',
    fits: (v) => v === '' || /^https?:\/\/\S+$/.test(v),
  },
  {
    name: 'LOG_LEVEL',
    default: 'info',
    sentence: 'How much is logged. What people say and who they are is never logged.',
    right: levels.join(', '),
    fits: (v) => levels.includes(v),
  },
] as const satisfies readonly Setting[]

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined
  } catch {
    return false
  }
}

export class SettingRefused extends Error {}

/**
 * Reads the settings.
 * @throws SettingRefused with one line: which setting, why, what would be right
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const value = (name: (typeof settings)[number]['name']): string => {
    const setting = settings.find((s) => s.name === name) as Setting
    const given = environment[name]?.trim() ?? ''
    const used = given === '' ? setting.default : given
    if (!setting.fits(used))
      throw new SettingRefused(`${name}${setting.secret === true ? '' : `=${used}`} cannot be used: it must be ${setting.right}.`)
    return used
  }
  const data = resolve(value('CUNKOU_DATA'))
  const database = value('DATABASE_URL')
  const key = value('CUNKOU_KEY')
  const webhook = value('CUNKOU_ALARM_WEBHOOK')
  return {
    data,
    database: database === '' ? `file:${data}/cunkou.db` : database,
    host: value('HOST'),
    port: Number(value('PORT')),
    keyFile: resolve(value('CUNKOU_KEY_FILE') === '' ? `${data}/master.key` : value('CUNKOU_KEY_FILE')),
    key: key === '' ? undefined : key,
    zone: value('CUNKOU_TIMEZONE'),
    demo: value('CUNKOU_DEMO') as Settings['demo'],
    alarmWebhook: webhook === '' ? undefined : webhook,
    logLevel: value('LOG_LEVEL') as LogLevel,
    failpoints: readFailpoints(environment),
  }
}

/** What is to go wrong, for tests of faults, with commas between; refused outside tests. */
function readFailpoints(environment: NodeJS.ProcessEnv): readonly string[] {
  const points = environment['CUNKOU_FAILPOINT'] ?? ''
  if (points === '') return []
  if (environment['CUNKOU_TEST'] !== '1') throw new SettingRefused('CUNKOU_FAILPOINT is only for tests: leave it out.')
  return points.split(',')
}

/** The text of .env.example, made from the settings so that both always agree. */
export const envExample = (): string =>
  `# Settings of Cunkou. All may be left out; the values shown are the defaults.\n${settings.map((s) => `\n# ${s.sentence}\n${s.name}=${s.default}\n`).join('')}`
