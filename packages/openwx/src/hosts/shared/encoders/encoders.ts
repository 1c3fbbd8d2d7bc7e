import type { Encoder, EncoderPort, SoundFormat } from '../../../ports/encoder.js'
import type { Codec, Emit } from './codec.js'

/** Makes the codec of a format, loading its code. */
export type LoadCodec = (format: SoundFormat, emit: Emit) => Codec | Promise<Codec>

/** Each codec is a file of its own, fetched by the first recording that needs it. */
export const loadCodec: LoadCodec = async (format, emit) => {
  if (format.name === 'mp3') return (await import('./mp3.js')).createMp3Codec(format, emit)
  if (format.name === 'aac') return (await import('./aac.js')).createAacCodec(format, emit)
  const { createPcmCodec, createWavCodec } = await import('./raw.js')
  return format.name === 'wav' ? createWavCodec(format, emit) : createPcmCodec(emit)
}

/** The codec as an encoder, whose calls wait for each other. */
const inOrder = (codec: Codec): Encoder => {
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done
    return done
  }
  return {
    encode: (channels) => next(() => codec.encode(channels)),
    finish: () => next(() => codec.finish()),
    close: () => codec.close(),
  }
}

/** Encoders that work where they are called. */
export const createEncoders = (load: LoadCodec = loadCodec): EncoderPort => ({
  open: async (format, emit) => inOrder(await load(format, emit)),
})
