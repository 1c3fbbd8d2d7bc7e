import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { toPcm16 } from '../../src/codec/pcm.js'
import { wavHeader } from '../../src/codec/wav.js'

const SAMPLE_RATE = 48_000
const HERTZ = 440
const AMPLITUDE = 0.5

/**
 * The path of a WAV file with one second of a tone of 440 Hz at −6 dB, for Chromium's fake microphone, which
 * plays it again and again without a seam.
 * @param folder Where it may lie.
 */
export const writeToneFile = (folder: string): string => {
  const samples = Float32Array.from(
    { length: SAMPLE_RATE },
    (_, i) => AMPLITUDE * Math.sin((2 * Math.PI * HERTZ * i) / SAMPLE_RATE),
  )
  const pcm = toPcm16([samples])
  const file = path.join(folder, `tone-${HERTZ}.wav`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    file,
    Buffer.concat([wavHeader({ sampleRate: SAMPLE_RATE, channels: 1 }, pcm.length), pcm]),
  )
  return file
}
