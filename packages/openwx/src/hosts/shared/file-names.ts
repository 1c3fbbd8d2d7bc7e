import { toHex } from '../../codec/hex.js'

const ID_BYTES = 16
/** Enough digits for milliseconds until the year 5188, and for every save within one of them. */
const TIME_DIGITS = 9
const COUNT_DIGITS = 4
const RADIX = 36

const id = (): string => toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
const withExtension = (name: string, extension: string): string =>
  extension === '' ? name : `${name}.${extension}`

/** A file name that nobody can guess. */
export const tempName = (extension: string): string => withExtension(id(), extension)

let saves = 0

/** The same for a saved file. Such names sort as they were made, and tell when: {@link savedAtMs}. */
export const savedName = (nowMs: number, extension: string): string => {
  const digits = (value: number, length: number) =>
    value.toString(RADIX).padStart(length, '0').slice(-length)
  saves += 1
  return withExtension(digits(nowMs, TIME_DIGITS) + digits(saves, COUNT_DIGITS) + id(), extension)
}

/** When a saved file was saved, in milliseconds since 1970. */
export const savedAtMs = (name: string): number => parseInt(name.slice(0, TIME_DIGITS), RADIX)
