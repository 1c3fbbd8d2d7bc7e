/** Bytes that say everything about a frame of AAC in ADTS. */
export const ADTS_HEADER_BYTES = 7

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
  7350,
]
const BLOCK_SAMPLES = 1024

export interface AdtsFrame {
  /** Bytes, its header included. */
  readonly length: number
  readonly samples: number
  /** Hertz. */
  readonly sampleRate: number
}

/** What the header at a place says; undefined where none is. */
export const readAdtsHeader = (bytes: Uint8Array, at = 0): AdtsFrame | undefined => {
  const [sync = 0, version = 0, form = 0, high = 0, middle = 0, low = 0, blocks = 0] =
    bytes.subarray(at, at + ADTS_HEADER_BYTES)
  // Twelve bits of one, and a layer of zero, which tells it from MP3.
  if (sync !== 0xff || (version & 0xf6) !== 0xf0) return undefined
  const sampleRate = SAMPLE_RATES[(form >> 2) & 0x0f]
  const length = ((high & 0x03) << 11) | (middle << 3) | (low >> 5)
  if (sampleRate === undefined || length < ADTS_HEADER_BYTES) return undefined
  return { length, samples: ((blocks & 0x03) + 1) * BLOCK_SAMPLES, sampleRate }
}
