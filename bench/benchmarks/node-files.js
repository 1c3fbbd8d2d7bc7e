import { startProcess } from '../lib/process.js'
import { atLeast, atMost, growthRow, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const MIB = 1024 * 1024
const BYTES = 1024 * MIB
const WARM_UP_BYTES = 64 * MIB
const ROUNDS = 5
const MAX_GROWTH_MIB = 64

const names = ['wx', 'undici']
const what = { upload: 'uploadFile', download: 'downloadFile' }

/** A file of 1 GiB up and down, on Node. */
export const run = async () => {
  const server = await startProcess(new URL('../servers/file-server.js', import.meta.url))
  const clients = {}
  try {
    const url = await server.call('start')
    for (const name of names) {
      clients[name] = await startProcess(new URL('../clients/file-client.js', import.meta.url))
      await clients[name].call('choose', { name, bytes: BYTES })
      await clients[name].call('download', { url, bytes: WARM_UP_BYTES })
      await clients[name].call('upload', { url, bytes: BYTES })
    }
    const tables = []
    for (const [way, api] of Object.entries(what)) {
      const growths = Object.fromEntries(names.map((name) => [name, []]))
      const values = await interleavedRounds(ROUNDS, names, async (name) => {
        const { seconds, growthBytes } = await clients[name].call(way, { url, bytes: BYTES })
        growths[name].push(growthBytes)
        return BYTES / MIB / seconds
      })
      tables.push(
        {
          title: `Node: ${way} of 1 GiB, from and to disk`,
          how:
            `MiB a second, as a ratio to \`undici.request\` with a generator body of 512 KiB pieces, or piped ` +
            `into a file; ${ROUNDS} rounds.`,
          rows: ratioRows(
            { [`wx.${api}`]: values.wx, 'undici.request': values.undici },
            'undici.request',
            { [`wx.${api}`]: atLeast(0.9) },
            ' MiB/s',
          ),
        },
        {
          title: `Memory of the process meanwhile (${way})`,
          how: 'Resident memory, sampled every 20 ms: the peak of each round above the idle process.',
          rows: [
            growthRow(
              `wx.${api}`,
              growths.wx,
              atMost(MAX_GROWTH_MIB * MIB, `${MAX_GROWTH_MIB} MiB`),
            ),
            growthRow('undici.request', growths.undici),
          ],
        },
      )
    }
    return tables
  } finally {
    for (const client of Object.values(clients)) await client.call('clean')
    await Promise.all([server, ...Object.values(clients)].map((child) => child.stop()))
  }
}
