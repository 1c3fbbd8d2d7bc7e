import { toHex } from '../../codec/bytes.js'

const ID_BYTES = 16

/** A file name that nobody can guess. */
export const tempName = (extension: string): string =>
  `${toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)))}.${extension}`
