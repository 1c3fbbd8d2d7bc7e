import type { FilePlace, FilesPort, FileStat, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/files.js'
import { tempName } from './temp-name.js'

/** What a host adds to {@link createMapFiles}. */
export interface BlobStore<B extends HostBlob> {
  /** A file of the program's package; undefined where none is. */
  openPackageFile(name: string): Promise<B | undefined>
  /** The URL of such a file, where it is known without opening it. */
  packageFileUrl?(name: string): string | undefined
  /** @throws FileError `full` for a blob whose bytes the host could not keep. */
  check(blob: B): Promise<void>
  /** Makes a URL that {@link revokeUrl} takes back. */
  createUrl(blob: B, place: FilePlace): string
  revokeUrl(url: string): void
  /** Frees the bytes of a blob that nobody refers to any more. */
  free(blob: B): void
}

const keyOf = ({ space, name }: FilePlace): string => `${space}/${name}`

/** Files in a map, alive until they are closed. The user's space has no folders but its root. */
export const createMapFiles = <B extends HostBlob>(
  store: BlobStore<B>,
): FilesPort & { close(): void } => {
  const files = new Map<string, B>()
  const urls = new Map<string, string>()
  let closed = false

  const forget = (key: string): boolean => {
    const url = urls.get(key)
    if (url !== undefined) store.revokeUrl(url)
    urls.delete(key)
    const blob = files.get(key)
    if (blob !== undefined) store.free(blob)
    return files.delete(key)
  }
  const open = async (place: FilePlace): Promise<B | undefined> =>
    place.space === 'package' ? store.openPackageFile(place.name) : files.get(keyOf(place))
  const put = async (place: FilePlace, blob: B): Promise<void> => {
    try {
      await store.check(blob)
      if (closed) throw new FileError('io')
    } catch (error) {
      store.free(blob)
      throw error
    }
    forget(keyOf(place))
    files.set(keyOf(place), blob)
  }
  /** The blobs that reach a host's files come from the same host. */
  const own = (blob: HostBlob) => blob as B

  return {
    createTemp: async (blob, extension) => {
      const place: FilePlace = { space: 'temp', name: tempName(extension) }
      await put(place, own(blob))
      return place
    },
    write: async (place, blob) => {
      const problem =
        place.space !== 'user' || place.name === ''
          ? new FileError('permission')
          : place.name.includes('/')
            ? new FileError('not-found')
            : undefined
      if (problem !== undefined) {
        store.free(own(blob))
        throw problem
      }
      await put(place, own(blob))
    },
    open,
    stat: async (place): Promise<FileStat | undefined> => {
      if (place.space === 'user' && place.name === '') return { kind: 'folder', size: 0 }
      const blob = await open(place)
      return blob && { kind: 'file', size: blob.size }
    },
    remove: (place) => Promise.resolve(place.space !== 'package' && forget(keyOf(place))),
    url: async (place) => {
      const key = keyOf(place)
      const known =
        urls.get(key) ??
        (place.space === 'package' ? store.packageFileUrl?.(place.name) : undefined)
      if (known !== undefined) return known
      const blob = await open(place)
      if (blob === undefined) return undefined
      // Another call may have been faster.
      const url = urls.get(key) ?? store.createUrl(blob, place)
      urls.set(key, url)
      return url
    },
    discard: (blob) => store.free(own(blob)),
    close: () => {
      closed = true
      for (const key of [...files.keys()]) forget(key)
      for (const url of urls.values()) store.revokeUrl(url)
      urls.clear()
    },
  }
}
