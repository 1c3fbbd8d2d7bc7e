import type { EncoderPort } from '../../../ports/encoder.js'
import type { LoadCodec } from './codec.js'
import { inOrder } from './in-order.js'

/** Each codec is a file of its own, fetched by the first recording that needs it. */
export const loadCodec: LoadCodec = async (format, emit) => {
  if (format.name === 'mp3') return (await import('./mp3.js')).createMp3Codec(format, emit)
  if (format.name === 'aac') return (await import('./aac.js')).createAacCodec(format, emit)
  return (await import('./raw.js')).createRawCodec(format, emit)
}

/** Encoders that work where they are called. */
export const createEncoders = (load: LoadCodec = loadCodec): EncoderPort => ({
  open: async (format, emit) => inOrder(await load(format, emit)),
})
