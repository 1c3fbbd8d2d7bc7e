import { startProcess } from '../lib/process.js'
import { atLeast, atMost, ratioRows } from '../lib/report.js'
import { interleavedRounds, median } from '../lib/rounds.js'

const ROUNDS = 15
const DURATION_MS = 300
/** For each number in flight; until then V8 still compiles. */
const WARM_UP_MS = 1500
const SOCKETS = 1000
/** Each with processes of its own. */
const MEMORY_ROUNDS = 3
const MAX_KIB = 40

const OURS = 'wx.connectSocket'
const RAW = 'ws'
const names = [OURS, RAW]

const startClient = async (name, url) => {
  const client = await startProcess(new URL('../clients/socket-client.js', import.meta.url), {
    execArgv: ['--expose-gc'],
  })
  await client.call('choose', { name, url })
  return client
}

const kib = (bytes) => (bytes / 1024).toFixed(1)

const memoryTable = async (url) => {
  const held = await interleavedRounds(MEMORY_ROUNDS, names, async (name) => {
    const client = await startClient(name, url)
    try {
      return await client.call('hold', { url, sockets: SOCKETS })
    } finally {
      await client.stop()
    }
  })
  const { target, accepts } = atMost(MAX_KIB, `${MAX_KIB} KiB`)
  const rows = Object.entries({ heap: 'heap and buffers', rss: 'resident memory' }).map(
    ([kind, label]) => {
      const [ours, raw] = names.map((name) => held[name].map((bytes) => bytes[kind]))
      const above = median(ours.map((bytes, round) => bytes - raw[round]))
      return {
        label,
        result: `+${kib(above)} KiB`,
        target,
        passed: accepts(above / 1024),
        raw: `${ours.map(kib).join(' ')} − ${raw.map(kib).join(' ')} KiB`,
      }
    },
  )
  return {
    title: `Node: ${SOCKETS} sockets at once`,
    how:
      `What each socket takes above one of \`ws\`, after a forced collection; ${MEMORY_ROUNDS} rounds in fresh ` +
      'processes.',
    rows,
  }
}

/** Texts of 1 KiB there and back, on Node, and what an open socket takes. */
export const run = async () => {
  const server = await startProcess(new URL('../servers/echo-server.js', import.meta.url))
  const clients = {}
  try {
    const url = await server.call('start')
    for (const name of names) {
      clients[name] = await startClient(name, url)
      for (const inFlight of [1, 64]) {
        await clients[name].call('run', { inFlight, durationMs: WARM_UP_MS })
      }
    }
    const tables = []
    for (const inFlight of [1, 64]) {
      const values = await interleavedRounds(ROUNDS, names, (name) =>
        clients[name].call('run', { inFlight, durationMs: DURATION_MS }),
      )
      tables.push({
        title: `Node: WebSocket echo of 1 KiB, ${inFlight} in flight`,
        how: `Echoes a second, as a ratio to \`ws\`; ${ROUNDS} rounds of ${DURATION_MS} ms.`,
        rows: ratioRows(values, RAW, { [OURS]: atLeast(0.9) }),
      })
    }
    return [...tables, await memoryTable(url)]
  } finally {
    await Promise.all([...Object.values(clients), server].map((child) => child.stop()))
  }
}
