import { openPage } from '../lib/page.js'
import { slowDownload } from '../clients/slow-download.js'
import { atMost, ratioRows, whole } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const MIB = 1024 * 1024
const BYTES = 100 * MIB
const ROUNDS = 5
const SAMPLE_MS = 20
const MAX_GROWTH_MIB = 64

const DIRECT = 'download'
const RELAYED = 'download by the gateway'

/** The most memory that a process had while something ran. */
const peakDuring = async (child, work) => {
  let peak = await child.call('rss')
  let running = true
  const sampling = (async () => {
    while (running) {
      peak = Math.max(peak, await child.call('rss'))
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))
    }
  })()
  try {
    return { result: await work(), peak: () => peak }
  } finally {
    running = false
    await sampling
  }
}

const memoryRow = (label, before, peaks) => {
  const growth = Math.max(...peaks) - before
  const target = atMost(MAX_GROWTH_MIB * MIB, `${MAX_GROWTH_MIB} MiB`)
  return {
    label,
    result: `+${(growth / MIB).toFixed(1)} MiB`,
    target: target.target,
    passed: target.accepts(growth),
    raw: `${[before, ...peaks].map((bytes) => whole(bytes / MIB)).join(' ')} MiB`,
  }
}

/** A body of 100 MiB through the gateway: how fast, and how much of it the gateway holds. */
export const run = async () => {
  const { url, page, gateway, served, close } = await openPage()
  const bytesUrl = `${url}/bytes?count=${BYTES}`
  const download = (name) =>
    page.evaluate(
      ([name, url, bytes]) => globalThis.bench.download(name, url, bytes),
      [name, bytesUrl, BYTES],
    )
  try {
    // One small exchange, so that what is loaded at the first one is not counted.
    await page.evaluate(
      ([name, url]) => globalThis.bench.download(name, url, 1),
      [RELAYED, `${url}/bytes?count=1`],
    )
    const before = await gateway.call('rss')
    const peaks = []
    const values = await interleavedRounds(ROUNDS, [DIRECT, RELAYED], async (name) => {
      if (name === DIRECT) return download(name)
      const { result, peak } = await peakDuring(gateway, () => download(name))
      peaks.push(peak())
      return result
    })
    const slow = await peakDuring(gateway, () =>
      slowDownload({ served, url: bytesUrl, bytes: BYTES }),
    )
    return [
      {
        title: 'Chromium: 100 MiB by the gateway',
        how: `MiB a second, as a ratio to the same download without the gateway; ${ROUNDS} rounds.`,
        rows: ratioRows(values, DIRECT, {}, ' MiB/s'),
      },
      {
        title: 'Memory of the gateway meanwhile',
        how:
          `Resident memory of its process, sampled every ${SAMPLE_MS} ms: before the first download, then ` +
          'the peak of each. The slow reader takes 8 MiB at a time and rests in between.',
        rows: [
          memoryRow('Chromium', before, peaks),
          memoryRow('a slow reader', before, [slow.peak()]),
        ],
      },
    ]
  } finally {
    await close()
  }
}
