import type { FileStat } from '../../ports/files.js'

/** A regular file or a folder that its owner may change, in the numbers of POSIX. */
const FILE_MODE = 0o100644
const FOLDER_MODE = 0o040755
const MS_PER_SECOND = 1000

export const toSeconds = (ms: number): number => Math.floor(ms / MS_PER_SECOND)

/** What `FileSystemManager.stat` tells of a file or folder. */
export class Stats {
  /** Type and permissions, as POSIX has them. */
  readonly mode: number
  /** Bytes; 0 for a folder. */
  readonly size: number
  /** Seconds since 1970. */
  readonly lastAccessedTime: number
  /** Seconds since 1970. */
  readonly lastModifiedTime: number

  constructor({ kind, size, accessedMs, modifiedMs }: FileStat) {
    this.mode = kind === 'folder' ? FOLDER_MODE : FILE_MODE
    this.size = size
    this.lastAccessedTime = toSeconds(accessedMs)
    this.lastModifiedTime = toSeconds(modifiedMs)
  }

  isDirectory(): boolean {
    return this.mode === FOLDER_MODE
  }

  isFile(): boolean {
    return this.mode === FILE_MODE
  }
}
