import { toBase64 } from '../../codec/bytes.js'
import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import type { FilesPort } from '../../ports/files.js'
import { createMapFiles } from '../shared/map-files.js'
import type { MemoryBlob } from './disk.js'

/**
 * Files as values; their URLs carry their bytes.
 * @param packageFiles By path from the package's root, without a leading `/`.
 */
export const createMemoryFiles = (
  packageFiles: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
): FilesPort & { close(): void } =>
  createMapFiles<MemoryBlob>({
    openPackageFile: (name) => {
      const content = Object.hasOwn(packageFiles, name) ? packageFiles[name] : undefined
      if (content === undefined) return Promise.resolve(undefined)
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      return Promise.resolve({ bytes, size: bytes.length, free: () => undefined })
    },
    // What did not fit was never made.
    check: () => Promise.resolve(),
    createUrl: ({ bytes }, { name }) =>
      `data:${typeOfExtension(extensionOf(name))};base64,${toBase64(bytes)}`,
    revokeUrl: () => undefined,
    free: (blob) => blob.free(),
  })
