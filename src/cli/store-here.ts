/** Opens the town's database from the command line. */
import type { Settings } from '../config.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'

/** @param readOnly beside a running process, without lease or migration */
export const openHere = ({ database, data, keyFile, key }: Settings, readOnly = false): Promise<Store> =>
  openStore({ url: database, dataDir: data, keyFile, readOnly, ...(key === undefined ? {} : { key }) })
