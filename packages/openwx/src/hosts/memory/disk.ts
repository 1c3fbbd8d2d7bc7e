import type { HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'

/** The bytes of a file of a memory host. */
export interface MemoryBlob extends HostBlob {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Gives its room back. */
  free(): void
}

/** Room for the bytes of files. */
export interface MemoryDisk {
  /** @throws FileError `full` */
  take(bytes: number): void
  free(bytes: number): void
}

export const createMemoryDisk = (capacityBytes: number): MemoryDisk => {
  let usedBytes = 0
  return {
    take: (bytes) => {
      if (usedBytes + bytes > capacityBytes) throw new FileError('full')
      usedBytes += bytes
    },
    free: (bytes) => {
      usedBytes -= bytes
    },
  }
}
