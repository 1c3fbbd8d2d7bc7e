import { orientationOfExif } from './tiff.js'

const SIGNATURE_BYTES = 8
/** Length and type before a chunk's data, and the checksum behind it. */
const CHUNK_HEADER_BYTES = 8
const CHUNK_OVERHEAD_BYTES = 12

/** The orientation that a PNG's `eXIf` chunk states, as far as it lies in these bytes and before the picture; else 1. */
export const orientationOfPng = (bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = SIGNATURE_BYTES
  while (at + CHUNK_HEADER_BYTES <= bytes.length) {
    const length = view.getUint32(at)
    const start = at + CHUNK_HEADER_BYTES
    const type = String.fromCharCode(...bytes.subarray(at + 4, start))
    if (type === 'eXIf') return orientationOfExif(bytes.subarray(start, start + length))
    if (type === 'IDAT') return 1
    at += length + CHUNK_OVERHEAD_BYTES
  }
  return 1
}
