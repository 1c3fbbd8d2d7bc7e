import { expect, it } from 'vitest'
import type { SoundFormatName } from '../../../ports/encoder.js'
import { createEncoders } from '../encoders/encoders.js'
import { soundLength } from './sound-length.js'

const SAMPLE_RATE = 44_100
/** What encoders put before and after the sound. */
const PADDING_FRAMES = 3
const FRAME_SECONDS = 1152 / SAMPLE_RATE

/** One second of a tone. */
const encoded = async (name: SoundFormatName, hertz: number): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  const format = { name, sampleRate: SAMPLE_RATE, channels: 1, bitRate: 128_000 } as const
  const encoder = await createEncoders().open(format, (bytes) => parts.push(bytes))
  await encoder.encode([
    Float32Array.from({ length: SAMPLE_RATE }, (_, i) =>
      Math.sin((2 * Math.PI * hertz * i) / SAMPLE_RATE),
    ),
  ])
  await encoder.finish()
  return Buffer.concat(parts)
}
const lengthOf = (file: Uint8Array) =>
  soundLength(file.length, (start, end) => Promise.resolve(file.subarray(start, end)))

it.each([
  ['aac', 440],
  ['aac', 2700],
  ['mp3', 440],
  ['wav', 440],
] as const)('knows how long %s of %i Hz is', async (name, hertz) => {
  const length = await lengthOf(await encoded(name, hertz))
  expect(length).toBeGreaterThanOrEqual(1)
  expect(length).toBeLessThanOrEqual(1 + PADDING_FRAMES * FRAME_SECONDS)
})

it('counts AAC that is cut off as far as it goes', async () => {
  const file = await encoded('aac', 440)
  const length = await lengthOf(file.subarray(0, file.length / 2))
  expect(length).toBeGreaterThan(0.3)
  expect(length).toBeLessThan(0.8)
})

it.each([
  ['nothing', ''],
  ['text', 'this is no sound at all'],
])('refuses %s', async (_, text) => {
  await expect(lengthOf(Buffer.from(text))).rejects.toMatchObject({ problem: 'format' })
})
