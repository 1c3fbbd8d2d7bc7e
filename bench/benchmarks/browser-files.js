import { openPage } from '../lib/page.js'
import { rendererMemory } from '../lib/renderer.js'
import { atLeast, atMost, growthRow, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const MIB = 1024 * 1024
const BYTES = 500 * MIB
const ROUNDS = 5
const SAMPLE_MS = 50
const MAX_GROWTH_MIB = 64

const names = ['wx', 'xhr']
const what = { download: 'downloadFile', upload: 'uploadFile' }

/** What the same file costs in memory proper: the others mean nothing unless this one is seen. */
const intoMemoryRow = async (measure) => {
  const { growth } = await measure('memory', 'download')
  if (!(growth > BYTES / 2)) throw new Error('the memory of the renderer is not what was measured')
  return growthRow('XMLHttpRequest to an ArrayBuffer', [growth])
}

/** A file of 500 MiB down and up, in Chromium. */
export const run = async () => {
  const { url, browser, page, close } = await openPage({
    client: 'file-page.js',
    server: 'file-server.js',
  })
  try {
    const memory = await rendererMemory(browser)
    const measure = async (name, way, bytes = BYTES) => {
      const before = memory()
      let peak = before
      const timer = setInterval(() => (peak = Math.max(peak, memory())), SAMPLE_MS)
      const address = way === 'upload' ? `${url}/take` : `${url}/bytes?count=${bytes}`
      try {
        const rate = await page.evaluate(
          ([name, way, url, bytes]) => globalThis.bench.transfer(name, way, url, bytes),
          [name, way, address, bytes],
        )
        return { rate, growth: peak - before }
      } finally {
        clearInterval(timer)
      }
    }
    for (const name of names) {
      await measure(name, 'download', MIB)
      await measure(name, 'upload', MIB - 1)
    }
    const tables = []
    for (const [way, api] of Object.entries(what)) {
      const growths = Object.fromEntries(names.map((name) => [name, []]))
      const values = await interleavedRounds(ROUNDS, names, async (name) => {
        const { rate, growth } = await measure(name, way)
        growths[name].push(growth)
        return rate
      })
      const base = 'XMLHttpRequest'
      tables.push({
        title: `Chromium: ${way} of 500 MiB`,
        how:
          `MiB a second, as a ratio to an \`XMLHttpRequest\` ${way === 'upload' ? 'with a form' : 'to a Blob'}; ` +
          `${ROUNDS} rounds.`,
        rows: ratioRows(
          { [`wx.${api}`]: values.wx, [base]: values.xhr },
          base,
          { [`wx.${api}`]: atLeast(0.9) },
          ' MiB/s',
        ),
      })
      if (memory() === undefined) continue
      const flat = atMost(MAX_GROWTH_MIB * MIB, `${MAX_GROWTH_MIB} MiB`)
      tables.push({
        title: `Memory of the renderer meanwhile (${way})`,
        how: `Resident memory, sampled every ${SAMPLE_MS} ms: the peak of each round above its beginning.`,
        rows: [
          growthRow(`wx.${api}`, growths.wx, flat),
          growthRow(base, growths.xhr),
          ...(way === 'download' ? [await intoMemoryRow(measure)] : []),
        ],
      })
    }
    return tables
  } finally {
    await close()
  }
}
