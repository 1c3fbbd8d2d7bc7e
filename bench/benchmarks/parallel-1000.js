import { startProcess } from '../lib/process.js'
import { atMost, whole } from '../lib/report.js'

const CALLS = 1000
const LIMIT = 10
const ROUNDS = 12
/** Until code is compiled and pools have their size. */
const WARM_UP_ROUNDS = 4
const MAX_GROWTH_BYTES = 64 * 1024

/** What a burst of calls asks of the server, and what it leaves in memory. */
export const run = async () => {
  const server = await startProcess(new URL('../servers/json-server.js', import.meta.url))
  const client = await startProcess(new URL('../clients/parallel-client.js', import.meta.url), {
    execArgv: ['--expose-gc'],
  })
  try {
    const url = await server.call('start')
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      const { inOrder, heapBytes } = await client.call('run', { url, calls: CALLS })
      const { most, total } = await server.call('load')
      rounds.push({ inOrder, heapBytes, most, total })
    }
    const ordered = rounds.filter(({ inOrder, total }) => inOrder && total === CALLS).length
    const most = rounds.map((round) => round.most)
    const heaps = rounds.slice(WARM_UP_ROUNDS).map(({ heapBytes }) => heapBytes)
    const growth = heaps.at(-1) - heaps[0]
    const flat = atMost(MAX_GROWTH_BYTES, `${MAX_GROWTH_BYTES / 1024} KiB`)
    return [
      {
        title: `Node: ${whole(CALLS)} calls of wx.request at once`,
        how:
          `${ROUNDS} rounds. Order as the HTTP port is asked; requests at once as the server sees them; ` +
          `heap after a forced collection, from round ${WARM_UP_ROUNDS + 1} to the last.`,
        rows: [
          {
            label: 'rounds in order',
            result: `${ordered}`,
            target: `${ROUNDS}`,
            passed: ordered === ROUNDS,
            raw: rounds.map(({ inOrder }) => (inOrder ? 'yes' : 'no')).join(' '),
          },
          {
            label: 'requests at once',
            result: `${Math.max(...most)}`,
            target: `${LIMIT}`,
            passed: most.every((value) => value === LIMIT),
            raw: most.join(' '),
          },
          {
            label: 'growth of the heap',
            result: `${whole(growth / 1024)} KiB`,
            target: flat.target,
            passed: flat.accepts(growth),
            raw: `${rounds.map(({ heapBytes }) => whole(heapBytes / 1024)).join(' ')} KiB`,
          },
        ],
      },
    ]
  } finally {
    await Promise.all([client.stop(), server.stop()])
  }
}
