import { openPage } from '../lib/page.js'
import { atLeast, atMost } from '../lib/report.js'
import { median } from '../lib/rounds.js'
import { workOf } from '../lib/work.js'

const ROUNDS = 5
const RECORD_MS = 4000
const SECONDS = 60
const MAX_FIRST_FRAME_MS = 450
const MAX_BUSY_PERCENT = 1
const MIN_SPEED = 40

const row = (label, values, unit, target) => {
  const result = median(values)
  const written = (value) => String(Number(value.toPrecision(3)))
  return {
    label,
    result: `${written(result)} ${unit}`,
    raw: values.map(written).join(' '),
    ...(target && { target: target.target, passed: target.accepts(result) }),
  }
}

/** Recording MP3 in Chromium, from its pretended microphone. */
export const run = async () => {
  const { page, close } = await openPage({
    client: 'recording-page.js',
    arguments: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
  })
  try {
    const call = (name, ...values) =>
      page.evaluate(([name, values]) => globalThis.bench[name](...values), [name, values])
    const busyPercent = await workOf(page, RECORD_MS)
    // A page's first recording loads the code of all later ones.
    const fresh = await call('firstFrame')
    const [frames, idle, busy, mp3, aac] = [[], [], [], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      frames.push(await call('firstFrame'))
      idle.push(await busyPercent())
      await call('start')
      busy.push(await busyPercent())
      const duration = await call('stop')
      if (duration < RECORD_MS * 0.95) throw new Error(`only ${duration} ms were recorded`)
      mp3.push(await call('encode', 'mp3', SECONDS))
      aac.push(await call('encode', 'aac', SECONDS))
    }
    return [
      {
        title: 'Chromium: recording MP3 at 128 kbit/s, 44.1 kHz, in frames of 4 KiB',
        how: `${ROUNDS} rounds, medians; the page's own thread for ${RECORD_MS / 1000} s each, as Chromium counts it. Frames of 4 KiB are 256 ms of sound.`,
        rows: [
          row(
            'from start() to the first frame',
            frames,
            'ms',
            atMost(MAX_FIRST_FRAME_MS, `${MAX_FIRST_FRAME_MS} ms`),
          ),
          row('the same in a fresh page', [fresh], 'ms'),
          row(
            "the page's thread at work",
            busy,
            '%',
            atMost(MAX_BUSY_PERCENT, `${MAX_BUSY_PERCENT} %`),
          ),
          row('the same without a recording', idle, '%'),
          row('MP3 in the worker', mp3, '× real time', atLeast(MIN_SPEED)),
          row('AAC in the worker', aac, '× real time'),
        ],
      },
    ]
  } finally {
    await close()
  }
}
