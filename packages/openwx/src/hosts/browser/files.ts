import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import type { FilesPort } from '../../ports/files.js'
import { FileError } from '../../ports/files.js'
import { createMapFiles } from '../shared/map-files.js'

/**
 * Files as Blobs, which the browser keeps on disk when they are large. They live as long as the page,
 * also those in the user's space.
 * @param packageUrl Where the program's package begins.
 */
export const createBrowserFiles = (
  packageUrl: string | undefined,
): FilesPort & { close(): void } => {
  const packageFileUrl = (name: string): string | undefined =>
    packageUrl === undefined
      ? undefined
      : `${packageUrl.replace(/\/$/, '')}/${name.split('/').map(encodeURIComponent).join('/')}`

  return createMapFiles<Blob>({
    openPackageFile: async (name) => {
      const url = packageFileUrl(name)
      if (url === undefined) return undefined
      const response = await fetch(url)
      return response.ok ? response.blob() : undefined
    },
    packageFileUrl,
    check: async (blob) => {
      try {
        await blob.slice(-1).arrayBuffer()
      } catch (cause) {
        // Chromium hands over a Blob that it found no room for, and only reading it tells.
        throw new FileError('full', { cause })
      }
    },
    // A slice is no copy; the type is what an element needs to show it.
    createUrl: (blob, { name }) =>
      URL.createObjectURL(blob.slice(0, blob.size, typeOfExtension(extensionOf(name)))),
    revokeUrl: (url) => URL.revokeObjectURL(url),
    // The browser frees what nobody refers to.
    free: () => undefined,
  })
}
