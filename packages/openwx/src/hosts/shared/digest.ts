import { toHex } from '../../codec/hex.js'
import type { DigestAlgorithm } from '../../ports/files.js'

/** Large enough that the pieces do not count, small enough that nobody notices them in memory. */
const READ_BYTES = 1024 * 1024

const hashes = {
  md5: async () => (await import('@noble/hashes/legacy.js')).md5.create(),
  sha1: async () => (await import('@noble/hashes/legacy.js')).sha1.create(),
  sha256: async () => (await import('@noble/hashes/sha2.js')).sha256.create(),
}

/**
 * A digest in lower-case hex, for hosts without one of their own: a page's `crypto.subtle` wants all
 * bytes at once, knows no MD5, and is missing on `http:` pages.
 */
export const digestPieces = async (
  algorithm: DigestAlgorithm,
  sizeBytes: number,
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<string> => {
  const hash = await hashes[algorithm]()
  for (let start = 0; start < sizeBytes; start += READ_BYTES) {
    hash.update(await read(start, Math.min(sizeBytes, start + READ_BYTES)))
  }
  return toHex(hash.digest())
}
