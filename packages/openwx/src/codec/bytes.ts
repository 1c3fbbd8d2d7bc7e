/** One array of its own over an exact-length buffer, from pieces in order. */
export const concatBytes = (chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> =>
  exactBytes(joinBytes(chunks))

/** One array for reading, from pieces in order. It copies nothing where there is but one. */
export const joinBytes = (chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> => {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/** The same bytes over a buffer that holds nothing else; copies only where it must. */
export const exactBytes = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  // Not `slice()`: on a Node Buffer that is a view of the pool.
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)

/** A multiple of three bytes, so that pieces of base64 join, and no more arguments than a function takes. */
const BASE64_PIECE = 3 * 4096

export const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += BASE64_PIECE) {
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + BASE64_PIECE)))
  }
  return text
}
