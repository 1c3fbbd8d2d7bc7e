/** Bytes before the samples of a file that {@link wavHeader} begins. */
export const WAV_HEADER_BYTES = 44

const PCM = 1
const FLOAT = 3
const EXTENSIBLE = 0xfffe

export interface WavFormat {
  readonly sampleRate: number
  readonly channels: number
}

/**
 * The first bytes of a WAV file of 16-bit samples.
 * @param dataBytes Of samples; the largest number there is stands for "not known yet".
 */
export const wavHeader = (
  { sampleRate, channels }: WavFormat,
  dataBytes = 0xffffffff - WAV_HEADER_BYTES,
): Uint8Array<ArrayBuffer> => {
  const view = new DataView(new ArrayBuffer(WAV_HEADER_BYTES))
  const text = (at: number, value: string) => {
    for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i))
  }
  const frameBytes = channels * 2
  text(0, 'RIFF')
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, PCM, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * frameBytes, true)
  view.setUint16(32, frameBytes, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, dataBytes, true)
  return new Uint8Array(view.buffer)
}

export interface WavSound extends WavFormat {
  /** One array of samples in −1…1 for each channel. */
  readonly samples: readonly Float32Array[]
}

/** Reads one sample of `bits` bits at a place. */
const reader = (view: DataView, format: number, bits: number): ((at: number) => number) => {
  if (format === FLOAT && bits === 32) return (at) => view.getFloat32(at, true)
  if (format === PCM && bits === 8) return (at) => (view.getUint8(at) - 128) / 128
  if (format === PCM && bits === 16) return (at) => view.getInt16(at, true) / 32768
  if (format === PCM && bits === 24) {
    return (at) => ((view.getInt16(at + 1, true) << 8) | view.getUint8(at)) / 8388608
  }
  if (format === PCM && bits === 32) return (at) => view.getInt32(at, true) / 2147483648
  throw new TypeError(`a WAV file of format ${format} with ${bits} bits is not supported`)
}

/**
 * The sound of a WAV file with integer or 32-bit float samples; a file that was cut off ends early.
 * @throws TypeError for anything else.
 */
export const parseWav = (bytes: Uint8Array): WavSound => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const name = (at: number) =>
    at + 4 <= bytes.length ? String.fromCharCode(...bytes.subarray(at, at + 4)) : ''
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') throw new TypeError('this is no WAV file')

  let layout: { format: number; channels: number; sampleRate: number; bits: number } | undefined
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    if (name(at) === 'fmt ' && start + 16 <= bytes.length) {
      const format = view.getUint16(start, true)
      layout = {
        // The real format of an extensible one stands at the beginning of its GUID.
        format:
          format === EXTENSIBLE && start + 26 <= bytes.length
            ? view.getUint16(start + 24, true)
            : format,
        channels: view.getUint16(start + 2, true),
        sampleRate: view.getUint32(start + 4, true),
        bits: view.getUint16(start + 14, true),
      }
    }
    if (name(at) === 'data' && layout !== undefined) {
      const { format, channels, sampleRate, bits } = layout
      if (channels === 0 || sampleRate === 0) break
      const read = reader(view, format, bits)
      const width = bits / 8
      const length = Math.floor(Math.min(size, bytes.length - start) / (width * channels))
      const samples = Array.from({ length: channels }, (_, channel) =>
        Float32Array.from({ length }, (_, i) => read(start + (i * channels + channel) * width)),
      )
      return { sampleRate, channels, samples }
    }
    // Chunks begin at even places.
    at = start + size + (size % 2)
  }
  throw new TypeError('the WAV file has no samples')
}
