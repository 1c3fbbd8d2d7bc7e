import type { EncodedEnd, SoundFormat } from '../../ports/encoder.js'

/** What a page asks of its encoder's worker: to open once, then to encode, then to finish. */
export type EncoderRequest =
  | { readonly id: number; readonly open: SoundFormat }
  | { readonly id: number; readonly encode: readonly Float32Array[] }
  | { readonly id: number; readonly finish: true }

/** What has become of a request. */
export type Outcome = { readonly end: EncodedEnd } | { readonly problem: string }

/**
 * One answer for each request, with what it adds to the file; or none of them any more. Answers are few, for each wakes
 * the page's thread.
 */
export type EncoderReply =
  | {
      readonly id: number
      readonly chunks: readonly Uint8Array<ArrayBuffer>[]
      readonly outcome: Outcome
    }
  | { readonly broken: string }
