import { toBase64 } from '../../codec/bytes.js'
import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import { digestPieces } from '../shared/digest.js'
import type { MapFiles } from '../shared/map-files.js'
import { createMapFiles } from '../shared/map-files.js'
import type { MemoryBlob, MemoryDisk } from './disk.js'

export interface MemoryFilesOptions {
  /** By path from the package's root, without a leading `/`. */
  readonly packageFiles: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>
  readonly disk: MemoryDisk
  now(): number
}

/** Files as values; their URLs carry their bytes. */
export const createMemoryFiles = ({ packageFiles, disk, now }: MemoryFilesOptions): MapFiles => {
  const blobOf = (bytes: Uint8Array<ArrayBuffer>): MemoryBlob => {
    disk.take(bytes.length)
    return { bytes, size: bytes.length, free: () => disk.free(bytes.length) }
  }
  const openPackageFileSync = (name: string): MemoryBlob | undefined => {
    const content = Object.hasOwn(packageFiles, name) ? packageFiles[name] : undefined
    if (content === undefined) return undefined
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return { bytes, size: bytes.length, free: () => undefined }
  }
  return createMapFiles<MemoryBlob>({
    now,
    openPackageFile: (name) => Promise.resolve(openPackageFileSync(name)),
    openPackageFileSync,
    // What did not fit was never made.
    check: () => Promise.resolve(),
    create: (parts) => {
      const pieces = parts.map((part) => (part instanceof Uint8Array ? part : part.bytes))
      const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
      let offset = 0
      for (const piece of pieces) {
        bytes.set(piece, offset)
        offset += piece.length
      }
      return blobOf(bytes)
    },
    copy: ({ bytes }) => blobOf(bytes),
    slice: ({ bytes }, start, end) => blobOf(bytes.slice(start, end)),
    read: ({ bytes }, start, end) => Promise.resolve(bytes.slice(start, end)),
    readSync: ({ bytes }, start, end) => bytes.slice(start, end),
    digest: ({ bytes }, algorithm) =>
      digestPieces(algorithm, bytes.length, (start, end) =>
        Promise.resolve(bytes.subarray(start, end)),
      ),
    createUrl: ({ bytes }, { name }) =>
      `data:${typeOfExtension(extensionOf(name))};base64,${toBase64(bytes)}`,
    revokeUrl: () => undefined,
    free: (blob) => blob.free(),
  })
}
