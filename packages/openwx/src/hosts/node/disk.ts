import type { Stats } from 'node:fs'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { baseName } from '../../codec/file-path.js'
import type { FileEntry, FilePlace, FileStat } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { savedAtMs } from '../shared/file-names.js'
import type { TreeDisk } from '../shared/file-tree.js'
import type { NodeBlob } from './blob.js'
import { toFileError } from './file-error.js'
import type { NodeFolders } from './folders.js'
import { isLegalName } from './folders.js'

const OWNER_MAY_WRITE = 0o600
/** A link that somebody has put where a file is expected is no file. Windows has no such flag. */
export const NO_FOLLOW = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0

/** Runs what may fail as the system does. */
const attempt = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw toFileError(error)
  }
}

const statOf = (place: FilePlace, name: string, stats: Stats): FileStat | undefined => {
  const isFolder = stats.isDirectory()
  if (!isFolder && !stats.isFile()) return undefined
  const savedMs = place.space === 'saved' ? savedAtMs(name) : NaN
  return {
    kind: isFolder ? 'folder' : 'file',
    size: isFolder ? 0 : stats.size,
    createdMs: Number.isNaN(savedMs) ? stats.birthtimeMs : savedMs,
    modifiedMs: stats.mtimeMs,
    accessedMs: stats.atimeMs,
  }
}

const look = (file: string): Stats | undefined => {
  try {
    return lstatSync(file)
  } catch (error) {
    const known = toFileError(error)
    if (known.problem === 'not-found' || known.problem === 'name-too-long') return undefined
    throw known
  }
}

/** Files on a real disk. Whatever is written is made elsewhere first, and then takes its place in one step. */
export const createNodeDisk = ({ pathOf, scratchPath }: NodeFolders): TreeDisk<NodeBlob> => {
  const fileAt = (place: FilePlace): string => {
    const file = pathOf(place)
    if (file === undefined) throw new FileError('permission')
    return file
  }
  const withFile = <T>(place: FilePlace, flags: number, work: (fd: number) => T): T =>
    attempt(() => {
      const fd = openSync(fileAt(place), flags | NO_FOLLOW)
      try {
        return work(fd)
      } finally {
        closeSync(fd)
      }
    })
  const scratch = (fill: (file: string) => void): NodeBlob => {
    const file = scratchPath()
    try {
      fill(file)
      return { path: file, size: lstatSync(file).size }
    } catch (error) {
      rmSync(file, { force: true })
      throw toFileError(error)
    }
  }
  const stat = (place: FilePlace): FileStat | undefined => {
    const file = pathOf(place)
    const stats = file === undefined ? undefined : look(file)
    const found = stats && statOf(place, place.name, stats)
    return place.space === 'package' && found?.kind === 'folder' ? undefined : found
  }

  return {
    now: () => Date.now(),
    stat,
    list: (folder) => {
      const root = fileAt(folder)
      return attempt(() => readdirSync(root)).flatMap((name): FileEntry[] => {
        const stats = look(path.join(root, name))
        const found = stats && statOf(folder, name, stats)
        return found === undefined ? [] : [{ name, ...found }]
      })
    },
    makeFolders: (places) =>
      attempt(() => {
        let folder: string | undefined
        for (const place of places) {
          if (!isLegalName(place.name)) throw new FileError('permission')
          // Only the way to the first one can be a link, and looking at a long way takes long.
          folder = folder === undefined ? fileAt(place) : path.join(folder, baseName(place.name))
          mkdirSync(folder, { mode: 0o700 })
        }
      }),
    removeFolder: (place) => attempt(() => rmSync(fileAt(place), { recursive: true })),
    remove: (place) => attempt(() => unlinkSync(fileAt(place))),
    move: (from, to) => attempt(() => renameSync(fileAt(from), fileAt(to))),
    read: (place, start, end) =>
      withFile(place, constants.O_RDONLY, (fd) => {
        const bytes = new Uint8Array(Math.max(0, end - start))
        let done = 0
        while (done < bytes.length) {
          const count = readSync(fd, bytes, done, bytes.length - done, start + done)
          if (count === 0) throw new FileError('changed')
          done += count
        }
        return bytes
      }),
    append: (place, bytes) =>
      withFile(place, constants.O_WRONLY | constants.O_APPEND, (fd) => {
        const { size } = fstatSync(fd)
        try {
          for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done)
        } catch (error) {
          ftruncateSync(fd, size)
          throw error
        }
      }),
    truncate: (place, lengthBytes) =>
      withFile(place, constants.O_WRONLY, (fd) => ftruncateSync(fd, lengthBytes)),
    make: (bytes) =>
      scratch((file) => writeFileSync(file, bytes, { flag: 'wx', mode: OWNER_MAY_WRITE })),
    duplicate: (place) =>
      scratch((file) => {
        copyFileSync(fileAt(place), file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
        // A file of the package may be read-only, and its copy is not.
        chmodSync(file, OWNER_MAY_WRITE)
      }),
    adopt: (place, blob) => attempt(() => renameSync(blob.path, fileAt(place))),
    free: (blob) => rmSync(blob.path, { force: true }),
  }
}
