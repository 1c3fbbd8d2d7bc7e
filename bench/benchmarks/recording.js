import { createHost, createWx } from 'openwx'
import { atLeast, atMost, growthRow, whole } from '../lib/report.js'
import { interleavedRounds, median } from '../lib/rounds.js'

const MIB = 1024 * 1024
const SECONDS = 60
const LONG_SECONDS = 600
const ROUNDS = 5
const SAMPLE_MS = 50
const MIN_SPEED = 40
const MAX_GROWTH_MIB = 32

const formats = {
  'MP3, mono, 44.1 kHz, 128 kbit/s': { format: 'mp3', encodeBitRate: 128_000 },
  'AAC, mono, 44.1 kHz, 128 kbit/s': { format: 'aac', encodeBitRate: 128_000 },
}

/** Records that long as fast as the machine can, and resolves with what `onStop` gets. */
const record = (wx, options, seconds) =>
  new Promise((resolve, reject) => {
    const recorder = wx.getRecorderManager()
    recorder.onStop(resolve)
    recorder.onError(({ errMsg }) => reject(new Error(errMsg)))
    recorder.start({
      sampleRate: 44_100,
      numberOfChannels: 1,
      duration: seconds * 1000,
      ...options,
    })
  })

const exactly = (seconds, { duration }) => {
  if (duration !== seconds * 1000) throw new Error(`${duration} ms were recorded`)
}

/** The most memory that this process had while something ran, above what it had before. */
const growthDuring = async (work) => {
  const { rss } = process.memoryUsage()
  let peak = rss
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), SAMPLE_MS)
  await work()
  clearInterval(timer)
  return peak - rss
}

const speedRow = (label, speeds, target) => {
  const speed = median(speeds)
  return {
    label,
    result: `${whole(speed)} × real time`,
    raw: speeds.map(whole).join(' '),
    ...(target && { target: target.target, passed: target.accepts(speed) }),
  }
}

/** The whole way of a recording on Node, from a microphone that does not wait to a file. */
export const run = async () => {
  const host = createHost({ microphone: { tone: 440 }, microphonePace: 'fast' })
  const wx = createWx(host)
  try {
    const speeds = await interleavedRounds(ROUNDS, Object.keys(formats), async (name) => {
      const start = performance.now()
      exactly(SECONDS, await record(wx, formats[name], SECONDS))
      return SECONDS / ((performance.now() - start) / 1000)
    })
    const growths = []
    for (let i = 0; i < ROUNDS; i++) {
      growths.push(
        await growthDuring(async () => {
          const [options] = Object.values(formats)
          exactly(LONG_SECONDS, await record(wx, options, LONG_SECONDS))
        }),
      )
    }
    return [
      {
        title: 'Node: a minute is recorded',
        how: `From a virtual microphone that does not wait, to a file; ${ROUNDS} rounds.`,
        rows: Object.entries(speeds).map(([label, values], i) =>
          speedRow(label, values, i === 0 ? atLeast(MIN_SPEED) : undefined),
        ),
      },
      {
        title: 'Node: ten minutes are recorded',
        how: `MP3; every sample is counted, and memory is looked at every ${SAMPLE_MS} ms; ${ROUNDS} rounds.`,
        rows: [
          growthRow(
            'memory of the process',
            growths,
            atMost(MAX_GROWTH_MIB * MIB, `${MAX_GROWTH_MIB} MiB`),
          ),
        ],
      },
    ]
  } finally {
    await host.dispose()
  }
}
