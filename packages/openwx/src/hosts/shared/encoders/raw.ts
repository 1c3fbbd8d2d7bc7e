import { toPcm16 } from '../../../codec/pcm.js'
import { wavHeader } from '../../../codec/wav.js'
import type { SoundFormat } from '../../../ports/encoder.js'
import type { Codec, Emit } from './codec.js'

/** Samples as they are, without a header. */
const createPcmCodec = (emit: Emit): Codec => ({
  encode: (channels) => emit(toPcm16(channels)),
  finish: () => ({}),
  close: () => undefined,
})

/** The same behind a header, which says how much there is only at the end. */
const createWavCodec = (format: SoundFormat, emit: Emit): Codec => {
  let dataBytes = 0
  emit(wavHeader(format))
  return {
    encode: (channels) => {
      const bytes = toPcm16(channels)
      dataBytes += bytes.length
      emit(bytes)
    },
    finish: () => ({ head: wavHeader(format, dataBytes) }),
    close: () => undefined,
  }
}

/** Those of the two formats that need no encoder. */
export const createRawCodec = (format: SoundFormat, emit: Emit): Codec =>
  format.name === 'wav' ? createWavCodec(format, emit) : createPcmCodec(emit)
