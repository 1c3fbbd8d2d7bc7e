import { contenders } from '../clients/node-contenders.js'
import { startProcess } from '../lib/process.js'
import { atLeast, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const ROUNDS = 31
const DURATION_MS = 200
/** For each number of requests at a time; until then V8 still compiles. */
const WARM_UP_MS = 2000

const CONCURRENCIES = [10, 1]

const OURS = 'wx.request'
const SAME_FIELDS = 'undici.request'
const BARE = 'undici.request, bare'
const TARGET = atLeast(0.9)
const names = Object.keys(contenders)

/** A JSON answer of 1 KiB, on Node. */
export const run = async () => {
  const server = await startProcess(new URL('../servers/json-server.js', import.meta.url))
  const clients = {}
  try {
    const url = await server.call('start')
    for (const name of names) {
      clients[name] = await startProcess(new URL('../clients/node-client.js', import.meta.url))
      await clients[name].call('choose', { name, url })
      for (const concurrency of CONCURRENCIES) {
        await clients[name].call('run', { concurrency, durationMs: WARM_UP_MS })
      }
    }
    const tables = []
    for (const concurrency of CONCURRENCIES) {
      const values = await interleavedRounds(ROUNDS, names, (name) =>
        clients[name].call('run', { concurrency, durationMs: DURATION_MS }),
      )
      tables.push({
        title: `Node: JSON GET of 1 KiB, ${concurrency} at a time`,
        how:
          'Requests a second, as a ratio to `undici.request` with the same header fields; ' +
          `${ROUNDS} rounds of ${DURATION_MS} ms.`,
        rows: ratioRows(values, SAME_FIELDS, { [OURS]: TARGET }),
      })
      // The fields are what `wx.request` has to send, so that this says what they cost as well.
      const { [OURS]: ours, [BARE]: bare } = values
      tables.push({
        title: `Node: the same against a bare request, ${concurrency} at a time`,
        how: 'As a ratio to `undici.request` without header fields, in the same rounds.',
        rows: ratioRows({ [OURS]: ours, [BARE]: bare }, BARE, { [OURS]: TARGET }),
      })
    }
    return tables
  } finally {
    await Promise.all([server, ...Object.values(clients)].map((child) => child.stop()))
  }
}
