import { openPage } from '../lib/page.js'
import { rendererMemory } from '../lib/renderer.js'
import { atMost } from '../lib/report.js'
import { median } from '../lib/rounds.js'

const MIB = 1024 * 1024
const PICTURES = 10
const SAMPLE_MS = 10
const MAX_MS = 600
const MAX_TASK_MS = 50
const MAX_GROWTH_MIB = 32
const DECODED_MIB = 46

const sizes = {
  'same size': {},
  // The picture lies on its side.
  'to 1920 pixels': { compressedHeight: 1920 },
}

const row = (label, result, raw, target) => ({
  label,
  result: `${result} ${target.unit}`,
  raw: raw.join(' '),
  target: target.target,
  passed: target.accepts(result),
})

const limit = (value, unit) => ({ ...atMost(value, `${value} ${unit}`), unit })

/** Pictures of 12 megapixels made smaller, one after the other, in Chromium. */
export const run = async () => {
  const { url, browser, page, close } = await openPage({
    client: 'picture-page.js',
    server: 'picture-server.js',
  })
  try {
    const address = `${url}/4000x3000.jpg`
    await page.evaluate((address) => globalThis.bench.load(address), address)
    const memory = await rendererMemory(browser)
    const compress = (options) =>
      page.evaluate(
        ([address, options]) => globalThis.bench.compress(address, options),
        [address, options],
      )
    await compress({})
    if (!((await page.evaluate(() => globalThis.bench.block(100))) > MAX_TASK_MS)) {
      throw new Error('a long task was not seen')
    }
    const tables = []
    for (const [title, options] of Object.entries(sizes)) {
      const [times, tasks, resident, peaks] = [[], [], [], []]
      for (let i = 0; i < PICTURES; i++) {
        const sampled = setInterval(() => peaks.push(memory() ?? 0), SAMPLE_MS)
        const { ms, longestMs } = await compress(options)
        clearInterval(sampled)
        times.push(Math.round(ms))
        tasks.push(Math.round(longestMs))
        resident.push(Math.round((memory() ?? 0) / MIB))
      }
      const half = PICTURES / 2
      const growth = Math.max(...resident.slice(half)) - Math.max(...resident.slice(0, half))
      const peak = Math.round(Math.max(...peaks) / MIB)
      // A decoded picture is 46 MiB: where it is not seen, nothing else would be.
      if (!(peak > Math.min(...resident) + DECODED_MIB / 2))
        throw new Error('memory is not measured')
      tables.push({
        title: `Chromium: wx.compressImage of a JPEG of 12 megapixels, ${title}`,
        how: `${PICTURES} in a row. These are absolute, and mean little on a busy machine. Memory is the renderer's, resident, after each; its peak was ${peak} MiB.`,
        rows: [
          row('time, median', median(times), times, limit(MAX_MS, 'ms')),
          row(
            "longest task of the page's thread",
            Math.max(...tasks),
            tasks,
            limit(MAX_TASK_MS, 'ms'),
          ),
          row(
            'growth from the first five to the last five',
            growth,
            resident,
            limit(MAX_GROWTH_MIB, 'MiB'),
          ),
        ],
      })
    }
    return tables
  } finally {
    await close()
  }
}
