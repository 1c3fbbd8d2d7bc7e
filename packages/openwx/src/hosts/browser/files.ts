import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import { FileError } from '../../ports/port-error.js'
import type { LogPort } from '../../ports/host.js'
import type { BlobStore } from '../shared/blob-store.js'
import { digestPieces } from '../shared/digest.js'
import type { MapFiles } from '../shared/map-files.js'
import { createMapFiles } from '../shared/map-files.js'
import { createBrowserStore } from './store/browser-store.js'

/**
 * Files as Blobs, which the browser keeps on disk when they are large. Temp files live as long as the page;
 * saved files and those of the user stay where the browser keeps anything.
 * @param packageUrl Where the program's package begins.
 */
export const createBrowserFiles = (packageUrl: string | undefined, log: LogPort): MapFiles => {
  const packageFileUrl = (name: string): string | undefined =>
    packageUrl === undefined
      ? undefined
      : `${packageUrl.replace(/\/$/, '')}/${name.split('/').map(encodeURIComponent).join('/')}`
  const read = async (blob: Blob, start: number, end: number) =>
    new Uint8Array(await blob.slice(start, end).arrayBuffer())

  const blobs: BlobStore<Blob> = {
    now: () => Date.now(),
    openPackageFile: async (name) => {
      const url = packageFileUrl(name)
      if (url === undefined) return undefined
      const response = await fetch(url)
      return response.ok ? response.blob() : undefined
    },
    openPackageFileSync: (name) => {
      const url = packageFileUrl(name)
      const bytes = url === undefined ? undefined : fetchSync(url)
      return bytes && new Blob([bytes])
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
    create: (parts) => new Blob([...parts]),
    // Nobody can change its bytes, and nothing is freed.
    copy: (blob) => blob,
    slice: (blob, start, end) => blob.slice(start, end),
    read,
    readSync: (blob, start, end) => {
      const url = URL.createObjectURL(blob.slice(start, end))
      try {
        const bytes = fetchSync(url)
        if (bytes === undefined) throw new FileError('io')
        return bytes
      } finally {
        URL.revokeObjectURL(url)
      }
    },
    digest: (blob, algorithm) =>
      digestPieces(algorithm, blob.size, (start, end) => read(blob, start, end)),
    // A slice is no copy; the type is what an element needs to show it.
    createUrl: (blob, { name }) =>
      URL.createObjectURL(blob.slice(0, blob.size, typeOfExtension(extensionOf(name)))),
    revokeUrl: (url) => URL.revokeObjectURL(url),
    // The browser frees what nobody refers to.
    free: () => undefined,
  }
  return createMapFiles(blobs, { store: createBrowserStore(log), log })
}

/**
 * The bytes behind a URL of this page, without going back to the event loop: no other way leads to a
 * Blob's bytes at once. Undefined where nothing is.
 */
const fetchSync = (url: string): Uint8Array<ArrayBuffer> | undefined => {
  const request = new XMLHttpRequest()
  request.open('GET', url, false)
  // A synchronous request of a page cannot ask for an array; this charset leaves every byte as it is.
  request.overrideMimeType('text/plain; charset=x-user-defined')
  request.send()
  if (request.status !== 200) return undefined
  const text = request.responseText
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}
