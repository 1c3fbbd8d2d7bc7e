import { openPage } from '../lib/page.js'
import { atLeast, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const ROUNDS = 15
const DURATION_MS = 500
const WARM_UP_MS = 1500

const DIRECT = 'wx.connectSocket'
const RELAYED = 'wx.connectSocket by the gateway'
const names = [DIRECT, 'WebSocket', RELAYED]

/** Texts of 1 KiB there and back by the gateway, in Chromium. */
export const run = async () => {
  const { url, page, close } = await openPage({
    client: 'socket-page.js',
    server: 'echo-server.js',
  })
  const measure = (name, inFlight, durationMs) =>
    page.evaluate(
      ([name, url, options]) => globalThis.bench.echo(name, url, options),
      [name, url, { inFlight, durationMs }],
    )
  try {
    const tables = []
    for (const inFlight of [1, 64]) {
      for (const name of names) await measure(name, inFlight, WARM_UP_MS)
      const values = await interleavedRounds(ROUNDS, names, (name) =>
        measure(name, inFlight, DURATION_MS),
      )
      tables.push({
        title: `Chromium: WebSocket echo of 1 KiB, ${inFlight} in flight`,
        how:
          'Echoes a second, as a ratio to `wx.connectSocket` without the gateway; ' +
          `${ROUNDS} rounds of ${DURATION_MS} ms.`,
        rows: ratioRows(values, DIRECT, { [RELAYED]: atLeast(0.8) }),
      })
    }
    return tables
  } finally {
    await close()
  }
}
