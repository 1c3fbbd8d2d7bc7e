import { concatBytes } from '../../src/codec/bytes.js'
import { toPcm16 } from '../../src/codec/pcm.js'
import { wavHeader } from '../../src/codec/wav.js'

export const TONE_HERTZ = 440
const AMPLITUDE = 0.5

/** A tone of 440 Hz at −6 dB. */
export const toneSamples = (seconds: number, sampleRate: number): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => AMPLITUDE * Math.sin((2 * Math.PI * TONE_HERTZ * i) / sampleRate),
  )

/** That as a WAV file of one channel. */
export const toneWav = (seconds: number, sampleRate = 8000): Uint8Array<ArrayBuffer> => {
  const pcm = toPcm16([toneSamples(seconds, sampleRate)])
  return concatBytes([wavHeader({ sampleRate, channels: 1 }, pcm.length), pcm])
}
