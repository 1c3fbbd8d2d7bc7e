import { extensionOf, folderOf } from '../../codec/file-path.js'
import type { FileEntry, FilePlace, FileStat, FileTree, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { savedName } from './file-names.js'
import { createUsage } from './usage.js'

/** As file systems have it. */
const MAX_SEGMENT_BYTES = 255

/** What a host has to know of its own: no rules, each only asked for what {@link createFileTree} has checked. */
export interface TreeDisk<B extends HostBlob> {
  now(): number
  stat(place: FilePlace): FileStat | undefined
  /** What a folder that is there holds, in any order. */
  list(folder: FilePlace): FileEntry[]
  /** Each in the one before it; the first one in a folder that is there. */
  makeFolders(places: readonly FilePlace[]): void
  /** With all that it holds. */
  removeFolder(place: FilePlace): void
  remove(place: FilePlace): void
  /** A file over a file that may be there, or a folder to where nothing is. */
  move(from: FilePlace, to: FilePlace): void
  read(place: FilePlace, start: number, end: number): Uint8Array<ArrayBuffer>
  append(place: FilePlace, bytes: Uint8Array<ArrayBuffer>): void
  truncate(place: FilePlace, lengthBytes: number): void
  make(bytes: Uint8Array<ArrayBuffer>): B
  duplicate(place: FilePlace): B
  /** Puts a blob at a place, over a file that may be there. */
  adopt(place: FilePlace, blob: B): void
  free(blob: B): void
}

/** The rules of {@link FileTree}, the same on every host, and what the asynchronous functions need of them. */
export interface RuledTree<B extends HostBlob> extends FileTree {
  /** See `FilesPort.write`. */
  adopt(place: FilePlace, blob: B): void
  /** @throws FileError for a place that no file could be put at. */
  checkTarget(place: FilePlace): void
  /** The file at a place. @throws FileError `not-found`, `is-folder` */
  file(place: FilePlace): FileStat
  /** A file that can be added to. */
  appendable(place: FilePlace): FileStat
  /** A file of a program has grown without the tree's doing. */
  grew(place: FilePlace, bytes: number): void
  /** Others have changed its files. */
  forgetUsage(owner: string): void
  reserve(owner: string, growthBytes: number, limitBytes: number): () => void
}

export const createFileTree = <B extends HostBlob>(disk: TreeDisk<B>): RuledTree<B> => {
  const usage = createUsage((owner) => {
    const below = (folder: FilePlace): number =>
      disk
        .list(folder)
        .reduce(
          (sum, { kind, name, size }) =>
            sum +
            (kind === 'file'
              ? size
              : below({ ...folder, name: folder.name === '' ? name : `${folder.name}/${name}` })),
          0,
        )
    return below({ space: 'saved', owner, name: '' }) + below({ space: 'user', owner, name: '' })
  })
  const grew = (place: FilePlace, bytes: number) => {
    if ('owner' in place) usage.change(place.owner, bytes)
  }

  const checkWritable = (place: FilePlace) => {
    if (place.space !== 'user' || place.name === '') throw new FileError('permission')
    const segments = place.name.split('/')
    if (segments.some((segment) => new TextEncoder().encode(segment).length > MAX_SEGMENT_BYTES)) {
      throw new FileError('name-too-long')
    }
  }
  const checkParent = (place: FilePlace) => {
    if (disk.stat(folderOf(place))?.kind !== 'folder') throw new FileError('not-found')
  }
  const checkTarget = (place: FilePlace) => {
    checkWritable(place)
    checkParent(place)
    if (disk.stat(place)?.kind === 'folder') throw new FileError('permission')
  }
  const present = (place: FilePlace): FileStat => {
    const stat = disk.stat(place)
    if (stat === undefined) throw new FileError('not-found')
    return stat
  }
  const file = (place: FilePlace): FileStat => {
    const stat = present(place)
    if (stat.kind === 'folder') throw new FileError('is-folder')
    return stat
  }
  const appendable = (place: FilePlace): FileStat => {
    if (place.space !== 'user') throw new FileError('permission')
    return file(place)
  }
  const folder = (place: FilePlace) => {
    if (present(place).kind === 'file') throw new FileError('not-folder')
  }
  const adopt = (place: FilePlace, blob: B) => {
    try {
      checkTarget(place)
      const before = disk.stat(place)?.size ?? 0
      disk.adopt(place, blob)
      grew(place, blob.size - before)
    } catch (error) {
      disk.free(blob)
      throw error
    }
  }
  const makeFolder = (place: FilePlace, recursive: boolean) => {
    if (place.space !== 'user') throw new FileError('permission')
    const there = disk.stat(place)
    if (there !== undefined) {
      if (recursive && there.kind === 'folder') return
      throw new FileError('exists')
    }
    checkWritable(place)
    const missing: FilePlace[] = [place]
    let parent = folderOf(place)
    while (recursive && parent.name !== '' && disk.stat(parent) === undefined) {
      missing.push(parent)
      parent = folderOf(parent)
    }
    if (disk.stat(parent)?.kind !== 'folder') throw new FileError('not-found')
    disk.makeFolders(missing.reverse())
  }

  return {
    adopt,
    checkTarget,
    file,
    appendable,
    grew,
    forgetUsage: usage.forget,
    reserve: usage.reserve,
    stat: (place) => disk.stat(place),
    list: (place) => {
      if (place.space === 'user') folder(place)
      return disk.list(place).sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    makeFolder,
    removeFolder: (place, recursive) => {
      checkWritable(place)
      folder(place)
      if (!recursive && disk.list(place).length > 0) throw new FileError('not-empty')
      disk.removeFolder(place)
      if (recursive && 'owner' in place) usage.forget(place.owner)
    },
    remove: (place) => {
      if (place.space === 'package') throw new FileError('permission')
      const { size } = file(place)
      disk.remove(place)
      grew(place, -size)
    },
    rename: (from, to) => {
      if (from.space === 'package') throw new FileError('permission')
      const { kind, size } = present(from)
      checkWritable(to)
      checkParent(to)
      if (from.name === '') throw new FileError('permission')
      if (from.space === to.space && from.name === to.name) return
      const there = disk.stat(to)
      const isInside = from.space === 'user' && to.name.startsWith(`${from.name}/`)
      const isInTheWay = there !== undefined && (kind === 'folder' || there.kind === 'folder')
      if (isInside || isInTheWay) throw new FileError('permission')
      disk.move(from, to)
      grew(from, -size)
      grew(to, size - (there?.size ?? 0))
    },
    save: (temp, owner) => {
      if (temp.space !== 'temp') throw new FileError('not-found')
      const { size } = file(temp)
      const name = savedName(disk.now(), extensionOf(temp.name))
      const place: FilePlace = { space: 'saved', owner, name }
      disk.move(temp, place)
      grew(place, size)
      return place
    },
    read: (place, start = 0, length = Infinity) => {
      const { size } = file(place)
      return disk.read(place, start, Math.min(size, start + length))
    },
    write: (place, bytes) => {
      checkTarget(place)
      adopt(place, disk.make(bytes))
    },
    append: (place, bytes) => {
      appendable(place)
      disk.append(place, bytes)
      grew(place, bytes.length)
    },
    copy: (from, to) => {
      file(from)
      checkTarget(to)
      adopt(to, disk.duplicate(from))
    },
    truncate: (place, lengthBytes) => {
      const { size } = appendable(place)
      disk.truncate(place, lengthBytes)
      grew(place, lengthBytes - size)
    },
  }
}
