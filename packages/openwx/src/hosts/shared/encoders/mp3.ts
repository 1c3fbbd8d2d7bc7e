import type { SoundFormat } from '../../../ports/encoder.js'
import type { Codec, Emit } from './codec.js'
import type { Lame } from './lame.js'
import { createLame } from './lame.js'

type LameParameters = Parameters<Lame['configure']>[0]

/**
 * Constant rates, in kbit/s, by the version of MPEG audio that a sample rate belongs to. The encoder
 * takes no others (not all that the standard has), and its version 2.5 none above 64.
 */
const bitRatesFor = (sampleRate: number): readonly number[] =>
  sampleRate >= 32_000
    ? [32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    : sampleRate >= 16_000
      ? [8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160]
      : [8, 16, 24, 32, 40, 48, 64]

const nearest = (values: readonly number[], wanted: number): number =>
  values.reduce((best, value) =>
    Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best,
  )

/** LAME, frame by frame. */
export const createMp3Codec = async (
  { sampleRate, channels, bitRate }: SoundFormat,
  emit: Emit,
): Promise<Codec> => {
  const encoder = await createLame()
  encoder.configure({
    sampleRate,
    channels,
    bitrate: nearest(bitRatesFor(sampleRate), bitRate / 1000),
    // Left to itself, LAME lowers the rate where it finds few bits for it.
    outputSampleRate: sampleRate,
  } as LameParameters)
  // The encoder uses one buffer again and again.
  const emitCopy = (bytes: Uint8Array) => {
    if (bytes.length > 0) emit(new Uint8Array(bytes))
  }
  return {
    encode: (samples) => emitCopy(encoder.encode(samples)),
    finish: () => {
      emitCopy(encoder.finalize())
      return {}
    },
    close: () => undefined,
  }
}
