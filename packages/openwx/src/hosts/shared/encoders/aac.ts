import { registerAacEncoder } from '@mediabunny/aac-encoder'
import {
  AdtsOutputFormat,
  AudioSample,
  AudioSampleSource,
  canEncodeAudio,
  Output,
  Quality,
  StreamTarget,
} from 'mediabunny'
import type { SoundFormat } from '../../../ports/encoder.js'
import { withinTime } from '../within-time.js'
import type { Codec, Emit } from './codec.js'

/** The encoder lives in a worker, and where a page's rules forbid that, nobody answers. */
const ANSWER_MS = 15_000

let registered: Promise<void> | undefined
const ensureEncoder = (): Promise<void> =>
  (registered ??= canEncodeAudio('aac').then((isNative) => {
    if (!isNative) registerAacEncoder()
  }))

/** AAC-LC in ADTS frames. */
export const createAacCodec = async (
  { sampleRate, channels, bitRate }: SoundFormat,
  emit: Emit,
): Promise<Codec> => {
  await ensureEncoder()
  const source = new AudioSampleSource({
    codec: 'aac',
    quality: new Quality({ bitrate: bitRate }),
  })
  const output = new Output({
    format: new AdtsOutputFormat(),
    target: new StreamTarget(
      new WritableStream({
        write: ({ data }: { data: Uint8Array<ArrayBuffer> }) => emit(data.slice()),
      }),
    ),
  })
  output.addAudioTrack(source)
  await withinTime(output.start(), ANSWER_MS, 'the AAC encoder did not start')

  let samples = 0
  return {
    encode: async (planes) => {
      const length = planes[0]?.length ?? 0
      const data = new Float32Array(length * channels)
      planes.forEach((plane, channel) => data.set(plane, channel * length))
      const sample = new AudioSample({
        data,
        format: 'f32-planar',
        numberOfChannels: channels,
        sampleRate,
        timestamp: samples / sampleRate,
      })
      samples += length
      try {
        await withinTime(source.add(sample), ANSWER_MS, 'the AAC encoder does not answer')
      } finally {
        sample.close()
      }
    },
    finish: async () => {
      // A file of nothing is no error here, and is one there.
      if (samples === 0) await output.cancel()
      else await withinTime(output.finalize(), ANSWER_MS, 'the AAC encoder did not end')
      return {}
    },
    close: () => void output.cancel().catch(() => undefined),
  }
}
