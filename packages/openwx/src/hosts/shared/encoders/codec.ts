import type { EncodedEnd, SoundFormat } from '../../../ports/encoder.js'

/** Where a codec puts bytes, in order. */
export type Emit = (chunk: Uint8Array<ArrayBuffer>) => void

/** A loaded encoder of one file. A rejection or an exception is its end. */
export interface Codec {
  encode(channels: readonly Float32Array[]): void | Promise<void>
  finish(): EncodedEnd | Promise<EncodedEnd>
  close(): void
}

/** Makes the codec of a format, loading its code. */
export type LoadCodec = (format: SoundFormat, emit: Emit) => Codec | Promise<Codec>
