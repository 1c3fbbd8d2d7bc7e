import type { FilePlace, FilesPort, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import type { LogPort } from '../../ports/host.js'
import type { BlobStore } from './blob-store.js'
import type { DurableStore, StoreChanges, StoredEntry } from './durable-store.js'
import { tempName } from './file-names.js'
import { createFileTree } from './file-tree.js'
import { createJournal } from './journal.js'
import { createMapDisk, entryKey, packageStat } from './map-disk.js'

/** Pieces of a growing blob are put together when there are that many bytes of them. */
const WRITER_BYTES = 1024 * 1024

export interface MapFiles extends FilesPort {
  close(): Promise<void>
}

/** Files in a map, alive until they are closed; with a durable store, saved and user files live on. */
export const createMapFiles = <B extends HostBlob>(
  store: BlobStore<B>,
  durable?: { readonly store: DurableStore<B>; readonly log: LogPort },
): MapFiles => {
  const urls = new Map<string, string>()
  let closed = false
  let isReady = durable === undefined
  let loading: Promise<void> | undefined

  const forgetUrl = (key: string) => {
    const url = urls.get(key)
    if (url !== undefined) store.revokeUrl(url)
    urls.delete(key)
  }
  const disk = createMapDisk(store, {
    changed: (place, now, before) => {
      forgetUrl(entryKey(place))
      if ('owner' in place) journal?.note(place, now, before)
    },
    checkOpen: () => {
      if (closed) throw new FileError('io')
      if (!isReady) throw new FileError('not-ready')
    },
  })
  const tree = createFileTree(disk)

  /** What others did, or what could not be kept. */
  const apply = (changed: StoreChanges<B>) => {
    for (const place of [...changed.remove, ...changed.put.map((entry) => entry.place)]) {
      forgetUrl(entryKey(place))
      if ('owner' in place) tree.forgetUsage(place.owner)
    }
    disk.apply(changed)
  }
  // A URL that somebody has shows what it did: it outlives that its bytes move.
  const settle = (put: readonly StoredEntry<B>[]) => disk.apply({ put, remove: [] })
  const journal =
    durable && createJournal(durable.store, { entry: disk.entry, apply, settle }, durable.log)
  const load = async (): Promise<void> => {
    if (durable === undefined || journal === undefined) return
    apply({ put: await durable.store.load(journal.takeOver), remove: [] })
    isReady = true
  }
  const ready = (): Promise<void> => (loading ??= load())
  const flush = async (): Promise<void> => journal?.flush()
  /** Makes sure of a blob before it is put anywhere. */
  const hold = async (blob: B): Promise<void> => {
    try {
      await store.check(blob)
      if (closed) throw new FileError('io')
      await ready()
    } catch (error) {
      store.free(blob)
      throw error
    }
  }
  const open = async (place: FilePlace): Promise<B | undefined> => {
    if (place.space === 'package') return store.openPackageFile(place.name)
    await ready()
    return disk.blob(place)
  }
  /** The blobs that reach a host's files come from the same host. */
  const own = (blob: HostBlob) => blob as B

  return {
    tree,
    ready,
    flush,
    createTemp: async (blob, extension) => {
      const place: FilePlace = { space: 'temp', name: tempName(extension) }
      await hold(own(blob))
      disk.adopt(place, own(blob))
      return place
    },
    createBlob: (bytes) => Promise.resolve().then(() => store.create([bytes])),
    createWriter: () => createMapWriter(store),
    read: (blob, start = 0, length = Infinity) =>
      store.read(own(blob), start, Math.min(blob.size, start + length)),
    digest: (blob, algorithm) => store.digest(own(blob), algorithm),
    write: async (place, blob) => {
      await hold(own(blob))
      tree.adopt(place, own(blob))
      await flush()
    },
    copy: async (from, to) => {
      await ready()
      const source = await open(from)
      if (source === undefined) throw new FileError('not-found')
      tree.checkTarget(to)
      const copy = store.copy(source)
      await hold(copy)
      tree.adopt(to, copy)
      await flush()
    },
    append: async (place, bytes) => {
      await ready()
      tree.append(place, bytes)
      await flush()
    },
    open,
    stat: async (place) => {
      if (place.space !== 'package') {
        await ready()
        return disk.stat(place)
      }
      const blob = await store.openPackageFile(place.name)
      return blob && packageStat(blob)
    },
    remove: async (place) => {
      if (place.space === 'package') return false
      await ready()
      if (disk.stat(place)?.kind !== 'file') return false
      tree.remove(place)
      await flush()
      return true
    },
    url: async (place) => {
      const key = entryKey(place)
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
    reserve: tree.reserve,
    close: async () => {
      closed = true
      for (const key of [...urls.keys()]) forgetUrl(key)
      // Who asked for what fails now has heard of it.
      await flush().catch(() => undefined)
      disk.clear()
      await durable?.store.close()
    },
  }
}

const createMapWriter = <B extends HostBlob>(
  store: BlobStore<B>,
): ReturnType<FilesPort['createWriter']> => {
  /** The first write, which may still change. */
  let first: Uint8Array<ArrayBuffer> | undefined
  const kept: B[] = []
  let fresh: Uint8Array<ArrayBuffer>[] = []
  let freshBytes = 0
  const discard = () => {
    for (const blob of kept.splice(0)) store.free(blob)
    first = undefined
    fresh = []
  }
  return {
    write: (bytes) => {
      if (first === undefined) {
        first = bytes.slice()
        return Promise.resolve()
      }
      fresh.push(bytes.slice())
      freshBytes += bytes.length
      if (freshBytes < WRITER_BYTES) return Promise.resolve()
      return Promise.resolve().then(() => {
        kept.push(store.create(fresh))
        fresh = []
        freshBytes = 0
      })
    },
    end: (head) =>
      Promise.resolve().then(() => {
        if (head !== undefined) first?.set(head)
        const blob = store.create([...(first === undefined ? [] : [first]), ...kept, ...fresh])
        discard()
        return blob
      }),
    discard,
  }
}
