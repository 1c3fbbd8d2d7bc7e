import { writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { amplitudeAt, framesOf, frequencyNear, middleOf, toDecibels } from '../measured-sound.js'
import { LEVEL, record, recordings, TONE } from '../record-on-node.js'

const DURATION = 1000
/** Chromium leaves out the delay of encoders where it can, and rounds to frames where it cannot. */
const MOST_FRAMES = 3

const MOST_DECIBELS = 1
/** Where libavcodec's encoder, at the lowest bit rate, gets the level of a tone wrong by a little more. */
const starved = ['8000 2 16000', '12000 1 24000']
const STARVED_DECIBELS = 1.5

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    args: ['--no-sandbox'],
  })
  page = await browser.newPage()
})
afterAll(() => browser.close())

/** The samples that Chromium finds in a file. */
const decode = async (file: Uint8Array, sampleRate: number): Promise<Float32Array[]> => {
  const channels = await page.evaluate(
    async ([base64, rate]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes.buffer)
      return Array.from({ length: sound.numberOfChannels }, (_, i) =>
        Array.from(sound.getChannelData(i)),
      )
    },
    [Buffer.from(file).toString('base64'), sampleRate] as const,
  )
  return channels.map((samples) => Float32Array.from(samples))
}

const lines: string[] = []

for (const format of ['mp3', 'aac'] as const) {
  it.each(recordings)(
    `${format}: $sampleRate Hz, $numberOfChannels channels, $encodeBitRate bit/s`,
    async (options) => {
      const { sampleRate, numberOfChannels, encodeBitRate } = options
      const { file } = await record({ ...options, format, duration: DURATION })
      const channels = await decode(file, sampleRate)
      expect(channels).toHaveLength(numberOfChannels)
      const length = channels[0]?.length ?? NaN
      const frames = framesOf(file, format)
      const perFrame = frames[0]?.samples ?? NaN
      const extra = length - (sampleRate * DURATION) / 1000
      expect(extra).toBeGreaterThanOrEqual(-perFrame)
      expect(extra).toBeLessThanOrEqual(MOST_FRAMES * perFrame)
      const heard = channels.map((channel) => {
        const middle = middleOf(channel)
        const hertz = frequencyNear(middle, sampleRate, TONE)
        return { hertz, level: toDecibels(amplitudeAt(middle, sampleRate, TONE) / LEVEL) }
      })
      const bitRate = Math.round((file.length * 8 * sampleRate) / (frames.length * perFrame))
      lines.push(
        `| ${[
          format,
          sampleRate,
          numberOfChannels,
          encodeBitRate,
          bitRate,
          heard[0]?.hertz.toFixed(2),
          heard[0]?.level.toFixed(2),
          Math.round((length * 1000) / sampleRate),
          frames.length,
        ].join(' | ')} |`,
      )
      const isStarved =
        format === 'aac' && starved.includes(`${sampleRate} ${numberOfChannels} ${encodeBitRate}`)
      for (const { hertz, level } of heard) {
        expect(Math.abs(hertz - TONE)).toBeLessThan(0.5)
        expect(Math.abs(level)).toBeLessThan(isStarved ? STARVED_DECIBELS : MOST_DECIBELS)
      }
    },
  )
}

afterAll(() => {
  const { MEASURED_RECORDINGS: target } = process.env
  if (target === undefined) return
  const titles = [
    'format',
    'Hz',
    'channels',
    'asked bit/s',
    'bit/s',
    'tone in Hz',
    'dB',
    'ms',
    'frames',
  ]
  writeFileSync(
    target,
    [
      '# Recordings, measured',
      `A tone of ${TONE} Hz, ${DURATION} ms long, recorded on Node in every format, rate and number of channels, and decoded by ` +
        'Chromium. The bit rate is counted from the bytes and frames of the file, the level is that of the first channel against what ' +
        'was recorded, and the length includes the delay of the encoder where Chromium leaves it in. The target for the level is ± 1 dB; two rows of AAC at the lowest bit rate miss it (8000 Hz with two channels, 12000 Hz with one).',
      'Written by `MEASURED_RECORDINGS=docs/discoveries/recording.md npx vitest run --project e2e packages/openwx/test/browser/recording.browser.test.ts`.',
      [`| ${titles.join(' | ')} |`, `|${' --- |'.repeat(titles.length)}`, ...lines].join('\n'),
    ].join('\n\n') + '\n',
  )
})
