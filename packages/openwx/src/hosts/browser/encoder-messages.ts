import type { EncodedEnd, SoundFormat } from '../../ports/encoder.js'

/** What a page asks of its encoder's worker: to open once, then to encode, then to finish. */
export type EncoderRequest =
  | { readonly id: number; readonly open: SoundFormat }
  | { readonly id: number; readonly encode: readonly Float32Array[] }
  | { readonly id: number; readonly finish: true }

/** Bytes of the file, and one answer for each request; or none of them any more. */
export type EncoderReply =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly end: EncodedEnd }
  | { readonly id: number; readonly problem: string }
  | { readonly broken: string }
