import type { ImageHeader, ReadBytes } from './header.js'

const IMAGE_WIDTH = 0x100
const IMAGE_HEIGHT = 0x101
const ORIENTATION = 0x112
const SHORT = 3
const LONG = 4

const HEADER_BYTES = 8
const COUNT_BYTES = 2
const ENTRY_BYTES = 12
/** Entries that are looked at. TIFF has some 70 tags in all. */
const MAX_ENTRIES = 512
const MAX_DIRECTORY_BYTES = COUNT_BYTES + MAX_ENTRIES * ENTRY_BYTES

/** Whether a block is little-endian, and where its first directory lies; undefined for no TIFF. */
const readStart = (bytes: Uint8Array): { little: boolean; offset: number } | undefined => {
  if (bytes.length < HEADER_BYTES) return undefined
  const view = viewOf(bytes)
  const little = view.getUint16(0) === 0x4949
  if (!little && view.getUint16(0) !== 0x4d4d) return undefined
  const offset = view.getUint32(4, little)
  return view.getUint16(2, little) === 42 && offset >= HEADER_BYTES ? { little, offset } : undefined
}

/** Single whole numbers of a directory, by tag; those of entries that are cut off are missing. */
const readDirectory = (bytes: Uint8Array, little: boolean): Map<number, number> => {
  const values = new Map<number, number>()
  if (bytes.length < COUNT_BYTES) return values
  const view = viewOf(bytes)
  const whole = Math.floor((bytes.length - COUNT_BYTES) / ENTRY_BYTES)
  const entries = Math.min(view.getUint16(0, little), whole, MAX_ENTRIES)
  for (let i = 0; i < entries; i++) {
    const at = COUNT_BYTES + i * ENTRY_BYTES
    if (view.getUint32(at + 4, little) !== 1) continue
    const type = view.getUint16(at + 2, little)
    if (type !== SHORT && type !== LONG) continue
    const value = type === SHORT ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little)
    values.set(view.getUint16(at, little), value)
  }
  return values
}

const orientationIn = (directory: ReadonlyMap<number, number>): number => {
  const value = directory.get(ORIENTATION) ?? 1
  return value >= 1 && value <= 8 ? value : 1
}

/** The orientation that an EXIF block states; 1 if it states none, or is broken. */
export const orientationOfExif = (bytes: Uint8Array): number => {
  const start = readStart(bytes)
  if (start === undefined) return 1
  return orientationIn(readDirectory(bytes.subarray(start.offset), start.little))
}

/**
 * A TIFF's header. Its directory lies anywhere, often behind the picture, so it is read from where it is.
 * @param first The file's beginning.
 */
export const readTiffHeader = async (
  first: Uint8Array,
  read: ReadBytes,
): Promise<ImageHeader | undefined> => {
  const start = readStart(first)
  if (start === undefined) return undefined
  const isThere = start.offset + MAX_DIRECTORY_BYTES <= first.length
  const directory = readDirectory(
    isThere ? first.subarray(start.offset) : await read(start.offset, MAX_DIRECTORY_BYTES),
    start.little,
  )
  const width = directory.get(IMAGE_WIDTH) ?? 0
  const height = directory.get(IMAGE_HEIGHT) ?? 0
  if (width === 0 || height === 0) return undefined
  return { format: 'tiff', width, height, orientation: orientationIn(directory) }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
