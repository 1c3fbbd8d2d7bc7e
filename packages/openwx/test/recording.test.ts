import { MPEGDecoder } from 'mpg123-decoder'
import { describe, expect, it } from 'vitest'
import { wavHeader } from '../src/codec/wav.js'
import { toPcm16 } from '../src/codec/pcm.js'
import { amplitudeAt, framesOf, frequencyNear, middleOf, toDecibels } from './measured-sound.js'
import { LEVEL, record, recordings, TONE } from './record-on-node.js'

const decodeMp3 = async (file: Uint8Array) => {
  const decoder = new MPEGDecoder()
  await decoder.ready
  try {
    return decoder.decode(file)
  } finally {
    decoder.free()
  }
}

const DURATION = 1000
const name = '$sampleRate Hz, $numberOfChannels channels, $encodeBitRate bit/s'

describe('mp3', () => {
  it.each(recordings)(name, async (options) => {
    const { file, frames } = await record({
      ...options,
      format: 'mp3',
      duration: DURATION,
      frameSize: 1,
    })
    const parsed = framesOf(file, 'mp3')
    for (const frame of parsed) {
      expect(frame.sampleRate).toBe(options.sampleRate)
      expect(frame.channels).toBe(options.numberOfChannels)
      // The encoder knows no 56 and 144 kbit/s, and none above 64 below 16 kHz.
      expect(frame.bitRate).toBe(options.encodeBitRate)
    }
    expect(new Uint8Array(await new Blob([...frames]).arrayBuffer())).toEqual(file)

    const { channelData, sampleRate, errors } = await decodeMp3(file)
    expect(errors).toEqual([])
    expect(sampleRate).toBe(options.sampleRate)
    // The encoder's delay, and what fills its last frame.
    const perFrame = parsed[0]?.samples ?? NaN
    const extra = (channelData[0]?.length ?? 0) - (options.sampleRate * DURATION) / 1000
    expect(extra).toBeGreaterThanOrEqual(-perFrame)
    expect(extra).toBeLessThanOrEqual(3 * perFrame)
    for (const channel of channelData) {
      const middle = middleOf(channel)
      expect(Math.abs(frequencyNear(middle, sampleRate, TONE) - TONE)).toBeLessThan(0.5)
      const level = toDecibels(amplitudeAt(middle, sampleRate, TONE) / LEVEL)
      expect(Math.abs(level)).toBeLessThan(1)
    }
  })
})

describe('aac', () => {
  it.each(recordings)(name, async (options) => {
    const { file, fileSize, frames } = await record({
      ...options,
      format: 'aac',
      duration: DURATION,
      frameSize: 1,
    })
    expect(frames).toEqual([])
    const parsed = framesOf(file, 'aac')
    for (const { sampleRate, channels } of parsed) {
      expect([sampleRate, channels]).toEqual([options.sampleRate, options.numberOfChannels])
    }
    const samples = parsed.length * 1024
    const extra = samples - (options.sampleRate * DURATION) / 1000
    expect(extra).toBeGreaterThanOrEqual(-1024)
    expect(extra).toBeLessThanOrEqual(3 * 1024)
    // A tone needs few bits: the rate is a limit.
    const bitRate = (fileSize * 8 * options.sampleRate) / samples
    expect(bitRate).toBeLessThan(options.encodeBitRate * 1.15)
  })
})

/** Samples of a PCM recording, of one channel. */
const pcmSamples = (file: Uint8Array): Float32Array => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  return Float32Array.from(
    { length: file.length / 2 },
    (_, i) => view.getInt16(i * 2, true) / 32767,
  )
}

const wavOf = (hertz: number, sampleRate: number): Uint8Array => {
  const samples = Float32Array.from(
    { length: sampleRate },
    (_, i) => LEVEL * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  )
  const pcm = toPcm16([samples])
  return Buffer.concat([wavHeader({ sampleRate, channels: 1 }, pcm.length), pcm])
}

const PCM = { format: 'PCM', sampleRate: 8000, numberOfChannels: 1, duration: DURATION } as const

it('takes away what a lower rate cannot hold: aliases are below −60 dB', async () => {
  const { file } = await record(PCM, wavOf(6000, 48_000))
  // 6 kHz would come back as 2 kHz.
  const alias = amplitudeAt(middleOf(pcmSamples(file)), 8000, 2000)
  expect(toDecibels(alias / LEVEL)).toBeLessThan(-60)
})

it('keeps what it can', async () => {
  const { file } = await record(PCM, wavOf(1000, 48_000))
  const middle = middleOf(pcmSamples(file))
  expect(frequencyNear(middle, 8000, 1000)).toBeCloseTo(1000, 1)
  expect(Math.abs(toDecibels(amplitudeAt(middle, 8000, 1000) / LEVEL))).toBeLessThan(0.1)
})
