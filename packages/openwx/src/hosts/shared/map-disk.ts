import type { FileEntry, FilePlace, FileStat, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import type { BlobStore } from './blob-store.js'
import type { StoreChanges, StoredEntry } from './durable-store.js'
import { savedAtMs } from './file-names.js'
import type { TreeDisk } from './file-tree.js'

export interface MapDisk<B extends HostBlob> extends TreeDisk<B> {
  blob(place: FilePlace): B | undefined
  /** The same as what it is, at any time. */
  entry(place: FilePlace): StoredEntry<B> | undefined
  /** Takes over what is kept already; it counts as no change. */
  apply(changes: StoreChanges<B>): void
  clear(): void
}

export const entryKey = (place: FilePlace): string =>
  `${place.space}/${'owner' in place ? encodeURIComponent(place.owner) : ''}/${place.name}`

const statOf = <B extends HostBlob>({ place, blob, ...times }: StoredEntry<B>): FileStat => ({
  kind: blob === undefined ? 'folder' : 'file',
  size: blob?.size ?? 0,
  ...times,
  ...(place.space === 'saved' && { createdMs: savedAtMs(place.name) }),
  // Reading is nothing that an index would have to remember.
  accessedMs: times.modifiedMs,
})

/** What came with the program has no times that anybody knows. */
export const packageStat = ({ size }: HostBlob) =>
  ({ kind: 'file', size, createdMs: 0, modifiedMs: 0, accessedMs: 0 }) as const

/** A tree of files in a map. */
export const createMapDisk = <B extends HostBlob>(
  store: BlobStore<B>,
  {
    changed,
    checkOpen,
  }: {
    /** Hears of every change: what is there now, and what was there before. */
    changed(
      place: FilePlace,
      now: StoredEntry<B> | undefined,
      before: StoredEntry<B> | undefined,
    ): void
    /** @throws FileError when nothing may be looked at. */
    checkOpen(): void
  },
): MapDisk<B> => {
  const entries = new Map<string, StoredEntry<B>>()
  const at = (place: FilePlace): StoredEntry<B> | undefined => {
    checkOpen()
    return entries.get(entryKey(place))
  }
  const blobAt = (place: FilePlace): B => {
    const blob = place.space === 'package' ? store.openPackageFileSync(place.name) : at(place)?.blob
    if (blob === undefined) throw new FileError('not-found')
    return blob
  }
  const set = (entry: StoredEntry<B>) => {
    const key = entryKey(entry.place)
    const before = entries.get(key)
    entries.set(key, entry)
    changed(entry.place, entry, before)
  }
  const forget = (place: FilePlace) => {
    const key = entryKey(place)
    const before = entries.get(key)
    entries.delete(key)
    changed(place, undefined, before)
  }
  const adopt = (place: FilePlace, blob: B) => {
    const old = at(place)
    const nowMs = store.now()
    set({ place, blob, createdMs: old?.createdMs ?? nowMs, modifiedMs: nowMs })
    if (old?.blob !== undefined) store.free(old.blob)
  }
  /** All entries below a folder, with the folder's key and a slash before their names. */
  const below = (folder: FilePlace) => {
    const key = entryKey(folder)
    const prefix = folder.name === '' ? key : `${key}/`
    return { prefix, inside: [...entries].filter(([name]) => name.startsWith(prefix)) }
  }
  const remove = (place: FilePlace) => {
    const { blob } = at(place) ?? {}
    forget(place)
    if (blob !== undefined) store.free(blob)
  }

  return {
    now: () => store.now(),
    stat: (place) => {
      if (place.space === 'package') {
        const blob = store.openPackageFileSync(place.name)
        return blob && packageStat(blob)
      }
      const entry = at(place)
      if (entry !== undefined) return statOf(entry)
      return place.space === 'user' && place.name === ''
        ? { kind: 'folder', size: 0, createdMs: 0, modifiedMs: 0, accessedMs: 0 }
        : undefined
    },
    list: (folder) => {
      checkOpen()
      const { prefix, inside } = below(folder)
      return inside.flatMap(([key, entry]): FileEntry[] => {
        const name = key.slice(prefix.length)
        return name.includes('/') ? [] : [{ name, ...statOf(entry) }]
      })
    },
    makeFolders: (places) => {
      const nowMs = store.now()
      for (const place of places) set({ place, createdMs: nowMs, modifiedMs: nowMs })
    },
    removeFolder: (place) => {
      for (const [, entry] of below(place).inside) remove(entry.place)
      remove(place)
    },
    remove,
    move: (from, to) => {
      const entry = at(from)
      if (entry === undefined) throw new FileError('not-found')
      const inside = entry.blob === undefined ? below(from).inside.map(([, item]) => item) : []
      const over = at(to)?.blob
      for (const item of [entry, ...inside]) {
        forget(item.place)
        set({ ...item, place: { ...to, name: to.name + item.place.name.slice(from.name.length) } })
      }
      if (over !== undefined) store.free(over)
    },
    read: (place, start, end) => store.readSync(blobAt(place), start, end),
    append: (place, bytes) => adopt(place, store.create([blobAt(place), bytes])),
    truncate: (place, lengthBytes) => {
      const blob = blobAt(place)
      const missing = lengthBytes - blob.size
      adopt(
        place,
        missing > 0
          ? store.create([blob, new Uint8Array(missing)])
          : store.slice(blob, 0, lengthBytes),
      )
    },
    make: (bytes) => store.create([bytes]),
    duplicate: (place) => store.copy(blobAt(place)),
    adopt,
    free: (blob) => store.free(blob),
    blob: (place) => at(place)?.blob,
    entry: (place) => entries.get(entryKey(place)),
    apply: ({ put, remove: removed }) => {
      for (const place of removed) entries.delete(entryKey(place))
      for (const entry of put) entries.set(entryKey(entry.place), entry)
    },
    clear: () => {
      for (const { blob } of entries.values()) if (blob !== undefined) store.free(blob)
      entries.clear()
    },
  }
}
