import { openPage } from '../lib/page.js'
import { atMost } from '../lib/report.js'
import { interleavedRounds, median, ratioOf } from '../lib/rounds.js'
import { workOf } from '../lib/work.js'

const START_ROUNDS = 21
const PLAY_ROUNDS = 5
const PLAY_MS = 4000
const MAX_START_RATIO = 1.2
const MAX_BUSY_PERCENT = 1
const CONTENDERS = ['wx.createInnerAudioContext', '<audio>']
const [OURS, BARE] = CONTENDERS

const written = (value) => String(Number(value.toPrecision(3)))
const raw = (values) => values.map(written).join(' ')

/** Playing a file of the program in Chromium. */
export const run = async () => {
  const { page, close } = await openPage({
    client: 'playback-page.js',
    arguments: ['--autoplay-policy=no-user-gesture-required'],
  })
  try {
    const call = (name, ...values) =>
      page.evaluate(([name, values]) => globalThis.bench[name](...values), [name, values])
    // A page's first sound loads the code of all later ones.
    for (const contender of CONTENDERS) await call('startOf', contender)
    const starts = await interleavedRounds(START_ROUNDS, CONTENDERS, (contender) =>
      call('startOf', contender),
    )
    const ratio = ratioOf(starts[OURS], starts[BARE])
    const startTarget = atMost(MAX_START_RATIO, `${MAX_START_RATIO}`)

    const busyPercent = await workOf(page, PLAY_MS)
    const idle = []
    const busy = await interleavedRounds(PLAY_ROUNDS, CONTENDERS, async (contender) => {
      idle.push(await busyPercent())
      await call('play', contender)
      const percent = await busyPercent()
      await call('stop')
      return percent
    })
    const busyTarget = atMost(MAX_BUSY_PERCENT, `${MAX_BUSY_PERCENT} %`)
    return [
      {
        title: 'Chromium: from nothing to the sound of a file of 2.6 MB',
        how: `Milliseconds, as a ratio to an \`<audio>\` with the file's \`blob:\` URL; ${START_ROUNDS} rounds.`,
        rows: [
          {
            label: OURS,
            result: `${ratio.toFixed(2)} (${written(median(starts[OURS]))} ms)`,
            target: startTarget.target,
            passed: startTarget.accepts(ratio),
            raw: raw(starts[OURS]),
          },
          {
            label: BARE,
            result: `1.00 (${written(median(starts[BARE]))} ms)`,
            raw: raw(starts[BARE]),
          },
        ],
      },
      {
        title: 'Chromium: the page while it plays, with a listener to its progress',
        how: `The page's own thread at work, in percent, as Chromium counts it; ${PLAY_ROUNDS} rounds of ${PLAY_MS / 1000} s, medians.`,
        rows: [
          {
            label: OURS,
            result: `${written(median(busy[OURS]))} %`,
            target: busyTarget.target,
            passed: busyTarget.accepts(median(busy[OURS])),
            raw: raw(busy[OURS]),
          },
          { label: BARE, result: `${written(median(busy[BARE]))} %`, raw: raw(busy[BARE]) },
          { label: 'nothing', result: `${written(median(idle))} %`, raw: raw(idle) },
        ],
      },
    ]
  } finally {
    await close()
  }
}
