import { readHeifHeader } from './heif.js'
import { orientationOfPng } from './png.js'
import { readTiffHeader } from './tiff.js'

/** A picture's format as its bytes tell it, whatever its name says; `'other'` for icons, SVG and the like. */
export type ImageFormat =
  'jpeg' | 'png' | 'gif' | 'webp' | 'bmp' | 'tiff' | 'heic' | 'avif' | 'svg' | 'other'

/** What the beginning of a picture tells. */
export interface ImageHeader {
  readonly format: ImageFormat
  /** Pixels as they are stored, before any turning. */
  readonly width: number
  readonly height: number
  /**
   * How whoever shows the picture turns it: 1 to 8 as in EXIF, where 1 is not at all. What is in the file
   * and obeyed by no decoder (EXIF in WebP, HEIC and AVIF) does not count.
   */
  readonly orientation: number
}

/** Hands over that many bytes from there, or as many as there are. */
export type ReadBytes = (start: number, length: number) => Promise<Uint8Array<ArrayBuffer>>

/** What is read at first: enough for nearly all pictures. */
export const FIRST_READ_BYTES = 64 * 1024
/** How far a header is followed, in steps. No camera needs the last one. */
const READ_STEPS_BYTES = [FIRST_READ_BYTES, 512 * 1024, 16 * 1024 * 1024]

/**
 * Reads a picture's header, and nothing of the picture itself: 64 KiB, and more only of a JPEG that carries so
 * much before its header. Undefined for what is no picture; never fails for what the bytes are.
 * @throws whatever `read` throws
 */
export const readImageHeader = async (
  read: ReadBytes,
  size: number,
): Promise<ImageHeader | undefined> => {
  const upTo = (bytes: number) => Math.min(size, bytes)
  let bytes = await read(0, upTo(FIRST_READ_BYTES))
  switch (formatOf(bytes)) {
    case 'tiff':
      return readTiffHeader(bytes, read)
    case 'heif':
      return readHeifHeader(bytes, read, size)
    case 'webp':
      return probed(firstWebpChunk(bytes))
    case 'png': {
      const header = await probed(bytes)
      return header && { ...header, orientation: orientationOfPng(bytes) }
    }
    case 'jpeg':
      for (const step of READ_STEPS_BYTES) {
        if (upTo(step) > bytes.length) {
          const more = await read(bytes.length, upTo(step) - bytes.length)
          bytes = new Uint8Array(await new Blob([bytes, more]).arrayBuffer())
        }
        const header = await probed(bytes)
        if (header !== undefined) return header
        if (bytes.length >= size) break
      }
      return undefined
    default:
      return probed(bytes)
  }
}

const signatures = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n/,
  webp: /^RIFF[^]{4}WEBP/,
  tiff: /^(?:II\x2a\0|MM\0\x2a)/,
  heif: /^[^]{4}ftyp/,
} as const

const SIGNATURE_BYTES = 16

const formatOf = (bytes: Uint8Array): keyof typeof signatures | undefined => {
  const text = String.fromCharCode(...bytes.subarray(0, SIGNATURE_BYTES))
  const names = Object.keys(signatures) as (keyof typeof signatures)[]
  return names.find((name) => signatures[name].test(text))
}

const FIRST_CHUNK_BYTES = 30
const RIFF_HEADER_BYTES = 8
const CHUNK_START = 20

/**
 * A WebP's first chunk, which states its size, as if it were the whole file: the library would look for EXIF
 * behind the picture, which here does not count.
 */
const firstWebpChunk = (bytes: Uint8Array): Uint8Array => {
  const first = bytes.slice(0, FIRST_CHUNK_BYTES)
  if (first.length < FIRST_CHUNK_BYTES) return first
  const view = new DataView(first.buffer)
  view.setUint32(4, FIRST_CHUNK_BYTES - RIFF_HEADER_BYTES, true)
  view.setUint32(16, FIRST_CHUNK_BYTES - CHUNK_START, true)
  return first
}

const formatNames: Readonly<Record<string, ImageFormat>> = {
  jpg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  bmp: 'bmp',
  svg: 'svg',
}

/** An SVG may be a part of a pixel wide, which no screen is. */
const wholePixels = (length: number): number =>
  length > 0 ? Math.max(1, Math.round(length)) : length

const probed = async (bytes: Uint8Array): Promise<ImageHeader | undefined> => {
  const { probe } = await import('./probe.js')
  const found = probe(bytes)
  if (found === null) return undefined
  // An SVG may be 12.5 pixels wide, or 5 em: nobody says what that is in pixels.
  if (found.wUnits !== 'px' || found.hUnits !== 'px') return undefined
  return {
    format: formatNames[found.type] ?? 'other',
    width: wholePixels(found.width),
    height: wholePixels(found.height),
    orientation: found.orientation ?? 1,
  }
}
