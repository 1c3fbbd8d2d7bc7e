import { openPage } from '../lib/page.js'
import { atLeast, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const ROUNDS = 15
const DURATION_MS = 500
const WARM_UP_MS = 1500

const DIRECT = 'wx.request'
const RELAYED = 'wx.request by the gateway'
const names = [DIRECT, 'fetch', 'axios', RELAYED]

/** A JSON answer of 1 KiB, in Chromium. */
export const run = async () => {
  const { url, page, close } = await openPage()
  const measure = (name, concurrency, durationMs) =>
    page.evaluate(
      ([name, url, options]) => globalThis.bench.run(name, url, options),
      [name, url, { concurrency, durationMs }],
    )
  try {
    for (const name of names) await measure(name, 10, WARM_UP_MS)
    const tables = []
    for (const concurrency of [10, 1]) {
      const values = await interleavedRounds(ROUNDS, names, (name) =>
        measure(name, concurrency, DURATION_MS),
      )
      const { [RELAYED]: relayed, ...direct } = values
      const how = (base) =>
        `Requests a second, as a ratio to ${base}; ${ROUNDS} rounds of ${DURATION_MS} ms.`
      tables.push(
        {
          title: `Chromium: JSON GET of 1 KiB, ${concurrency} at a time`,
          how: how('`fetch`'),
          rows: ratioRows(direct, 'fetch', { [DIRECT]: atLeast(0.9) }),
        },
        {
          title: `Chromium: the same by the gateway, ${concurrency} at a time`,
          how: how('`wx.request` without it'),
          rows: ratioRows({ [RELAYED]: relayed, [DIRECT]: direct[DIRECT] }, DIRECT, {
            [RELAYED]: atLeast(0.6),
          }),
        },
      )
    }
    return tables
  } finally {
    await close()
  }
}
