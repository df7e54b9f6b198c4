/** Errors that are told to whoever started the program or typed a command, in one sentence that says what to do. */
import { CannotDo } from './cli/place.ts'
import { SettingRefused } from './config.ts'
import { WordsRefused } from './flows/own-words.ts'
import {
  CorruptDatabase,
  DatabaseBusy,
  DiskFull,
  KeyRefused,
  LeaseLost,
  LeaseTaken,
  MigrationRefused,
  StoreRefused,
} from './store/errors.ts'
import { TownFileError } from './town/town-file.ts'

/** These say it by themselves. */
const sayable = [
  CannotDo,
  SettingRefused,
  WordsRefused,
  TownFileError,
  CorruptDatabase,
  DatabaseBusy,
  DiskFull,
  KeyRefused,
  LeaseLost,
  LeaseTaken,
  MigrationRefused,
  StoreRefused,
]

/** An error of the system, with what it was about. */
type OfSystem = NodeJS.ErrnoException & { readonly address?: string; readonly port?: number }

/** @returns the sentence, or undefined for an error that nobody has foreseen (its words may be what a person wrote) */
export function sayError(error: unknown): string | undefined {
  if (sayable.some((kind) => error instanceof kind)) return (error as Error).message
  return error instanceof Error ? saySystem(error) : undefined
}

function saySystem({ code, syscall, path, address, port }: OfSystem): string | undefined {
  const place = port === undefined || port < 0 ? `The socket ${address}` : `Port ${port} on ${address}`
  if (code === 'EADDRINUSE')
    return `${place} is used by another program, perhaps another Cunkou. Stop that one, or set PORT to another number.`
  if (code === 'EADDRNOTAVAIL') return `HOST=${address} is no address of this machine. Leave HOST out, or set it to one of its own.`
  if (code === 'EACCES' && syscall === 'listen')
    return `${place} may not be opened by this user. Set PORT to 1024 or more and put a web server in front.`
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && path !== undefined)
    return `${path} may not be read or written by this user. Give it to the user that runs Cunkou, or set CUNKOU_DATA to another folder.`
  if (code === 'ENOSPC') return `No room left on the disk${path === undefined ? '' : ` for ${path}`}. Make some, and start again.`
  return undefined
}
