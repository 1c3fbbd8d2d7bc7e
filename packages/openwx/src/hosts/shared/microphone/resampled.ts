// CommonJS, whose names Node does not see.
import samplerate from '@alexanderolsen/libsamplerate-js'
import type { WavSound } from '../../../codec/wav.js'

/** The same sound at another rate, without what its new rate cannot hold. */
export const resampled = async (sound: WavSound, sampleRate: number): Promise<WavSound> => {
  if (sound.sampleRate === sampleRate) return sound
  const samples: Float32Array[] = []
  for (const channel of sound.samples) {
    // One channel at a time: the library wants several interleaved.
    const converter = await samplerate.create(1, sound.sampleRate, sampleRate)
    try {
      samples.push(converter.simple(channel).slice())
    } finally {
      converter.destroy()
    }
  }
  return { sampleRate, channels: sound.channels, samples }
}
