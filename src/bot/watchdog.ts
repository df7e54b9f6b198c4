/** Ends a process that hangs: a message whose work never ends holds up everybody, and only a process that is gone can be started again. */
import { Worker } from 'node:worker_threads'

/** No turn takes a second; a disk that stalls may take many. */
const patienceMs = 30_000
const looks = 30

/**
 * Runs in a thread of its own, for the main one is what hangs. It counts its own looks and reads no clock: a machine that slept wakes
 * up without having looked. Attempts are counted before the work (store/step.ts), so the message is given up after three such ends.
 */
const thread = `
const { workerData: { beats, looks, everyMs } } = require('node:worker_threads')
let [last, still] = [-1, 0]
setInterval(() => {
  const now = Atomics.load(beats, 0)
  still = now === last ? still + 1 : 0
  last = now
  if (still < looks) return
  require('node:fs').writeSync(2, '{"level":60,"msg":"the program hung and ended itself; start it again"}\\n')
  process.kill(process.pid, 'SIGKILL')
}, everyMs)
`

/** @param patience how long the main thread may hang, ms. @returns what ends the watch */
export function startWatchdog(patience = patienceMs): () => Promise<void> {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const everyMs = patience / looks
  const heart = setInterval(() => Atomics.add(beats, 0, 1), everyMs / 2)
  heart.unref()
  const worker = new Worker(thread, {
    eval: true,
    execArgv: [],
    workerData: { beats, looks, everyMs },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  })
  worker.unref()
  return async () => {
    clearInterval(heart)
    await worker.terminate()
  }
}
