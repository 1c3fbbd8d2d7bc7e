import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { answerCalls } from '../lib/process.js'
import { fileContenders } from './file-contenders.js'

const SAMPLE_MS = 20

let folder
let contender
/** Memory of the process with its contender loaded and nothing done yet. */
let idleBytes

/** Runs `work`, and says how much more memory the process had at most than when it was idle. */
const watched = async (work) => {
  let peak = idleBytes
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS)
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  clearInterval(timer)
  return { seconds, growthBytes: peak - idleBytes }
}

answerCalls({
  choose: async ({ name, bytes }) => {
    folder = mkdtempSync(path.join(tmpdir(), 'openwx-bench-'))
    const file = path.join(folder, 'usr', 'large.bin')
    mkdirSync(path.dirname(file))
    writeFileSync(file, '')
    truncateSync(file, bytes)
    contender = await fileContenders[name](folder)
    idleBytes = process.memoryUsage.rss()
  },
  upload: ({ url, bytes }) =>
    watched(async () => {
      const received = await contender.upload(`${url}/take`, bytes)
      if (received <= bytes) throw new Error(`${received} of ${bytes} bytes came`)
    }),
  download: ({ url, bytes }) => watched(() => contender.download(`${url}/bytes?count=${bytes}`)),
  clean: () => rmSync(folder, { recursive: true, force: true }),
})
